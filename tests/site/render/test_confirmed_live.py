"""A page claims agreement only where the comparison ran."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pidguide.cassettes.format import Recording
from pidguide.site.pages.published import published_samples
from pidguide.site.render import confirmed_live, sample_block


def test_a_page_claims_agreement_only_where_the_comparison_ran(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sample = published_samples()[0]
    recording = Recording(sample.cassette, datetime(2026, 1, 2, tzinfo=UTC), "emulator", [], "", [])
    found = {sample.name: {"kind": "form", "date": "2025-12-01", "source": "a recorder"}}
    monkeypatch.setattr(confirmed_live, "_found", dict)
    assert "2025-12-01" not in sample_block.provenance(sample, recording)
    assert confirmed_live.summarise_agreement(sample) == ""
    monkeypatch.setattr(confirmed_live, "_found", lambda: found)
    said = sample_block.provenance(sample, recording)
    claim = (
        "the answers have the form of one that the live service gave on 2025-12-01, recorded by a recorder"
    )
    assert claim in said
    assert confirmed_live.summarise_agreement(sample) == "form checked against live"
    assert "Recorded against the emulator on" in said
