"""The order of works, and facets counted over them."""

import pytest

from pid_emulator import Emulator
from pid_emulator.crossref import vocabulary
from pid_emulator.crossref.search import ordering
from support.crossref_api import dois, message
from support.crossref_full_work import FULL


@pytest.mark.parametrize("field", vocabulary.SORT_FIELDS)
def test_sort_both_ways(emulator: Emulator, field: str) -> None:
    down = dois(emulator, f"/works?query=widget&rows=50&sort={field}")
    up = dois(emulator, f"/works?query=widget&rows=50&sort={field}&order=asc")
    assert sorted(down) == sorted(up)
    assert down[0] != up[0]


def test_works_without_the_date_come_last_either_way(empty: Emulator) -> None:
    empty.world.crossref.add(
        "works", {"DOI": "10.5555/undated", "indexed": {}, "issued": {"date-parts": [[None]]}}
    )
    for year in (1999, 2020):
        empty.world.crossref.add(
            "works", {"DOI": f"10.5555/{year}", "indexed": {}, "issued": {"date-parts": [[year]]}}
        )
    assert dois(empty, "/works?sort=issued&order=asc") == ["10.5555/1999", "10.5555/2020", "10.5555/undated"]
    assert dois(empty, "/works?sort=issued&order=desc") == ["10.5555/2020", "10.5555/1999", "10.5555/undated"]


def test_facets_count_works(emulator: Emulator) -> None:
    page = message(emulator, "/works?rows=0&facet=type-name:*,published:2")
    types = page["facets"]["type-name"]
    assert sum(types["values"].values()) == page["total-results"]
    assert types["value-count"] == len(types["values"])
    assert next(iter(types["values"])) == "Journal Article"
    assert page["facets"]["published"]["value-count"] == 2


def test_every_facet_sees_something(full: Emulator) -> None:
    full.world.crossref.add("works", {**FULL, "source": "Crossref", "volume": "1", "issue": "2"})
    facets = message(full, "/works?rows=0&facet=*")["facets"]
    assert set(facets) == set(vocabulary.FACETS) == set(ordering.FACETS)
    assert all(facet["value-count"] for facet in facets.values())
    assert facets["issn"]["values"] == {"https://id.crossref.org/issn/0264-3561": 1}


@pytest.mark.parametrize(
    ("facet", "values"),
    [
        ("funder-doi", {"https://doi.org/10.13039/100000001": 1, "https://doi.org/10.13039/100000002": 1}),
        ("orcid", {"https://orcid.org/0000-0002-1825-0097": 1}),
        ("published", {"2020": 1}),
        ("relation-type", {"is-preprint-of": 1}),
        ("ror-id", {"https://ror.org/05gq02987": 1, "https://ror.org/01cwqze88": 1}),
        ("type-name", {"Journal Article": 1}),
        ("update-type", {"correction": 1}),
    ],
)
def test_the_values_of_a_facet_are_written_as_crossrefs(
    full: Emulator, facet: str, values: dict[str, int]
) -> None:
    assert message(full, f"/works?rows=0&facet={facet}:*")["facets"] == {
        facet: {"value-count": len(values), "values": values}
    }


def test_a_facet_gives_as_many_of_the_most_frequent_values_as_asked_for(empty: Emulator) -> None:
    for number, publisher in enumerate("aabbbc"):
        empty.world.crossref.add("works", {"DOI": f"10.5555/{number}", "indexed": {}, "publisher": publisher})
    for count, values in ((0, {}), (1, {"b": 3}), (2, {"b": 3, "a": 2})):
        facets = message(empty, f"/works?rows=0&facet=publisher-name:{count}")["facets"]
        assert facets["publisher-name"] == {"value-count": count, "values": values}
