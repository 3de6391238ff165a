"""Which agency a DOI or a prefix belongs to."""

import pytest

from support.doi_org import Get, entries


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("10.5281/nothing", "DOI does not exist"),
        ("10.99999", "DOI does not exist"),
        ("10.82433/on-test", "DOI does not exist"),
        ("10/abcde", "Invalid DOI"),
        ("foo", "Invalid DOI"),
    ],
)
def test_a_name_without_agency_has_a_status(get: Get, name: str, status: str) -> None:
    assert entries(get, name) == [{"DOI": name, "status": status}]


@pytest.mark.parametrize("route", ["doiRA", "ra"])
@pytest.mark.parametrize(
    ("name", "agency"),
    [
        ("10.5281/zenodo.1", "DataCite"),
        ("10.1430/8105", "mEDRA"),
        ("10.1430", "mEDRA"),
        ("10.5281", "DataCite"),
        ("10.1002", "Crossref"),
        ("10.5240", "EIDR"),
        ("10.5240/7290-c8ad", "EIDR"),
    ],
)
def test_a_doi_or_a_prefix_has_an_agency(get: Get, route: str, name: str, agency: str) -> None:
    assert entries(get, name, route) == [{"DOI": name, "RA": agency}]


def test_a_doi_of_which_only_that_it_exists_is_known(get: Get) -> None:
    assert entries(get, "10.5241/lost") == [{"DOI": "10.5241/lost", "status": "Unknown"}]
