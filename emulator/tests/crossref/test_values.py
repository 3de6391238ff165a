"""What is read out of a work, whatever its age and however little it holds."""

import pytest

from pid_emulator import Emulator
from pid_emulator.crossref import values
from support.crossref_api import dois


def test_records_of_2016_are_read_as_well(empty: Emulator) -> None:
    work = {
        "DOI": "10.5555/OLD",
        "prefix": "http://id.crossref.org/prefix/10.5555",
        "member": "http://id.crossref.org/member/7822",
    }
    empty.world.crossref.add("works", work)
    assert dois(empty, "/works?filter=member:7822,prefix:10.5555") == ["10.5555/OLD"]


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.5555/ABC", "10.5555/abc"),
        ("https://doi.org/10.5555/ABC", "10.5555/abc"),
        ("doi:10.5555.1/A", "10.5555.1/a"),
        ("10.5555/STRAßE", "10.5555/straße"),
        ("10.5555/\N{KELVIN SIGN}", "10.5555/\N{KELVIN SIGN}"),
        ("NO DOI", "no doi"),
    ],
)
def test_a_doi_is_the_same_however_it_is_written(text: str, doi: str) -> None:
    assert values.normalise_doi(text) == doi


@pytest.mark.parametrize(
    ("value", "date"),
    [
        (None, None),
        ("2020", None),
        ({}, None),
        ({"date-parts": []}, None),
        ({"date-parts": [[]]}, None),
        ({"date-parts": [[None]]}, None),
        ({"date-parts": [["2020"]]}, None),
        ({"date-parts": [[2020]]}, "2020-01-01"),
        ({"date-parts": [[2020, 5]]}, "2020-05-01"),
        ({"date-parts": [[98, 5, 31]]}, "0098-05-31"),
        ({"date-parts": [[2020]], "date-time": "2021-02-03T04:05:06Z"}, "2021-02-03T04:05:06Z"),
    ],
)
def test_a_date_is_the_earliest_day_that_it_can_mean(value: object, date: str | None) -> None:
    assert values.date_of(value) == date


def day(*parts: int) -> dict[str, list[list[int]]]:
    return {"date-parts": [list(parts)]}


@pytest.mark.parametrize(
    ("work", "date"),
    [
        ({}, None),
        ({"issued": day(2020)}, "2020-01-01"),
        (
            {"issued": day(2018), "published-print": day(2020), "published-online": day(2019, 12)},
            "2019-12-01",
        ),
        ({"published": day(2021), "published-print": day(2020)}, "2021-01-01"),
    ],
)
def test_published_is_the_earliest_date_that_says_so(work: dict[str, object], date: str | None) -> None:
    assert values.published(work) == date


def test_funders_are_known_by_what_follows_the_registrys_prefix() -> None:
    funder = {
        "DOI": "10.13039/100000001",
        "id": [{"id": "https://doi.org/10.13039/2"}, {"id": "https://ror.org/3"}],
    }
    assert values.funder_ids(funder) == ["100000001", "2"]
    assert values.funder_ids({"DOI": "10.5555/1"}) == []


def test_investigators_of_a_grant_are_its_authors() -> None:
    grant = {
        "editor": [{"family": "Editor"}],
        "project": [
            {"lead-investigator": [{"given": "Ada", "family": "Lead"}], "investigator": [{"name": "A Group"}]}
        ],
    }
    assert values.names(values.contributors(grant, "author")) == ["Ada Lead", "A Group"]
    assert values.names(values.contributors(grant, "editor")) == ["Editor"]
    assert values.names(values.contributors(grant)) == ["Editor", "Ada Lead", "A Group"]


@pytest.mark.parametrize("odd", [None, "text", 5, ["text", None], [[]]])
def test_what_has_another_form_is_passed_over(odd: object) -> None:
    work = {"author": odd, "relation": odd, "funder": odd}
    assert list(values.records_in(work, "author", "affiliation")) == []
    assert list(values.relations(work)) == []
    assert values.funders(work) == values.orcids(work) == []
