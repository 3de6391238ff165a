"""What is not scored, and says so."""

from pathlib import Path

from pidguide.fidelity.report.measure import measure
from tests.support.recordings import WORK_URL, interaction, write_recording


def test_other_hosts_and_outages_are_named_and_not_scored(tmp_path: Path) -> None:
    elsewhere = interaction("https://api.openalex.org/works/W1", 200, {})
    outage = interaction(WORK_URL, 504, "<html><title>504</title></html>", content_type="text/html")
    report = measure([write_recording(tmp_path, "both", elsewhere, outage)])
    assert [reason for _, reason in report.unscored] == ["not emulated: api.openalex.org", "an outage: 504"]
    assert report.scored == []
