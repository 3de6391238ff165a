"""Content negotiation of JaLC and mEDRA, and the citation service for any agency's DOI."""

import pytest

from support.doi_org import Get

CSL_JSON = "application/vnd.citationstyles.csl+json"


@pytest.mark.parametrize(
    ("url", "title"),
    [
        ("https://data.medra.org/10.1430%2F8105", "L'industria dopo l'euro"),
        ("https://japanlinkcenter.org/data/10.11501/3140078", "A dissertation"),
    ],
)
def test_csl_json_is_served_under_its_own_type(get: Get, url: str, title: str) -> None:
    answer = get(url, CSL_JSON)
    assert answer.status_code == 200
    assert answer.content_type == f"{CSL_JSON};charset=UTF-8"
    assert answer.json is not None
    assert answer.json["title"] == title


@pytest.mark.parametrize(
    ("url", "accept", "status"),
    [
        ("https://data.medra.org/10.1430%2Fnothing", CSL_JSON, 404),
        ("https://data.medra.org/10.11501%2F3140078", CSL_JSON, 404),  # JaLC's, not mEDRA's
        ("https://data.medra.org/10.1430%2F8105", "application/pdf", 406),
        ("https://data.medra.org/10.1430%2F8105", "text/x-bibliography; style=no-such-style", 406),
        ("https://japanlinkcenter.org/data/10.11501/3140078", "application/x-bibtex", 406),
        ("https://citation.doi.org/format?doi=10.1430/nothing", "*/*", 404),
        ("https://citation.doi.org/format?doi=10.1430/8105&style=no-such-style", "*/*", 400),
        ("https://citation.doi.org/metadata", "*/*", 404),
    ],
)
def test_what_is_not_there_is_refused(get: Get, url: str, accept: str, status: int) -> None:
    assert get(url, accept).status_code == status


def test_the_citation_service_formats_any_agencys_doi(get: Get) -> None:
    answer = get("https://citation.doi.org/format?doi=10.1430/8105&style=apa&lang=en-US")
    assert answer.content_type == "text/plain;charset=UTF-8"
    assert answer.text == "Prodi, R. (2002). L'industria dopo l'euro. https://doi.org/10.1430/8105\n"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("doi", ["10.5281/zenodo.1", "https://doi.org/10.5281/zenodo.1"])
def test_the_citation_service_gives_csl_json(get: Get, doi: str) -> None:
    answer = get(f"https://citation.doi.org/metadata?doi={doi}").json
    assert answer is not None
    assert answer["DOI"].lower() == "10.5281/zenodo.1"
