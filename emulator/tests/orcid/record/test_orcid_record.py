"""Answers that the real ORCID gave, loaded and asked for again."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from pid_emulator.orcid.record.kinds import WORK
from pid_emulator.orcid.record.orcid_record import OrcidRecord, latest
from pid_emulator.orcid.record.sections import public_record
from pid_emulator.orcid.store import OrcidStore
from support.empty_emulator import empty_emulator
from support.orcid_people import Asker
from support.reference import REFERENCE

RECORDINGS = REFERENCE / "recordings" / "orcid"
FULL_RECORD = REFERENCE / "schemas/orcid/record_3.0/samples/read_samples/record-full-3.0.json"


def reads() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield name, address and answer of every recorded read of a part of a record."""
    for file in sorted(RECORDINGS.glob("*.yaml")):
        for exchange in yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["interactions"]:
            request, response = exchange["request"], exchange["response"]
            is_read = request["method"] == "GET" and response["status"]["code"] == 200
            # One recording asks the sandbox for what production answered: its address was changed afterwards.
            is_mixed = "sandbox" in request["uri"] and "//orcid.org/client" in response["body"]["string"]
            if is_read and not is_mixed and "search" not in request["uri"]:
                yield file.stem, request["uri"], json.loads(response["body"]["string"])


READS = list(reads())


@pytest.mark.skipif(not READS, reason="no recordings of the real ORCID beside this repository")
@pytest.mark.parametrize(
    ("name", "url", "answer"), READS, ids=[f"{each[0]}:{each[1][-40:]}" for each in READS]
)
def test_a_loaded_answer_is_given_again(name: str, url: str, answer: dict[str, Any]) -> None:
    emulator = empty_emulator()
    orcid = urlsplit(url).path.split("/")[2]
    emulator.world.orcid.add("sections", {"orcid": orcid, "body": answer})
    headers = {"Accept": "application/json"}
    if "api." in url:
        headers["Authorization"] = f"Bearer {Asker(emulator).token_for('/read-limited', orcid=orcid)}"
    again = emulator.request("GET", url, headers)
    assert again.status_code == 200
    assert again.json == answer
    assert list(again.json) == list(answer)


def test_a_whole_record_is_given_again_member_by_member() -> None:
    if not FULL_RECORD.exists():
        pytest.skip("ORCID's full sample record is not beside this repository")
    record = json.loads(FULL_RECORD.read_text(encoding="utf-8"))
    store = OrcidStore([])
    store.add("records", record)
    found = store.find(record["orcid-identifier"]["path"])
    assert found is not None
    again = public_record(found, record["orcid-identifier"]["host"])
    assert json.dumps(again) == json.dumps(record)


ORCID = "0000-0002-1825-0097"


def loaded(*bodies: dict[str, Any]) -> OrcidRecord:
    """Return the record that these answers of the API tell of."""
    store = OrcidStore([])
    for body in bodies:
        store.add("sections", {"orcid": ORCID, "body": body})
    found = store.find(ORCID)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("history", "state"),
    [
        ({"claimed": True}, "active"),
        ({"claimed": False}, "unclaimed"),
        ({"claimed": True, "deactivation-date": {"value": 1}}, "deactivated"),
    ],
)
def test_a_records_history_tells_its_state(history: dict[str, Any], state: str) -> None:
    assert loaded({"orcid-identifier": {"path": ORCID}, "history": history}).state == state


def test_a_list_takes_nothing_from_an_item_that_was_loaded_in_full() -> None:
    item = {
        "put-code": 5,
        "path": f"/{ORCID}/work/5",
        "short-description": "All of it",
        "type": "book",
        "url": {"value": "https://example.org/"},
    }
    summary = {"put-code": 5, "path": f"/{ORCID}/work/5", "type": "data-set", "url": None}
    works = {"group": [{"work-summary": [summary]}]}
    for record in (loaded(item, works), loaded(works, item)):
        (kept,) = record.items(WORK)
        assert kept["short-description"] == "All of it"
        assert kept["url"] == {"value": "https://example.org/"}
    assert loaded(item, works).items(WORK)[0]["type"] == "data-set"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ({"put-code": 5, "path": f"/{ORCID}/employment/5"}, "employment"),
        ({"put-code": 5, "path": f"/{ORCID}/keywords/5", "content": "pots"}, "keywords"),
        ({"put-code": 5, "journal-title": None}, "work"),
        ({"put-code": 5, "organization-defined-type": None}, "funding"),
        ({"put-code": 5, "review-type": "review"}, "peer-review"),
        ({"put-code": 5, "proposal": {}}, "research-resource"),
    ],
)
def test_an_item_is_known_by_its_path_or_its_members(body: dict[str, Any], kind: str) -> None:
    assert [(each.name, item["put-code"]) for each, item in loaded(body).all_items()] == [(kind, 5)]


@pytest.mark.parametrize(
    ("visibility", "name"), [("public", "J. S. C."), ("limited", None), ("private", None)]
)
def test_the_name_that_anyone_may_see(visibility: str, name: str | None) -> None:
    record = loaded(
        {"given-names": {"value": "Josiah"}, "credit-name": {"value": "J. S. C."}, "visibility": visibility}
    )
    assert (record.public_name, record.full_name) == (name, "J. S. C.")


def test_the_latest_of_several_moments() -> None:
    assert latest(None, {"value": 3}, {"value": 7}, {"value": None}, {}) == {"value": 7}
    assert latest(None, {}) is None
