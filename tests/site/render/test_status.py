"""The status page, its data and its badges."""

import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from pidguide.samples.catalogue import Sample
from pidguide.site.render import status
from tests.support.published import PAGES, SAMPLES, samples_of


def test_status_json_tells_every_sample(built_site: Path) -> None:
    status = json.loads((built_site / "status.json").read_text(encoding="utf-8"))
    assert [entry["name"] for entry in status["samples"]] == [sample.name for sample in SAMPLES]
    assert status["counts"]["samples"] == len(SAMPLES)
    assert status["counts"]["failed"] == 0
    for entry in status["samples"]:
        assert entry["via"] in ("emulator", "live")
        assert entry["services"] or entry["exchanges"] == 0


@pytest.mark.parametrize("page", PAGES)
def test_a_badge_counts_the_pages_samples(built_site: Path, page: str) -> None:
    drawing = ElementTree.fromstring((built_site / "badges" / f"{page}.svg").read_text(encoding="utf-8"))
    title = drawing.findtext("{http://www.w3.org/2000/svg}title")
    assert title and f"of {len(samples_of(page))} replay" in title


@pytest.mark.parametrize(
    ("replays", "colour"), [(("passed", "none"), "#0b5d4c"), (("passed", "failed"), "#b3261e")]
)
def test_a_badge_is_red_where_a_replay_failed_and_not_where_none_was_tried(
    replays: tuple[str, str], colour: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    states = [replace(state, page="doi/access") for state in status.read_states()[:2]]
    states = [replace(state, replay=replay) for state, replay in zip(states, replays, strict=True)]
    monkeypatch.setattr(status, "read_states", lambda: states)
    assert f'rx="3" fill="{colour}"/>' in status.badges()["doi/access"]
    assert "1 of 2 replay" in status.badges()["doi/access"]


def test_a_title_stays_text_in_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Sample, "title", "Show <b> | [this](javascript:x)")
    monkeypatch.setattr(status, "published_samples", lambda: SAMPLES[:1])
    told = f"[Show &lt;b&gt; \\| \\[this\\](javascript:x)]({SAMPLES[0].page}.md#{SAMPLES[0].anchor})"
    assert f"\n| {told} | " in status.show_status()
