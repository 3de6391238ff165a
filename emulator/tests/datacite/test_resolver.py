"""Content negotiation: data.crosscite.org and data.datacite.org."""

import json

import pytest
from werkzeug.test import TestResponse

from pid_emulator import Emulator

LINK = "https://data.crosscite.org/10.5281/zenodo.57081"
NOT_FOUND = "The resource you are looking for doesn't exist."


def get(registries: Emulator, url: str, accept: str | None = None) -> TestResponse:
    return registries.request("GET", url, {"Accept": accept} if accept else {})


@pytest.mark.parametrize(
    "path", ["adsfs", "10.5281/unknown", "10.5281/hidden", "application/x-bibtex/10.5281/unknown"]
)
def test_what_is_not_a_findable_doi_of_datacite_is_not_found(path: str, registries: Emulator) -> None:
    answer = get(registries, f"https://data.crosscite.org/{path}", "application/x-bibtex")
    assert (answer.status_code, answer.content_type) == (404, "text/plain; charset=utf-8")
    assert answer.text == NOT_FOUND


@pytest.mark.parametrize("accept", ["text/turtle", "application/vnd.ms-excel", "text/html", "*/*", None])
def test_an_unsupported_type_leads_to_the_landing_page(accept: str | None, registries: Emulator) -> None:
    answer = get(registries, LINK, accept)
    assert (answer.status_code, answer.location) == (303, "https://zenodo.org/record/57081")


@pytest.mark.parametrize(
    "accept",
    [
        "application/rdf+xml",
        "text/turtle, application/x-turtle;q=0.8, application/rdf+xml, application/ld+json",
    ],
)
def test_rdf_cannot_be_processed(accept: str, registries: Emulator) -> None:
    answer = get(registries, LINK, accept)
    assert (answer.status_code, answer.content_type) == (422, "text/plain; charset=utf-8")
    assert answer.text == "The request could not be processed."


@pytest.mark.parametrize("path", ["10.5281/zenodo.57081", "10.5281%2Fzenodo.57081", "10.5281%2FZENODO.57081"])
def test_the_doi_may_be_written_in_any_way(path: str, registries: Emulator) -> None:
    answer = get(registries, f"https://data.crosscite.org/{path}", "application/x-bibtex")
    assert (answer.status_code, answer.content_type) == (200, "application/x-bibtex; charset=utf-8")
    assert answer.text.startswith("@misc{https://doi.org/10.5281/zenodo.57081,")


def test_the_best_type_wins_then_the_first(registries: Emulator) -> None:
    answer = get(registries, LINK, "application/x-bibtex;q=0.5, application/vnd.citationstyles.csl+json")
    assert answer.content_type == "application/vnd.citationstyles.csl+json; charset=utf-8"
    answer = get(registries, LINK, "application/x-bibtex, application/vnd.citationstyles.csl+json")
    assert answer.content_type == "application/x-bibtex; charset=utf-8"


def test_a_link_needs_no_accept_header(registries: Emulator) -> None:
    answer = get(
        registries, "https://data.datacite.org/application/vnd.schemaorg.ld+json/10.5281/zenodo.57081"
    )
    assert json.loads(answer.text)["@id"] == "https://doi.org/10.5281/zenodo.57081"


@pytest.mark.parametrize(
    ("url", "accept"),
    [
        (LINK, "text/x-bibliography; style=ieee; locale=en-US"),
        (f"{LINK}?style=ieee&locale=en-US", "text/x-bibliography"),
        ("https://data.crosscite.org/text/x-bibliography/10.5281/zenodo.57081?style=ieee", None),
    ],
)
def test_style_comes_from_header_or_query(url: str, accept: str | None, registries: Emulator) -> None:
    assert get(registries, url, accept).text.startswith("O. L. Petchey, ")


def test_a_doi_without_a_landing_page_has_nowhere_to_lead(empty: Emulator) -> None:
    empty.world.datacite.add("dois", {"id": "10.1/x", "attributes": {}})
    answer = get(empty, "https://data.crosscite.org/10.1/x", "text/html")
    assert (answer.status_code, answer.text) == (404, NOT_FOUND)


def test_a_page_before_a_format_wins(registries: Emulator) -> None:
    answer = get(registries, LINK, "text/html, application/x-bibtex")
    assert answer.status_code == 303
    assert get(registries, LINK, "application/x-bibtex, text/html").status_code == 200
