"""Content negotiation of JaLC and mEDRA."""

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
    ],
)
def test_what_is_not_there_is_refused(get: Get, url: str, accept: str, status: int) -> None:
    assert get(url, accept).status_code == status
