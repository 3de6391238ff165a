"""What readers rely on when they copy the samples of docs/orcid/search.md."""

import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pidguide import transports
from pidguide.emulator import Emulator

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "orcid" / "search"


@pytest.fixture
def connected(emulator: Emulator) -> Iterator[Emulator]:
    """The listening emulator, with this process's requests and environment led to it."""
    with transports.emulator(emulator):
        yield emulator


def load(sample: str) -> dict[str, Any]:
    """Run a sample's definitions, not its example."""
    return runpy.run_path(str(SAMPLES / f"{sample}.py"))


def add_person(emulator: Emulator, number: int, family_name: str = "Pager") -> str:
    orcid = f"0009-9500-0000-{number:04d}"
    name = {"given-names": {"value": "P"}, "family-name": {"value": family_name}, "visibility": "public"}
    emulator.world.orcid.add("records", {"orcid-identifier": {"path": orcid}, "person": {"name": name}})
    return orcid


def add_work(emulator: Emulator, orcid: str, doi: str) -> None:
    identifier = {"external-id-type": "doi", "external-id-value": doi, "external-id-relationship": "self"}
    work = {
        "put-code": 77,
        "title": {"title": {"value": "A work"}},
        "external-ids": {"external-id": [identifier]},
        "visibility": "public",
        "path": f"/{orcid}/work/77",
    }
    emulator.world.orcid.add("records", work)


@pytest.mark.parametrize("rows", [7, 10, 1000])
def test_paging_loses_and_repeats_nobody(connected: Emulator, rows: int) -> None:
    everyone = {add_person(connected, number) for number in range(1, 22)}
    found = list(load("page_through_results")["find_all"]("family-name:pager", rows=rows))
    assert len(found) == 21
    assert set(found) == everyone


def test_paging_says_when_there_is_more_than_it_can_read(connected: Emulator) -> None:
    sample = load("page_through_results")
    for number in range(1, 22):
        add_person(connected, number)
    sample["find_all"].__globals__["LAST_START"] = 10
    with pytest.raises(OverflowError, match="21 records match"):
        list(sample["find_all"]("family-name:pager", rows=5))


@pytest.mark.parametrize(
    "doi",
    [
        "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O",
        "10.1016/0020-7519(75)90103-4",
        "10.1023/A:1005982530560",
        "10.5555/with+plus&and#hash",
        '10.5555/a"quote\\and-backslash',
        "10.5555/[brackets]{braces}^~*?",
    ],
)
def test_a_quoted_doi_finds_its_author_and_nobody_else(connected: Emulator, doi: str) -> None:
    add_work(connected, add_person(connected, 1), doi)
    add_work(connected, add_person(connected, 2), "10.5555/75")
    sample = load("search_by_doi")
    assert sample["count"](sample["query_for"](doi)) == "1 found"


@pytest.mark.parametrize("name", [("Åsa", "Ødegård"), ("asa", "ODEGARD"), ("Åsa", "Bjornstad-Odegard")])
def test_names_are_found_however_they_are_accented(connected: Emulator, name: tuple[str, str]) -> None:
    assert len(load("search_by_name")["find_people"](*name)) == 1


def test_a_name_with_query_syntax_in_it_does_no_harm(connected: Emulator) -> None:
    assert load("search_by_name")["find_people"]('Robert") OR *:*', "O'Neill (") == []


def test_nobody_found_is_an_empty_list_not_a_crash(connected: Emulator) -> None:
    assert load("search_ids")["find_ids"]("family-name:nobodyhasthisname") == ([], 0)
    assert load("search_by_affiliation")["find_people_of"]("No Such University") == []
    assert load("search_changed_since")["find_changed"]("2001-01-01T00:00:00Z", "2001-01-02T00:00:00Z") == []


def test_a_table_is_told_from_an_error_text(connected: Emulator) -> None:
    search_as_csv = load("search_as_csv")["search_as_csv"]
    add_person(connected, 1)
    (row,) = search_as_csv("family-name:pager")
    assert row["orcid"] == "0009-9500-0000-0001"
    assert search_as_csv("family-name:nobodyhasthisname") == []
    with pytest.raises(ValueError, match="undefined field"):
        search_as_csv("family-names:pager")
