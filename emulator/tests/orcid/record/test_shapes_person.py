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


@pytest.mark.parametrize(
    ("place", "members"),
    [
        ((), "orcid-identifier preferences history person activities-summary path"),
        (
            ("history",),
            "creation-method completion-date submission-date last-modified-date claimed source "
            "deactivation-date verified-email verified-primary-email",
        ),
        (
            ("person",),
            "last-modified-date name other-names biography researcher-urls emails addresses keywords "
            "external-identifiers path",
        ),
        (
            ("person", "name"),
            "created-date last-modified-date given-names family-name credit-name source visibility path",
        ),
        (
            ("person", "keywords", "keyword", 0),
            "created-date last-modified-date source content visibility path put-code display-index",
        ),
        (
            ("person", "emails", "email", 0),
            "created-date last-modified-date source email path visibility verified primary put-code",
        ),
    ],
)
def test_the_members_of_a_record_in_orcids_order(
    ask: Asker, place: tuple[str | int, ...], members: str
) -> None:
    part = ask.get(f"{PUBLIC}/{CARBERRY}/record").json
    for step in place:
        part = part[step]
    assert list(part) == members.split()


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
