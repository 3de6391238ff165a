"""What https://doi.org/<doi> answers: redirects by Accept and by agency, and pages for what fails."""

from urllib.parse import quote

import pytest

from support.doi_org import SICI, Get

CSL_JSON = "application/vnd.citationstyles.csl+json"

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize("accept", ["*/*", "text/html", CSL_JSON, "application/x-bibtex"])
def test_a_doi_that_is_not_registered_is_a_404_page_whatever_is_accepted(get: Get, accept: str) -> None:
    answer = get("https://doi.org/10.5281/nothing", accept)
    assert answer.status_code == 404
    assert answer.content_type == "text/html;charset=utf-8"
    assert "<title>Error: DOI Not Found</title>" in answer.text


@pytest.mark.parametrize(
    "path", ["foo", "10.5281", "11.5281/zenodo.1", "10.x5281/zenodo.1", "/10.5281/zenodo.1"]
)
def test_what_has_not_the_form_of_a_doi_is_a_400_page(get: Get, path: str) -> None:
    answer = get(f"https://doi.org/{path}", CSL_JSON)
    assert answer.status_code == 400
    assert "<title>Error: Not a DOI</title>" in answer.text


@pytest.mark.parametrize(
    "accept", ["*/*", "text/html", BROWSER, "text/html, */*", f"text/html, {CSL_JSON};q=0.5"]
)
def test_a_browser_is_sent_to_the_landing_page(get: Get, accept: str) -> None:
    answer = get(f"https://doi.org/{quote(SICI)}", accept)
    assert answer.status_code == 302
    assert answer.headers["Location"] == "https://publisher.example/landing?a=1&b=2"
    assert answer.content_type == "text/html;charset=utf-8"
    assert answer.headers["Vary"] == "Origin, Accept"


@pytest.mark.parametrize(
    ("doi", "target"),
    [
        (
            SICI,
            "https://api.crossref.org/v1/works/10.1002%2F1096-9861%2820010212%29430%3A3%3C283%3A%3A"
            "aid-cne1031%3E3.0.co%3B2-v/transform",
        ),
        ("10.5281/ZENODO.1", "https://data.crosscite.org/10.5281%2FZENODO.1"),
        ("10.11501/3140078", "https://japanlinkcenter.org/data/10.11501/3140078"),
        ("10.1430/8105", "https://data.medra.org/10.1430%2F8105"),
        ("10.5240/7290-c8ad", "https://film.example/7290"),  # EIDR does not negotiate content
        ("10.5240/places", "https://film.example/metadata"),  # a handle may name its own place for metadata
    ],
)
@pytest.mark.parametrize("slash", ["/", "%2F"])
def test_metadata_is_at_the_agency_in_the_agencys_own_spelling(
    get: Get, doi: str, target: str, slash: str
) -> None:
    prefix, _, suffix = doi.partition("/")
    answer = get(f"https://doi.org/{prefix}{slash}{quote(suffix, safe='')}", f"{CSL_JSON}, text/html;q=0.1")
    assert answer.status_code == 302
    assert answer.headers["Location"] == target


def test_head_is_answered_as_get_without_a_body(get: Get) -> None:
    answer = get("https://doi.org/10.5281/zenodo.1", method="HEAD")
    assert (answer.status_code, answer.data) == (302, b"")


def test_a_short_doi_leads_on_unless_aliases_are_ignored(get: Get) -> None:
    assert get("https://doi.org/abcde").headers["Location"] == "https://film.example/7290"
    assert get("https://doi.org/10/abcde?ignore_aliases").status_code == 200


@pytest.mark.parametrize(
    ("query", "target"),
    [
        ("", "https://film.example/main"),
        ("?locatt=country:gb", "https://film.example/gb"),
        ("?locatt=country:fr", "https://film.example/main"),
        ("?nols=y", "https://film.example/url"),
        ("?type=URL", "https://film.example/url"),
        ("?index=1", "https://film.example/url"),
        ("?nols=y&urlappend=%3Fpage=2", "https://film.example/url?page=2"),
    ],
)
def test_documented_parameters_choose_among_several_places(get: Get, query: str, target: str) -> None:
    assert get(f"https://doi.org/10.5240/places{query}").headers["Location"] == target


def test_noredirect_shows_the_values_and_showurls_the_places(get: Get) -> None:
    shown = get("https://doi.org/10.5240/7290-C8AD?noredirect")
    assert shown.status_code == 200
    assert "film@example.org" in shown.text
    assert get("https://doi.org/10.5240/places?action=showurls").text.startswith("<locations>")
