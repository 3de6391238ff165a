"""Record files that ORCID's store takes, and those it refuses in one line."""

from typing import Any

import pytest

from pid_emulator.orcid.store import OrcidStore


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({}, "needs its iD"),
        ({"path": "/somewhere"}, "needs its iD"),
        ({"orcid-identifier": {"path": "not-an-id"}}, "needs its iD"),
    ],
)
def test_what_is_no_record_is_refused_in_one_line(record: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        OrcidStore([]).add("records", record)


@pytest.mark.parametrize(
    ("kind", "record"),
    [
        ("sections", {"orcid": "0000-0002-1825-0097"}),
        ("states", {"orcid": "0000-0002-1825-0097", "state": "asleep"}),
        ("groups", {"name": "No id"}),
        ("clients", {}),
        ("unicorns", {}),
    ],
)
def test_malformed_records_of_other_kinds(kind: str, record: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="ORCID"):
        OrcidStore([]).add(kind, record)
