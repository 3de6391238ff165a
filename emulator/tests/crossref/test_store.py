"""What Crossref knows: how a record is taken, and what is no record."""

import pytest

from pid_emulator import Emulator
from support.crossref_api import dois


@pytest.mark.parametrize("missing", [{"title": ["No DOI"]}, {"DOI": ""}, {"DOI": ["10.5555/1"]}])
def test_work_without_doi_is_not_taken(empty: Emulator, missing: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="works needs DOI"):
        empty.world.crossref.add("works", missing)


def test_part_of_a_work_adds_to_it_and_a_whole_one_replaces_it(empty: Emulator) -> None:
    store = empty.world.crossref
    store.add("works", {"DOI": "10.5555/A", "indexed": {}, "title": ["Whole"], "volume": "1"})
    store.add("works", {"DOI": "10.5555/a", "title": ["Part"]})
    assert store.work("doi:10.5555/A") == {
        "DOI": "10.5555/a",
        "indexed": {},
        "title": ["Part"],
        "volume": "1",
    }
    store.add("works", {"DOI": "10.5555/a", "indexed": {}})
    assert store.work("10.5555/a") == {"DOI": "10.5555/a", "indexed": {}}


def test_a_kind_that_there_is_not_is_answered_with_all_that_there_are(empty: Emulator) -> None:
    with pytest.raises(ValueError) as refusal:
        empty.world.crossref.add("article", {"DOI": "10.5555/1"})
    assert str(refusal.value) == (
        "Crossref has no article; its kinds are "
        "works, members, journals, funders, prefixes, types, licenses, cursors"
    )


@pytest.mark.parametrize(
    ("kind", "identifier"),
    [
        ("members", "id"),
        ("journals", "title"),
        ("funders", "id"),
        ("prefixes", "prefix"),
        ("types", "id"),
        ("licenses", "URL"),
        ("cursors", "cursor"),
    ],
)
def test_a_record_without_what_it_is_known_by_is_refused(empty: Emulator, kind: str, identifier: str) -> None:
    for record in ({}, {identifier: ""}, {identifier: {}}):
        with pytest.raises(ValueError) as refusal:
            empty.world.crossref.add(kind, record)
        assert str(refusal.value) == f"A record of Crossref's {kind} needs {identifier}"


def test_a_doi_that_is_no_text_is_refused(empty: Emulator) -> None:
    with pytest.raises(ValueError, match="^A work's DOI is text, not 5$"):
        empty.world.crossref.add("works", {"DOI": 5})


def test_a_work_is_found_as_soon_as_it_is_added(empty: Emulator) -> None:
    assert dois(empty, "/works?query=psychoceramics") == []
    empty.world.crossref.add("works", {"DOI": "10.5555/1", "indexed": {}, "title": ["Psychoceramics"]})
    assert dois(empty, "/works?query=psychoceramics") == ["10.5555/1"]
