"""The filters of `GET /dois`."""

import pytest

from support.datacite_rest import PRODUCTION, Rest, ids, listed

PREPRINT = "10.48550/arxiv.1902.02534"


@pytest.mark.parametrize("year", ["2020-2022", "20", "2020,2021-01"])
@pytest.mark.parametrize("name", ["published", "created", "registered"])
def test_a_filter_by_year_takes_years_only(rest: Rest, name: str, year: str) -> None:
    answer = rest.send("GET", f"/dois?{name}={year}", host=PRODUCTION)
    bound = year.rpartition(",")[2]
    problem = f"failed to parse date field [{bound}] with format [yyyy]"
    assert (answer.status_code, answer.json) == (400, {"errors": {"title": f"{problem}: [{problem}]"}})


def test_what_is_named_by_its_id_passes_every_filter(rest: Rest) -> None:
    found = listed(rest, f"?ids={PREPRINT.upper()},10.9999/nothing&query=zzz&prefix=10.1&published=2001")
    assert ids(found) == [PREPRINT]


def test_repository_and_affiliation_are_alternatives(rest: Rest) -> None:
    first = set(ids(listed(rest, "?client-id=lzi.drops")))
    second = set(ids(listed(rest, "?provider-id=arxiv")))
    both = set(ids(listed(rest, "?client-id=lzi.drops&provider-id=arxiv")))
    assert both == first | second
    assert first and second and not first & second


def test_filters_of_things_widen_each_other_and_those_of_people_narrow(rest: Rest) -> None:
    """lupo ORs has-organization, has-affiliation and has-funder; has-person and funded-by are filters."""
    every = "?page[size]=1000"
    funded, affiliated, with_orcid = (
        set(ids(listed(rest, f"{every}&{name}=true")))
        for name in ("has-funder", "has-affiliation", "has-person")
    )
    assert funded and affiliated and with_orcid and funded != affiliated
    assert set(ids(listed(rest, f"{every}&has-funder=true&has-affiliation=true"))) == funded | affiliated
    assert set(ids(listed(rest, f"{every}&has-funder=true&has-person=true"))) == funded & with_orcid


def test_other_agencies_only_when_asked(rest: Rest) -> None:
    assert ids(listed(rest, '?query=uid:"10.1002/wea.2037"')) == []
    body = listed(rest, '?query=uid:"10.1002/wea.2037"&include_other_registration_agencies=true')
    assert body["data"][0]["attributes"]["agency"] == "crossref"
