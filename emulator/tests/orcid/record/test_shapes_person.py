"""The shapes of a person and of a whole record, measured with a real one where it is at hand."""

import json

import pytest

from pid_emulator.orcid.record.json_messages import complete
from pid_emulator.orcid.record.shapes_person import RECORD
from support.orcid_people import CARBERRY, PUBLIC, Asker
from support.reference import REFERENCE

SKELETON = REFERENCE / "orcid" / "record-skeleton.json"


def test_json_has_exactly_the_members_of_a_real_record() -> None:
    if not SKELETON.exists():
        pytest.skip("no reference record beside this repository")
    record = json.loads(SKELETON.read_text(encoding="utf-8"))
    assert list(_keys(complete(RECORD, record))) == list(_keys(record))


def test_every_built_in_record_has_the_members_of_a_real_one(ask: Asker) -> None:
    if not SKELETON.exists():
        pytest.skip("no reference record beside this repository")
    known = {path: order for path, order in _keys(json.loads(SKELETON.read_text(encoding="utf-8"))) if order}
    answer = ask.get(f"{PUBLIC}/{CARBERRY}/record").json
    compared = [(path, order) for path, order in _keys(answer) if order and path in known]
    assert len(compared) > 100
    for path, order in compared:
        assert order == known[path], path


def _keys(value: object, path: str = "") -> list[tuple[str, list[str]]]:
    """Return the members of every object inside `value`, by path; the elements of a list share one."""
    found: list[tuple[str, list[str]]] = []
    if isinstance(value, dict):
        found.append((path, list(value)))
        for key, each in value.items():
            found.extend(_keys(each, f"{path}/{key}"))
    elif isinstance(value, list):
        for each in value:
            found.extend(_keys(each, f"{path}[]"))
    return found
