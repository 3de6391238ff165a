"""What the DOI proxy knows: how its records are taken, and what is no record."""

from typing import Any

import pytest

from pid_emulator.doi_org.store import HandleStore
from support.empty_emulator import empty_emulator


@pytest.fixture
def store() -> HandleStore:
    return empty_emulator().world.handles


@pytest.mark.parametrize(
    ("kind", "record", "reason"),
    [
        ("handles", {}, "A record must name its DOI in handle."),
        ("handles", {"handle": ""}, "A record must name its DOI in handle."),
        ("handles", {"handle": 5}, "A record must name its DOI in handle."),
        ("handles", {"handle": "10.5240/a", "values": {}}, "A handle record's values must be a list."),
        ("prefixes", {"RA": "EIDR"}, "A record must name its DOI in DOI."),
        ("csl", {"title": "x"}, "A record must name its DOI in DOI."),
        (
            "works",
            {"DOI": "10.5240/a"},
            "The DOI proxy keeps no records called works, only handles, prefixes, csl.",
        ),
    ],
)
def test_what_is_no_record_is_refused(
    store: HandleStore, kind: str, record: dict[str, Any], reason: str
) -> None:
    with pytest.raises(ValueError) as refusal:
        store.add(kind, record)
    assert str(refusal.value) == reason


def test_names_are_the_same_in_either_case(store: HandleStore) -> None:
    store.add("handles", {"handle": "10.5240/ABC"})
    store.add("csl", {"DOI": "10.5240/ABC", "title": "x"})
    assert store.handle("10.5240/abc") == {"handle": "10.5240/ABC", "values": []}
    assert store.csl("10.5240/aBc") == {"DOI": "10.5240/ABC", "title": "x"}
    assert store.handle("10.5240/abcd") is store.csl("10.5240/abcd") is None


def test_the_agency_of_a_doi_stands_for_its_prefix_until_that_has_its_own(store: HandleStore) -> None:
    store.add("prefixes", {"DOI": "10.5240/one", "RA": "mEDRA"})
    assert store.agency("10.5240/other") == "mEDRA"
    store.add("prefixes", {"DOI": "10.5240", "RA": "EIDR"})
    assert (store.agency("10.5240/ONE"), store.agency("10.5240/other")) == ("mEDRA", "EIDR")
    assert store.agency("10.5241/one") is None


def test_a_name_of_unknown_agency_is_known(store: HandleStore) -> None:
    store.add("prefixes", {"DOI": "10.5240/one", "status": "Unknown"})
    assert store.knows("10.5240/One")
    assert not store.knows("10.5240")
    assert store.agency("10.5240/one") is None
