"""What the writers of all formats read from a DOI."""

from typing import Any

import pytest

from pid_emulator.datacite.formats.view import View, date_parts, first, link, objects, unwrap
from support.datacite_formats import NEXUS, changed


@pytest.mark.parametrize(
    ("identifier", "address"),
    [
        ("10.1234/ABC", "https://doi.org/10.1234/abc"),
        ("doi:10.1234/ABC", "https://doi.org/10.1234/abc"),
        ("http://dx.doi.org/10.1234/abc", "https://doi.org/10.1234/abc"),
        ("https://handle.test.datacite.org/10.1234/abc", "https://doi.org/10.1234/abc"),
        ("https://handle.stage.datacite.org/10.1234/abc", "https://doi.org/10.1234/abc"),
        (" https://example.org/A ", "https://example.org/A"),
        ("10.123/abc", None),
        ("https://example.org/a b", None),
        ("ISSN 0264-3561", None),
        (None, None),
    ],
)
def test_dois_and_addresses_are_links_other_identifiers_are_not(
    identifier: str | None, address: str | None
) -> None:
    assert link(identifier) == address


@pytest.mark.parametrize(
    ("date", "parts"),
    [
        ("2019-06-30", [2019, 6, 30]),
        ("2019-06", [2019, 6]),
        ("2019", [2019]),
        ("2019-06-30T10:00:00Z", [2019, 6, 30]),
        ("2019-00-00", [2019]),
        ("19", []),
        ("June 2019", []),
        (None, []),
    ],
)
def test_a_date_has_as_many_parts_as_are_known(date: str | None, parts: list[int]) -> None:
    assert date_parts(date) == {"date-parts": [parts]}


@pytest.mark.parametrize(("members", "shown"), [([], None), (["a"], "a"), (["a", "b"], ["a", "b"])])
def test_a_list_of_one_is_its_member(members: list[str], shown: Any) -> None:
    assert unwrap(members) == shown


def test_objects_are_those_of_a_list_or_the_one_without_their_nulls() -> None:
    assert objects([{"a": 1, "b": None}, "text", None, {}]) == [{"a": 1}, {}]
    assert objects({"a": 1, "b": None}) == [{"a": 1}]
    assert objects("text") == []
    assert (first([{"a": 1}, {"a": 2}], "a"), first([{}], "a"), first([], "a")) == ("1", None, None)


def test_a_doi_is_shown_in_capitals_and_linked_in_small_letters() -> None:
    view = View({"id": "10.1234/Abc"})
    assert (view.doi, view.doi_url) == ("10.1234/ABC", "https://doi.org/10.1234/abc")
    assert (view.title, view.publisher_name, view.creators, view.issued()) == (None, None, [], None)


@pytest.mark.parametrize(
    ("publisher", "name", "whole"),
    [
        ("Dryad", "Dryad", {"name": "Dryad"}),
        ({"name": "Dryad", "lang": "en"}, "Dryad", {"name": "Dryad", "lang": "en"}),
        (None, None, {}),
        ("", None, {}),
    ],
)
def test_a_publisher_is_a_name_or_an_object(publisher: Any, name: str | None, whole: dict[str, str]) -> None:
    view = View(changed(publisher=publisher))
    assert (view.publisher_name, view.publisher) == (name, whole)


def test_the_member_is_the_first_half_of_the_repository_where_none_is_named() -> None:
    assert (View(NEXUS).client, View(NEXUS).provider) == ("dryad.dryad", "dryad")
    client = {"client": {"data": {"id": "cern.zenodo", "type": "clients"}}}
    assert View({**NEXUS, "relationships": client}).provider == "cern"
    assert View({**NEXUS, "relationships": None}).provider is None


def test_the_date_of_issue_wins_over_the_year() -> None:
    assert View(NEXUS).issued() == "2017-04-10"
    assert View(changed(dates=[{"date": "2016", "dateType": "Created"}])).issued() == "2017"


def test_an_abstract_is_a_description_of_that_type() -> None:
    method = {"description": "M", "descriptionType": "Methods"}
    abstract = {"description": "A", "descriptionType": "Abstract"}
    assert View(changed(descriptions=[method, abstract])).abstract == "A"
    assert View(changed(descriptions=[method])).abstract is None


@pytest.mark.parametrize(
    ("value", "text", "values"),
    [(None, None, []), ("", None, []), ([], None, []), ("a", "a", ["a"]), (2, "2", [2])],
)
def test_attributes_of_any_shape(value: Any, text: str | None, values: list[Any]) -> None:
    view = View(changed(version=value))
    assert (view.text("version"), view.values("version")) == (text, values)
    assert View(changed(sizes=["1", None, "", "2"])).values("sizes") == ["1", "2"]
