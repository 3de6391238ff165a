"""Whose credentials a recorded request is sent with."""

from pathlib import Path

from pidguide.fidelity.report.measure import measure
from tests.support.recordings import BAD_CREDENTIALS, DATACITE, doi, interaction, statuses, write_recording


def test_a_refused_request_is_sent_with_wrong_credentials(tmp_path: Path) -> None:
    sent = doi({"titles": [{"title": "x"}]})
    refused = interaction(f"{DATACITE}/10.82434/abc", 401, BAD_CREDENTIALS, method="PUT", sent=sent)
    assert statuses(measure([write_recording(tmp_path, "refused", refused, headers_recorded=False)])) == [401]
