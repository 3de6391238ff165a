"""Recorded requests are sent to an emulator that knows only what came before them."""

import json
from pathlib import Path
from typing import Any

from pid_emulator import Emulator
from pidguide.fidelity.report.measure import measure
from pidguide.fidelity.score.replay import Replay
from tests.support.orcid_schemas import needs_orcid_schemas
from tests.support.recordings import (
    DATACITE,
    ORCID_ID,
    OWNER,
    WORK,
    WORK_URL,
    doi,
    envelope,
    interaction,
    statuses,
    write_recording,
)


def test_a_recorded_answer_is_not_played_back(tmp_path: Path) -> None:
    """What no record holds can't come from anywhere but the recording."""
    body = json.loads(envelope("work", WORK))
    body["note"] = "only the recording says this"
    report = measure(
        [write_recording(tmp_path, "work", interaction(WORK_URL, 200, body), headers_recorded=False)]
    )
    assert [difference.where for difference in report.scored[0].differences] == ["note", "note"]


def test_what_a_request_makes_is_not_there_before_and_is_followed_under_its_new_name(tmp_path: Path) -> None:
    made = doi({"doi": "10.82434/real-1234", "state": "draft"}, id="10.82434/real-1234", relationships=OWNER)
    post = interaction(DATACITE, 201, made, method="POST", sent=doi({"prefix": "10.82434"}))
    delete = interaction(f"{DATACITE}/10.82434/real-1234", 204, "", method="DELETE")
    delete["request"]["headers"]["authorization"] = ["Basic REDACTED"]
    gone = interaction(f"{DATACITE}/10.82434/real-1234", 404, {"errors": [{"status": "404", "title": "x"}]})
    report = measure([write_recording(tmp_path, "life", post, delete, gone, headers_recorded=False)])
    assert statuses(report) == [201, 204, 404]


def work_of(orcid: str, put_code: int) -> dict[str, Any]:
    doi = {
        "external-id-type": "doi",
        "external-id-value": "10.5555/12345678",
        "external-id-relationship": "self",
    }
    return {
        "put-code": put_code,
        "path": f"/{orcid}/work/{put_code}",
        "title": {"title": {"value": "Psychoceramics"}},
        "type": "journal-article",
        "external-ids": {"external-id": [doi]},
        "visibility": "public",
    }


@needs_orcid_schemas
def test_an_item_made_earlier_is_followed_even_with_a_short_number_and_in_lists(tmp_path: Path) -> None:
    url = f"https://api.sandbox.orcid.org/v3.0/{ORCID_ID}"
    made = work_of(ORCID_ID, 1234)
    sent = {name: value for name, value in made.items() if name not in ("put-code", "path")}
    group = {"external-ids": made["external-ids"], "work-summary": [made]}
    items = [
        interaction(f"{url}/work", 201, "", method="POST", sent=sent, location=f"{url}/work/1234"),
        interaction(f"{url}/works", 200, {"group": [group], "path": f"/{ORCID_ID}/works"}),
        interaction(f"{url}/work/1234", 204, "", method="DELETE"),
        interaction(f"{url}/work/1234", 404, {"error-code": 9016}, method="DELETE"),
    ]
    for item in items:
        item["request"]["headers"] = {
            "accept": ["application/json"],
            "content-type": ["application/json"],
            "authorization": ["Bearer REDACTED"],
        }
    report = measure([write_recording(tmp_path, "made", *items)])
    assert statuses(report) == [201, 200, 204, 404]


def test_the_emulator_under_measurement_starts_empty() -> None:
    emulator = Replay([])._emulator
    assert isinstance(emulator, Emulator)
    assert emulator.world.crossref.all("works") == {}
