"""Who answers a run: its recording first, the registries from the first request that is not in it."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine

from pid_emulator.core.schema_files import DATACITE_KERNEL, schema_file
from pidguide.cassettes import placeholders
from pidguide.in_page.tab import Finished, Tab
from pidguide.samples.catalogue import Sample, find_samples, get_sample
from pidguide.samples.schemas_needed import WITHOUT_SCHEMAS, lacks_schemas, where_schemas_are
from pidguide.site.pages.runnable import DATA_FILES, packages_needed_by
from pidguide.site.run.page_recordings import page_recording
from tests.support.orcid_schemas import needs_orcid_schemas

READS, WRITES = "doi/access/csl_json", "doi/create/datacite/draft"
OWN_SUFFIX = "doi/create/datacite/draft_own_suffix"
needs_datacite_schema = pytest.mark.skipif(
    schema_file(DATACITE_KERNEL) is None, reason=f"DataCite's registration {WITHOUT_SCHEMAS}"
)
SAMPLES = [
    pytest.param(
        sample,
        id=sample.name,
        marks=pytest.mark.skipif(lacks_schemas(sample), reason=f"{sample.name} {WITHOUT_SCHEMAS}"),
    )
    for sample in find_samples()
    if DATA_FILES not in packages_needed_by(sample)  # they have no Run button
]


@pytest.fixture(scope="module")
def started() -> Tab:
    """A tab whose registries are there, as on the page once they were needed."""
    tab = Tab([])
    tab.start()
    tab.hosts = tab.registries.hosts if tab.registries else []
    return tab


@pytest.fixture
def tab(started: Tab) -> Iterator[Tab]:
    started.reset()
    yield started


def recording_of(sample: Sample) -> Any:
    """A sample's recording as the page gets it; the schemas lie where this computer has them."""
    recording = page_recording(sample)
    return {**recording, "environment": {**recording["environment"], **where_schemas_are(sample)}}


def at(recording: Any, run: Callable[[], Finished | None]) -> Finished | None:
    """Run at the time of a recording."""
    with time_machine.travel(datetime.fromtimestamp(recording["recorded_at"], UTC), tick=False):
        return run()


def run_recorded(tab: Tab, recording: Any, change: tuple[str, str] = ("", "")) -> Finished | None:
    source = recording["source"].replace(*change)
    return at(recording, lambda: tab.run_recorded(source, recording, lambda text: None))


def run_emulated(tab: Tab, recording: Any, change: tuple[str, str] = ("", "")) -> Finished:
    source = recording["source"].replace(*change)
    run = at(recording, lambda: tab.run_emulated(source, recording["faults"], {}, lambda text: None))
    assert run
    return run


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_sample_runs_from_its_recording(sample: Sample) -> None:
    recording = recording_of(sample)
    finished = run_recorded(Tab([]), recording)
    assert finished and finished.problem == ""
    assert finished.output == sample.output.read_text(encoding="utf-8")
    assert finished.unplayed == 0 and len(finished.exchanges) == len(recording["exchanges"])


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_sample_runs_against_the_registries(tab: Tab, sample: Sample) -> None:
    finished = run_emulated(tab, recording_of(sample))
    assert tab.registries
    if tab.registries._emulator.traffic.lacked_schema:
        pytest.skip(f"{sample.name} {WITHOUT_SCHEMAS}")
    assert finished.problem == "" and not finished.is_recorded
    assert as_recorded(tab, finished.output) == as_recorded(tab, sample.output.read_text(encoding="utf-8"))


def as_recorded(tab: Tab, output: str) -> list[list[str]]:
    """An output's words; what differs between the emulator and a recording of it is told by its name."""
    assert tab.registries
    for name, value in (*tab.registries.begin().items(), *placeholders.ENVIRONMENT.items()):
        output = output.replace(f"'{value}'", name).replace(value, name)
    output = re.sub(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ORCID_ACCESS_TOKEN", output)
    output = re.sub(r"\b(?:1|2000)(\d{3})\b", r"\1", output)  # put-codes: 1001 of a recording, 2000001 here
    return [line.split() for line in output.splitlines()]


def test_a_changed_request_is_left_to_the_registries(tab: Tab) -> None:
    recording = recording_of(get_sample(READS))
    change = ("10.1126/science.169.3946.635", "10.1371/journal.pone.0033693")
    assert run_recorded(tab, recording, change) is None
    finished = run_emulated(tab, recording, change)
    assert "Methylphenidate" in finished.output
    assert {exchange["status"] for exchange in finished.exchanges} == {302, 200}


def test_an_unknown_doi_is_answered_as_doi_org_does(tab: Tab) -> None:
    change = ("10.1126/science.169.3946.635", "10.5555/nobody")
    finished = run_emulated(tab, recording_of(get_sample(READS)), change)
    assert finished.problem == "LookupError: 10.5555/nobody is not registered" and finished.line
    assert finished.exchanges[0]["status"] == 404
    assert "DOI Not Found" in finished.exchanges[0]["answer"]


def test_a_host_that_is_not_emulated_needs_no_registries_to_say_so(started: Tab) -> None:
    finished = run_recorded(
        Tab(started.hosts), recording_of(get_sample(READS)), ("https://doi.org", "https://x.example")
    )
    assert finished and "x.example is not emulated in this tab" in finished.problem


def test_a_change_that_asks_the_same_is_still_answered_by_the_recording(tab: Tab) -> None:
    finished = run_recorded(tab, recording_of(get_sample(READS)), ('print("type:', 'print("kind:'))
    assert finished and finished.is_recorded and "kind:" in finished.output


def test_a_reading_runs_from_its_recording_again_and_again(tab: Tab) -> None:
    recording = recording_of(get_sample(READS))
    assert run_recorded(tab, recording) == run_recorded(tab, recording) is not None


def test_a_writing_runs_from_its_recording_once(tab: Tab) -> None:
    recording = recording_of(get_sample(WRITES))
    assert run_recorded(tab, recording)
    assert run_recorded(tab, recording) is None
    tab.reset()
    assert run_recorded(tab, recording)


def test_what_was_written_in_the_tab_is_read_from_the_tab(tab: Tab) -> None:
    writing, reading = recording_of(get_sample(WRITES)), recording_of(get_sample("doi/search/datacite/query"))
    elsewhere = recording_of(get_sample("orcid/public/read_record"))
    run_emulated(tab, writing)
    assert run_recorded(tab, reading) is None, "another answer than the registries would give now"
    assert run_recorded(tab, elsewhere)


def test_a_visit_goes_on_in_another_tab_object(tab: Tab) -> None:
    recording = recording_of(get_sample(WRITES))
    run_recorded(tab, recording)
    run_emulated(tab, recording_of(get_sample(OWN_SUFFIX)))
    other = Tab(tab.hosts)
    other.remember(tab.memory())
    other.start(tab.state())
    assert other.used_up == {WRITES} and other.written_to == {"datacite.org"}
    again = run_emulated(other, recording_of(get_sample(OWN_SUFFIX)))
    assert again.output.count("already been taken") == 2, "it is not there any more"


def test_variables_that_the_reader_has_fetched_win(tab: Tab) -> None:
    source = "import os\nprint(os.environ['ORCID_AUTHORIZATION_CODE'])"
    finished = tab.run_emulated(source, [], {"ORCID_AUTHORIZATION_CODE": "mine"}, lambda text: None)
    assert finished.output == "mine\n"


def test_what_is_shown_can_be_carried_to_the_page(tab: Tab) -> None:
    finished = run_recorded(tab, recording_of(get_sample(READS)))
    assert finished and json.loads(json.dumps(finished.as_dict()))["exchanges"][0]["method"] == "GET"


# What a reader writes after the samples: the next run finds what the one before has made.
STATE = """
import os, requests
account = (os.environ["DATACITE_REPOSITORY_ID"], os.environ["DATACITE_PASSWORD"])
doi = os.environ["DATACITE_PREFIX"] + "/guide-publish"
url = "https://api.test.datacite.org/dois"
"""
HIDE = (
    STATE
    + """
hidden = {"data": {"type": "dois", "attributes": {"event": "hide"}}}
answer = requests.put(f"{url}/{doi}", json=hidden, auth=account, timeout=9).json()
print(answer["data"]["attributes"]["state"])
"""
)
SEARCH = (
    STATE
    + """
print(requests.get(url, params={"query": "titles.title:cracked"}, timeout=9).json()["meta"]["total"])
"""
)
WORKS = """
import os, requests
token = {"Authorization": "Bearer " + os.environ["ORCID_ACCESS_TOKEN"], "Accept": "application/json"}
url = f"https://api.sandbox.orcid.org/v3.0/{os.environ['ORCID_ID']}/works"
groups = requests.get(url, headers=token, timeout=9).json()["group"]
print([group["work-summary"][0]["title"]["title"]["value"] for group in groups])
"""


def run_own(tab: Tab, source: str) -> str:
    """Run a reader's own script in the tab's visit, and return what it prints."""
    finished = tab.run_emulated(source, [], {}, lambda text: None)
    assert finished.problem == ""
    return finished.output


@needs_datacite_schema
def test_a_doi_is_published_found_hidden_and_not_found_any_more(tab: Tab) -> None:
    before = int(run_own(tab, SEARCH))
    run_emulated(tab, recording_of(get_sample("doi/create/datacite/publish")))
    assert int(run_own(tab, SEARCH)) == before + 1
    assert run_own(tab, HIDE) == "registered\n"
    assert int(run_own(tab, SEARCH)) == before


@needs_orcid_schemas
def test_a_work_added_to_a_record_shows_in_the_next_run(tab: Tab) -> None:
    assert "A Handbook of Psychoceramics" not in run_own(tab, WORKS)
    run_emulated(tab, recording_of(get_sample("orcid/member/add_work")))
    assert "A Handbook of Psychoceramics" in run_own(tab, WORKS)
