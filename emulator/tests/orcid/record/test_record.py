"""Answers that the real ORCID gave, loaded and asked for again."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from pid_emulator import Emulator
from pid_emulator.orcid.record.sections import public_record
from pid_emulator.orcid.store import OrcidStore
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
            if is_read and "search" not in request["uri"]:
                yield file.stem, request["uri"], json.loads(response["body"]["string"])


READS = list(reads())


@pytest.mark.skipif(not READS, reason="no recordings of the real ORCID beside this repository")
@pytest.mark.parametrize(
    ("name", "url", "answer"), READS, ids=[f"{each[0]}:{each[1][-40:]}" for each in READS]
)
def test_a_loaded_answer_is_given_again(name: str, url: str, answer: dict[str, Any]) -> None:
    emulator = Emulator(built_in_records=False)
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
