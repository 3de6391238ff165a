"""A cassette agrees with real answers only where everything in it was seen in one."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pidguide.cassettes.traffic import RecordedTraffic
from pidguide.fidelity.report.confirmed_live import agreement
from tests.support.recordings import WORK, envelope, interaction, write_recording


def cassette_like(folder: Path, change: Callable[[dict[str, Any]], Any]) -> Path:
    body = json.loads(envelope("work", {**WORK, "DOI": "10.5555/another"}))
    change(body)
    url = "https://api.crossref.org/works/10.5555/another"
    return write_recording(folder, "cassette", interaction(url, 200, body, content_type="application/json"))


def test_a_cassette_agrees_in_form_with_an_answer_about_another_record(
    tmp_path: Path, traffic: RecordedTraffic
) -> None:
    found = agreement(cassette_like(tmp_path, lambda body: body["message"].pop("publisher")), traffic)
    assert found is not None
    assert (found.date, found.source) == ("2026-10-01", "example/recordings")


DISAGREEMENTS: list[Callable[[dict[str, Any]], Any]] = [
    lambda body: body["message"].update(unheard="of"),
    lambda body: body["message"].update(member=7822),
    lambda body: body.update(note="x"),
]


@pytest.mark.parametrize("change", DISAGREEMENTS)
def test_a_member_that_no_real_answer_has_is_no_agreement(
    tmp_path: Path, traffic: RecordedTraffic, change: Callable[[dict[str, Any]], Any]
) -> None:
    assert agreement(cassette_like(tmp_path, change), traffic) is None
