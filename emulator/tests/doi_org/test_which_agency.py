"""doiRA and ra: an answer of 200 for every name, with an agency or with a status."""

import json

import pytest

from support.doi_org import SICI, Get


def entries(get: Get, names: str, route: str = "doiRA") -> list[dict[str, str]]:
    answer = get(f"https://doi.org/{route}/{names}")
    assert answer.status_code == 200
    assert answer.content_type == "application/json;charset=UTF-8"
    found: list[dict[str, str]] = json.loads(answer.text)
    return found


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


def test_several_are_separated_by_commas_and_encoded_each(get: Get) -> None:
    sici = SICI.replace("/", "%2F").replace("<", "%3C").replace(">", "%3E")
    assert entries(get, f"{sici},10.5281%2Fzenodo.1,10.5281/a%2Cb") == [
        {"DOI": SICI, "RA": "Crossref"},
        {"DOI": "10.5281/zenodo.1", "RA": "DataCite"},
        {"DOI": "10.5281/a,b", "status": "DOI does not exist"},
    ]


def test_the_answer_is_laid_out_as_recorded(get: Get) -> None:
    assert (
        get("https://doi.org/ra/10.1430").text == '[\n  {\n    "DOI": "10.1430",\n    "RA": "mEDRA"\n  }\n]'
    )
