"""Run every sample in a browser, from its recording and against the registries in the tab.

    python scripts/run_in_page.py [--all] [--browser firefox|webkit]

A run from a recording passes only if its output is that of the .out file, byte for byte, and every exchange
was used; one against the registries if it prints what the same run prints in this process. Exit code 1 when
fewer pass than must: of what the package index offers those that need no compiled package, with --all every
sample. `make test-run-in-page` is the command.
"""

import argparse
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import time_machine

from pidguide.basics import paths
from pidguide.in_page.tab import Tab
from pidguide.samples.catalogue import Sample, find_samples
from pidguide.samples.schemas_needed import where_schemas_are
from pidguide.site.build import build_if_needed
from pidguide.site.pages.browser import open_browser
from pidguide.site.run.page_recordings import page_recording
from pidguide.site.serve import open_server

# With what the package index offers: citations need lxml, and samples that import it have no button.
LEAST_RECORDED, LEAST_EMULATED = 134, 130
RUN = """
async ([run, page, name, registriesOnly]) => {
  const { ask } = await import(run);
  window.pages ??= {};
  window.pages[page] ??= await (await fetch(new URL(`recordings/${page}.json`, run))).json();
  const sample = window.pages[page][name];
  if (!sample) return { kind: "absent" };
  if (registriesOnly) await ask({ what: "reset" }).answer;
  return ask({ what: "run", source: sample.source, sample, registriesOnly }).answer;
}
"""


@contextmanager
def browser_named(name: str) -> Iterator[Any]:
    """Open a browser: the Chromium of the tests, or another one that Playwright has installed."""
    if name == "chromium":
        with open_browser() as browser:
            yield browser
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = getattr(playwright, name).launch()
        try:
            yield browser
        finally:
            browser.close()


def flaw_of(sample: Sample, answer: dict[str, Any], expected: str) -> str:
    """Return what is wrong with a run in the page, "" where nothing is."""
    if answer["kind"] == "absent":
        return "has no Run button: it needs a compiled package that is not at hand"
    if answer["kind"] != "done":
        return str(answer.get("text", answer["kind"]))
    result = answer["result"]
    if result["problem"]:
        return " ".join(result["problem"].split())[:200]
    if result["output"] != expected:
        return "prints other lines"
    return f"{result['unplayed']} exchange(s) were not asked for" if result["unplayed"] else ""


def expected_of_registries(tab: Tab, sample: Sample) -> str:
    """Return what a sample prints when it runs against the registries in this process."""
    recording = page_recording(sample)
    tab.reset()
    moment = datetime.fromtimestamp(recording["recorded_at"], UTC)
    with time_machine.travel(moment, tick=False):
        faults, found = recording["faults"], where_schemas_are(sample)
        return tab.run_emulated(recording["source"], faults, found, lambda text: None).output


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--all", action="store_true", help="fail unless every sample passes, both ways")
    parser.add_argument("--browser", choices=["chromium", "firefox", "webkit"], default="chromium")
    options = parser.parse_args()
    build_if_needed()
    [folder] = (paths.SITE / "run").glob("built-*")
    with open_server(paths.SITE, 0) as server, browser_named(options.browser) as browser:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        own = f"http://127.0.0.1:{server.server_port}/"
        page = browser.new_page()
        page.set_default_timeout(300_000)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{own}404.html")
        run = f"{own}run/{folder.name}/run.js"
        samples = find_samples()
        passed = {"from their recordings": 0, "against the registries in the tab": 0}
        here = Tab([])
        here.start()
        for way, registries_only in zip(passed, (False, True), strict=True):
            for sample in samples:
                answer = page.evaluate(RUN, [run, sample.page, sample.name, registries_only])
                recorded = sample.output.read_text(encoding="utf-8")
                is_run = registries_only and answer["kind"] == "done"
                expected = expected_of_registries(here, sample) if is_run else recorded
                if flaw := flaw_of(sample, answer, expected):
                    print(f"  {sample.name}: {flaw}")
                else:
                    passed[way] += 1
            print(f"{passed[way]} of {len(samples)} samples ran {way} in {options.browser}", flush=True)
        server.shutdown()
    if foreign := [url for url in asked if not url.startswith((own, "blob:", "data:"))]:
        print(f"Third parties were asked: {', '.join(sorted(set(foreign)))}")
    recorded_ones, emulated_ones = passed.values()
    least = (len(samples), len(samples)) if options.all else (LEAST_RECORDED, LEAST_EMULATED)
    return int(recorded_ones < least[0] or emulated_ones < least[1] or bool(foreign))


if __name__ == "__main__":
    sys.exit(main())
