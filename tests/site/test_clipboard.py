"""Every copy button of every page copies its own panel, as it stands in the files."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pidguide.basics import paths
from pidguide.cassettes.format import read_recording
from pidguide.compare.exchanges import Exchange
from pidguide.samples.catalogue import Sample, get_sample
from pidguide.site.render.bodies import read_body
from pidguide.site.render.curl import curl_commands, curl_script
from pidguide.site.render.error_gallery import anchor_of, collect_errors
from pidguide.site.render.opening import show_opening, show_paste, show_prints
from tests.support.opened_pages import PAGES, Opened
from tests.support.published import SAMPLES, samples_of

pytestmark = pytest.mark.browser

FENCE = re.compile(r"^( *)(`{3,})(?! *\n)([^`\n]*)\n(.*?)^ *\2$", re.MULTILINE | re.DOTALL)
MACRO = re.compile(r'\{\{ (opening|paste|prints)\("([^"]+)"(?:, "[^"]+")*\) \}\}')
CARD = re.compile(r'\{\{ card\("([^"]+)"\) \}\}')
# Buttons stand in tabs and in what opens; a click by script reaches those that do not show.
PRESS_ALL = """
async () => {
  const copied = [];
  for (const button of document.querySelectorAll("[data-copy], [data-copy-page]")) {
    const told = new Promise(done =>
      new MutationObserver(done).observe(button, {attributes: true, attributeFilter: ["data-done"]}));
    await navigator.clipboard.writeText("nothing was copied");
    button.click();
    await told;
    copied.push([button.dataset.copy || "page", await navigator.clipboard.readText()]);
  }
  return copied;
}
"""


def panels_of(sample: Sample) -> Iterator[tuple[str, str]]:
    """Yield each panel of a sample's card, by its id, with what has to be in the clipboard."""
    yield f"{sample.anchor}-python", sample.listing
    yield f"{sample.anchor}-output", sample.output.read_text(encoding="utf-8")
    exchanges = read_recording(sample.cassette).exchanges
    if exchanges:
        yield f"{sample.anchor}-curl", curl_script(curl_commands(exchanges, sample.source))
    for number, exchange in enumerate(exchanges, start=1):
        yield from bodies_of(exchange, f"{sample.anchor}-{number}")


def bodies_of(exchange: Exchange, name: str) -> Iterator[tuple[str, str]]:
    for kind, message in (("request", exchange.request), ("answer", exchange.answer)):
        if message.text.strip():
            body = read_body(message.text, message.headers.get("content-type", ""))
            yield f"{name}-{kind}", "\n".join(body.lines) + "\n"


def panels_of_errors() -> Iterator[tuple[str, str]]:
    """Yield each body of the error gallery, by its id, with what has to be in the clipboard."""
    for (service, code), answers in collect_errors(SAMPLES).items():
        for number, answer in enumerate(answers, start=1):
            yield from bodies_of(answer.exchange, f"{anchor_of(service, code)}-{number}-1")


def blocks_of(page: str) -> list[str]:
    """Return what the blocks of code in a page's text have to copy, in order: of a console what was typed."""
    text = MACRO.sub(lambda call: write_out(*call.groups()), (paths.DOCS / f"{page}.md").read_text("utf-8"))
    blocks = []
    for indentation, _, language, code in FENCE.findall(text):
        lines = [line.removeprefix(indentation).expandtabs(4) for line in include(code).splitlines()]
        if language == "console":
            lines = [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]
        blocks.append("".join(f"{line}\n" for line in lines))
    return blocks


def write_out(macro: str, name: str) -> str:
    """Return the blocks that a macro puts on a page."""
    return {"opening": show_opening, "paste": show_paste, "prints": show_prints}[macro](name)


def include(code: str) -> str:
    """Return code with the file, or the part of one, that it names in its place."""
    named = re.fullmatch(r'--8<-- "([^":]+)(?::(\w+))?"\n', code)
    if not named:
        return code
    file = (paths.ROOT / named[1]).read_text(encoding="utf-8")
    if named[2] is None:
        return file
    return re.split(rf".*--8<-- \[(?:start|end):{named[2]}\]\n", file)[1].rstrip("\n") + "\n"


@pytest.mark.parametrize("opened", PAGES, indirect=True)
def test_every_button_copies_its_own_panel(opened: Opened, built_site: Path) -> None:
    name = opened.name
    (kind, whole), *copied = opened.page.evaluate(PRESS_ALL)
    assert (kind, whole) == ("page", (built_site / f"{name}.md").read_text(encoding="utf-8"))
    panels = [(target, text) for target, text in copied if not target.startswith("code-")]
    shown = [
        *samples_of(name),
        *map(get_sample, CARD.findall((paths.DOCS / f"{name}.md").read_text("utf-8"))),
    ]
    expected = dict(panel for sample in shown for panel in panels_of(sample))
    expected |= dict(panels_of_errors()) if name == "errors" else {}
    assert len(panels) == len(expected), "a panel has no button, or two"
    wrong = [target for target, text in panels if text != expected.get(target)]
    assert not wrong
    assert [text for target, text in copied if target.startswith("code-")] == blocks_of(name)


def test_all_samples_are_looked_at() -> None:
    assert {sample.page for sample in SAMPLES} <= set(PAGES)
