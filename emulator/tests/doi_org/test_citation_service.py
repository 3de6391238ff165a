"""citation.doi.org: a citation or CSL JSON of any agency's DOI."""

import pytest

from support.doi_org import Get


@pytest.mark.parametrize(
    ("url", "accept", "status"),
    [
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


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("format?doi=10.1430/nothing", "DOI not found\n"),
        ("metadata?doi=https://doi.org/10.1430/nothing", "DOI not found\n"),
        ("format?doi=10.1430/8105&style=no-such-style", "No CSL style is called 'no-such-style'.\n"),
        ("format?doi=10.1430/8105&lang=xx", "No CSL locale is called 'xx'.\n"),
    ],
)
def test_a_refusal_is_a_line_that_every_page_may_read(get: Get, path: str, said: str) -> None:
    answer = get(f"https://citation.doi.org/{path}")
    assert (answer.text, answer.content_type) == (said, "text/plain;charset=UTF-8")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "before", ["http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi:", "%20"]
)
@pytest.mark.parametrize("host", ["citation.doi.org", "citation.crosscite.org"])
def test_a_doi_may_have_a_resolver_before_it(get: Get, before: str, host: str) -> None:
    assert get(f"https://{host}/format?doi={before}10.1430/8105").text.startswith("Prodi, R. (2002).")
