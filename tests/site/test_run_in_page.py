"""Run in a real browser: from the recording, edited, against the registries in the tab."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from pid_emulator.core.schema_files import DATACITE_KERNEL, schema_file
from pidguide.samples.catalogue import Sample, get_sample
from pidguide.samples.schemas_needed import WITHOUT_SCHEMAS
from pidguide.site.pages.browser import NoBrowser
from tests.support.orcid_schemas import needs_orcid_schemas

pytestmark = pytest.mark.browser

SLOW = 120_000  # milliseconds that a computer with other things to do may take to start Python
READS, WRITES = get_sample("doi/access/csl_json"), get_sample("doi/create/datacite/draft_own_suffix")


class Tab:
    """A page of the guide in a tab of its own, and what it has asked for."""

    def __init__(self, page: Page, own: str) -> None:
        self.page, self.own = page, own
        self.asked: list[str] = []
        self.complaints: list[str] = []
        page.set_default_timeout(SLOW)
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)

    def open(self, sample: Sample) -> Locator:
        """Open a sample's page, unless it is open, and return its card."""
        address = f"{self.own}{sample.page}/"
        if self.page.url.partition("#")[0] != address:
            self.page.goto(address, wait_until="load")
        return self.page.locator(f".pg-sample[data-sample='{sample.name}']")

    def run(self, card: Locator, source: str | None = None) -> str:
        """Put a script into a card, if one is given, run it and return what is said of the run."""
        if source is not None:
            if not card.locator(".cm-content").count():
                self.run(card)
            edit(card, source)
        card.get_by_role("button", name="Run", exact=True).click()
        card.get_by_role("button", name="Run", exact=True).and_(card.locator(":not(.pg-busy)")).wait_for()
        said = card.locator(".pg-output > p")
        expect(said).to_have_text(re.compile("^(Ran|Stopped|Could not)"), timeout=SLOW)
        return said.inner_text()

    @property
    def third_parties(self) -> list[str]:
        return [url for url in self.asked if not url.startswith((self.own, "data:", "blob:"))]


def edit(card: Locator, source: str) -> None:
    card.locator(".cm-content").click()
    card.page.keyboard.press("ControlOrMeta+a")
    card.page.keyboard.insert_text(source)


def output(card: Locator) -> str:
    return card.locator(".pg-output code").text_content() or ""


def exchanges(card: Locator) -> list[str]:
    return [
        " ".join(text.split()) for text in card.locator(".pg-ran .pg-exchange > summary").all_inner_texts()
    ]


@pytest.fixture(scope="module")
def tab(chromium: Browser | NoBrowser, site_address: str, request: pytest.FixtureRequest) -> Iterator[Tab]:
    """One tab for all tests of this file: Python starts once in it."""
    if isinstance(chromium, NoBrowser):
        pytest.skip(f"NOT RUN: {request.node.name}: {chromium}")
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    tab = Tab(context.new_page(), site_address)
    if not tab.open(READS).get_attribute("data-run"):
        pytest.skip(f"NOT RUN: {request.node.name}: the site was built without Node, so it has no Run button")
    yield tab
    context.close()


@pytest.fixture
def card(tab: Tab) -> Locator:
    return tab.open(READS)


def test_before_the_first_press_nothing_is_loaded(tab: Tab, card: Locator) -> None:
    assert card.get_by_role("button", name="Run", exact=True).is_visible()
    assert not [url for url in tab.asked if "/run/" in url]


def test_a_sample_runs_from_its_recording(tab: Tab, card: Locator) -> None:
    assert tab.run(card) == "Ran in this tab, output as recorded"
    assert output(card) == READS.output.read_text(encoding="utf-8")
    assert len(exchanges(card)) == 2
    assert all(re.search(r"recorded \d+ \w+ \d{4}$", line) for line in exchanges(card))
    assert not [url for url in tab.asked if "registries.zip" in url], "the registries are not needed yet"


def test_a_second_run_takes_a_moment(tab: Tab, card: Locator) -> None:
    tab.run(card)
    seconds = []
    for _ in range(3):
        tab.run(card)
        seconds.append(float(card.get_attribute("data-seconds") or "9"))
    assert min(seconds) < 0.2


def test_a_syntax_error_shows_its_line(tab: Tab, card: Locator) -> None:
    assert tab.run(card, "x = 1\nprint(x") == "Stopped with an error in line 2 As it was"
    assert "SyntaxError: '(' was never closed" in output(card)
    assert card.locator(".cm-line.pg-raised").inner_text() == "print(x"


def test_as_it_was_brings_back_script_output_and_copy(tab: Tab, card: Locator) -> None:
    tab.run(card, "print('mine')")
    assert card.locator(".cm-line.pg-changed").count() == 1
    card.get_by_role("button", name="As it was").click()
    assert output(card) == READS.output.read_text(encoding="utf-8")
    assert card.locator("[id='csl_json-python']").text_content() == READS.listing
    assert not card.get_by_role("button", name="As it was").count()
    assert tab.run(card) == "Ran in this tab, output as recorded"


def test_an_endless_loop_is_stopped(tab: Tab, card: Locator) -> None:
    tab.run(card, "print('begins')")
    edit(card, "print('begins')\nwhile True:\n    pass")
    card.get_by_role("button", name="Run", exact=True).click()
    card.get_by_role("button", name="Stop").click()
    expect(card.locator(".pg-output > p")).to_have_text("Stopped As it was", timeout=SLOW)
    card.get_by_role("button", name="As it was").click()
    assert tab.run(card) == "Ran in this tab, output as recorded", "nothing runs after Stop"


def test_a_host_that_is_not_emulated_is_named(tab: Tab, card: Locator) -> None:
    tab.run(card, "import requests\nrequests.get('https://www.example.org/', timeout=9)")
    assert "www.example.org is not emulated in this tab" in output(card)


@pytest.mark.parametrize(
    ("doi", "said", "status"),
    [
        ("10.1371/journal.pone.0033693", "Ran in this tab As it was", "200 OK"),
        ("10.5555/nobody", "Stopped with an error", "404 Not Found"),
    ],
)
def test_another_doi_is_answered_by_the_registries_in_the_tab(
    tab: Tab, card: Locator, doi: str, said: str, status: str
) -> None:
    changed = READS.listing.replace("10.1126/science.169.3946.635", doi)
    assert tab.run(card, changed).startswith(said)
    assert f"{status} emulated in this tab" in exchanges(card)[-1]
    last = card.locator(".pg-ran .pg-exchange").last
    last.locator("summary").click()
    body = last.locator(".pg-body").last.text_content() or ""
    assert ("DOI Not Found" if "nobody" in doi else "Methylphenidate") in body


def test_with_the_editor_open_axe_finds_nothing(tab: Tab, card: Locator) -> None:
    tab.run(card, "raise LookupError('nothing')")
    for scheme in ("default", "slate"):
        tab.page.evaluate(
            "scheme => document.querySelector(`input[data-md-color-scheme=${scheme}]`).click()", scheme
        )
        found = Axe().run(tab.page, context=".pg-sample[data-run]", options={"resultTypes": ["violations"]})
        assert not found.response["violations"], found.generate_report()
    tab.page.evaluate("document.querySelector('input[data-md-color-scheme=default]').click()")


def test_the_keyboard_alone_edits_runs_and_leaves(tab: Tab, card: Locator) -> None:
    tab.run(card, "print('a')")
    card.locator(".cm-content").focus()
    tab.page.keyboard.press("ControlOrMeta+End")
    tab.page.keyboard.insert_text("\nprint('typed')")
    tab.page.keyboard.press("ControlOrMeta+Enter")
    expect(card.locator(".pg-output code")).to_have_text("a\ntyped\n", timeout=SLOW)
    assert card.locator(".cm-content").evaluate("editor => editor === document.activeElement")
    tab.page.keyboard.press("Tab")
    assert not card.locator(".cm-content").evaluate("editor => editor === document.activeElement")


def test_an_open_editor_is_not_wider_than_a_phone(tab: Tab, card: Locator) -> None:
    tab.run(card, f"print('{'long ' * 60}')")
    tab.page.set_viewport_size({"width": 390, "height": 900})
    assert tab.page.evaluate("document.documentElement.scrollWidth") == 390
    labels, button = card.locator(".pg-whole > summary"), card.locator(".pg-run").bounding_box()
    assert button and button["x"] + button["width"] <= 390
    assert not labels.is_visible() or overlap(labels, card.locator(".pg-run")) == 0
    tab.page.set_viewport_size({"width": 1280, "height": 900})


def overlap(one: Locator, other: Locator) -> float:
    """Return how many pixels two boxes share from left to right."""
    left, right = one.bounding_box(), other.bounding_box()
    assert left and right
    return max(0.0, left["x"] + left["width"] - right["x"])


def test_after_the_first_load_it_runs_offline(tab: Tab, card: Locator) -> None:
    tab.run(card, "print('before')")
    tab.page.context.set_offline(True)
    try:
        tab.run(card, READS.listing.replace("10.1126/science.169.3946.635", "10.1371/journal.pone.0033693"))
        assert "Methylphenidate" in output(card)
        other = tab.page.locator(".pg-sample:has(.pg-run)").nth(1)
        assert tab.run(other) == "Ran in this tab, output as recorded"
    finally:
        tab.page.context.set_offline(False)


RESET = """
async folder => (await import(new URL(`${folder}run.js`, location.href))).ask({ what: "reset" }).answer
"""
DRAFT = """
import os, requests
account = (os.environ["DATACITE_REPOSITORY_ID"], os.environ["DATACITE_PASSWORD"])
doi = os.environ["DATACITE_PREFIX"] + "/made-in-the-tab"
url = "https://api.test.datacite.org/dois"
"""
MAKE = """
data = {"data": {"type": "dois", "attributes": {"doi": doi}}}
print(requests.post(url, json=data, auth=account, timeout=9).status_code)
"""
LOOK = 'print(requests.get(f"{url}/{doi}", auth=account, timeout=9).status_code)\n'


def test_what_is_changed_lasts_from_run_to_run_and_page_to_page_until_reset(tab: Tab, card: Locator) -> None:
    tab.run(card, DRAFT + MAKE)
    assert output(card) == "201\n"
    tab.run(card, DRAFT + LOOK)
    assert output(card) == "200\n"
    card = tab.open(WRITES)  # another page, another worker
    assert tab.run(card, DRAFT + LOOK) and output(card) == "200\n"
    card.get_by_role("button", name="Reset the registries").click()
    card.get_by_text("They are as they were").wait_for()
    tab.run(card, DRAFT + LOOK)
    assert output(card) == "404\n"


PUBLISHED, WORK = get_sample("doi/create/datacite/publish"), get_sample("orcid/member/add_work")
STATE = """
import os, requests
account = (os.environ["DATACITE_REPOSITORY_ID"], os.environ["DATACITE_PASSWORD"])
doi = os.environ["DATACITE_PREFIX"] + "/guide-publish"
url = "https://api.test.datacite.org/dois"
"""
HIDE = """
hidden = {"data": {"type": "dois", "attributes": {"event": "hide"}}}
answer = requests.put(f"{url}/{doi}", json=hidden, auth=account, timeout=9).json()
print(answer["data"]["attributes"]["state"])
"""
SEARCH = """
print(requests.get(url, params={"query": f'doi:"{doi}"'}, timeout=9).json()["meta"]["total"])
"""
WORKS = """
import os, requests
token = {"Authorization": "Bearer " + os.environ["ORCID_ACCESS_TOKEN"], "Accept": "application/json"}
url = f"https://api.sandbox.orcid.org/v3.0/{os.environ['ORCID_ID']}/works"
groups = requests.get(url, headers=token, timeout=9).json()["group"]
print([group["work-summary"][0]["title"]["title"]["value"] for group in groups])
"""


@pytest.mark.skipif(schema_file(DATACITE_KERNEL) is None, reason=f"DataCite's registration {WITHOUT_SCHEMAS}")
def test_a_draft_is_published_found_hidden_and_not_found_any_more(tab: Tab, card: Locator) -> None:
    tab.page.evaluate(RESET, card.get_attribute("data-run"))
    tab.run(card, STATE + MAKE + PUBLISHED.listing)
    assert output(card).startswith("201\n10.82433/guide-publish is findable"), output(card)
    tab.run(card, STATE + SEARCH)
    assert output(card) == "1\n"
    tab.run(card, STATE + HIDE + SEARCH)
    assert output(card) == "registered\n0\n"


@needs_orcid_schemas
def test_a_work_added_to_a_record_shows_in_the_next_run(tab: Tab, card: Locator) -> None:
    tab.run(card, WORKS)
    assert "A Handbook of Psychoceramics" not in output(card)
    tab.run(card, WORK.listing)
    tab.run(card, WORKS)
    assert "A Handbook of Psychoceramics" in output(card)


def test_two_tabs_do_not_disturb_each_other(tab: Tab, card: Locator) -> None:
    tab.run(card, DRAFT + MAKE)
    assert output(card) == "201\n"
    other = Tab(tab.page.context.new_page(), tab.own)
    theirs = other.open(READS)
    other.run(theirs, DRAFT + LOOK)
    assert output(theirs) == "404\n"
    other.page.close()


def test_a_code_from_orcids_consent_page_reaches_the_next_run(tab: Tab) -> None:
    card = tab.open(get_sample("tutorial/ask_for_permission"))
    # ORCID asks nobody twice, and the account of the tests before has granted everything.
    tab.page.evaluate(RESET, card.get_attribute("data-run"))
    tab.run(card)
    card.get_by_role("button", name="Open ORCID’s consent page here").click()
    frame = card.frame_locator("iframe")
    frame.get_by_label("E-mail or 16-digit ORCID iD").fill("0000-0002-1825-0097")
    frame.get_by_label("Password").fill("emulator-orcid-sign-in")
    frame.get_by_role("button", name="Sign in").click()
    frame.get_by_role("button", name="Authorize access").click()
    told = card.get_by_text("ORCID has sent the code").inner_text()
    code = re.search(r"the code (\w+) to", told)
    assert code
    tab.run(card, "import os\nprint(os.environ['ORCID_AUTHORIZATION_CODE'])")
    assert output(card) == f"{code[1]}\n"


def test_the_worker_ends_when_its_page_is_left(tab: Tab) -> None:
    tab.run(tab.open(READS))
    assert [worker.url for worker in tab.page.workers if "/run/" in worker.url]
    tab.page.goto(f"{tab.own}404.html")
    assert not [worker.url for worker in tab.page.workers if "/run/" in worker.url]


def test_a_link_carries_the_script_of_the_playground(tab: Tab) -> None:
    tab.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.page.goto(f"{tab.own}try/", wait_until="load")
    script = tab.page.get_by_role("textbox", name="Python to run")
    script.fill("print('Grüße, \U0001f30d')\n")
    tab.page.get_by_role("button", name="Copy a link to this script").click()
    tab.page.get_by_text("The link is copied").wait_for()
    link = tab.page.evaluate("navigator.clipboard.readText()")
    assert "/try/#script=" in link
    tab.page.goto("about:blank")
    tab.page.goto(link, wait_until="load")
    tab.page.get_by_text("read it before you run it").wait_for()
    assert script.input_value() == "print('Grüße, \U0001f30d')\n"
    tab.page.goto("about:blank")
    tab.page.goto(f"{tab.own}try/#script=AAAA", wait_until="load")
    tab.page.get_by_text("The link is not whole").wait_for()


def test_the_playground_starts_from_a_sample_and_gives_its_script_away(tab: Tab) -> None:
    tab.page.goto(f"{tab.own}try/", wait_until="load")
    tab.page.locator(f"a[data-start][href$='{READS.name}.py']").click()
    script = tab.page.get_by_role("textbox", name="Python to run")
    expect(script).to_have_value(READS.listing)
    with tab.page.expect_download() as download:
        tab.page.get_by_role("button", name="Download as .py").click()
    assert download.value.suggested_filename == "script.py"
    assert download.value.path().read_text(encoding="utf-8") == READS.listing


def test_nothing_was_asked_of_anyone_else_and_nothing_went_wrong(tab: Tab) -> None:
    assert tab.third_parties == []
    assert tab.complaints == []
