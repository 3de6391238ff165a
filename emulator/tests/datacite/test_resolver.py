"""data.crosscite.org, data.datacite.org and the test system's handle server."""

import json
from typing import Any

import pytest
from werkzeug.test import TestResponse

from pid_emulator import Emulator

RECORD: dict[str, Any] = {
    "id": "10.5281/zenodo.57081",
    "type": "dois",
    "attributes": {
        "doi": "10.5281/zenodo.57081",
        "creators": [{"name": "Petchey, Owen L.", "givenName": "Owen L.", "familyName": "Petchey"}],
        "titles": [{"title": "Simplex Projection Walkthrough"}],
        "publisher": "Zenodo",
        "publicationYear": 2016,
        "types": {"bibtex": "misc", "citeproc": "article", "resourceTypeGeneral": "Other"},
        "url": "https://zenodo.org/record/57081",
        "state": "findable",
        "registered": "2016-07-06T10:00:00.000Z",
    },
}
LINK = "https://data.crosscite.org/10.5281/zenodo.57081"
NOT_FOUND = "The resource you are looking for doesn't exist."


@pytest.fixture(scope="module")
def registries() -> Emulator:
    emulator = Emulator(built_in_records=False)
    emulator.world.datacite.add("dois", RECORD)
    hidden = {**RECORD["attributes"], "doi": "10.5281/hidden", "state": "registered"}
    emulator.world.datacite.add("dois", {"id": "10.5281/hidden", "type": "dois", "attributes": hidden})
    emulator.world.datacite.add("test/dois", RECORD)
    return emulator


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


HANDLE = "https://handle.test.datacite.org/api/handles/10.5281/ZENODO.57081"


def test_an_unknown_handle_is_said_with_its_code(registries: Emulator) -> None:
    answer = get(registries, "https://handle.test.datacite.org/api/handles/10.14454/61Y1-E521?index=1")
    assert (answer.status_code, answer.content_type) == (404, "application/json;charset=UTF-8")
    assert answer.text == '{"responseCode":100,"handle":"10.14454/61Y1-E521"}'


def test_a_test_doi_is_a_handle_of_the_test_server_only(registries: Emulator) -> None:
    answer = get(registries, f"{HANDLE}?index=1")
    assert answer.text == (
        '{"responseCode":1,"handle":"10.5281/ZENODO.57081","values":[{"index":1,"type":"URL","data":{"format":'
        '"string","value":"https://zenodo.org/record/57081"},"ttl":86400,"timestamp":"2016-07-06T10:00:00Z"}]}'
    )
    redirect = get(registries, "https://handle.stage.datacite.org/10.5281/zenodo.57081")
    assert (redirect.status_code, redirect.location) == (302, "https://zenodo.org/record/57081")


def test_a_handle_without_the_value_asked_for_has_its_own_code(registries: Emulator) -> None:
    answer = get(registries, f"{HANDLE}?type=EMAIL")
    assert (answer.status_code, json.loads(answer.text)["responseCode"]) == (200, 200)


def test_writing_a_handle_needs_credentials() -> None:
    emulator = Emulator(built_in_records=False)
    url = "https://handle.test.datacite.org/api/handles/10.5438/MCNV-GA6N"
    values = '[{"index":1,"type":"URL","data":{"format":"string","value":"https://blog.datacite.org/"}}]'
    assert emulator.request("PUT", url, {}, values).status_code == 401
    written = emulator.request("PUT", url, {"Authorization": "Basic YTpi"}, values)
    assert written.text == '{"responseCode":1,"handle":"10.5438/MCNV-GA6N"}'
    read = json.loads(emulator.request("GET", f"{url}?index=1").text)
    assert read["values"][0]["data"]["value"] == "https://blog.datacite.org/"
    emulator.reset()
    assert emulator.request("GET", url).status_code == 404


@pytest.mark.parametrize("body", ["", "no JSON", "{}", "[1]", '[{"index":1}]'])
def test_a_broken_handle_is_refused(body: str) -> None:
    emulator = Emulator(built_in_records=False)
    url = "https://handle.test.datacite.org/api/handles/10.5438/X"
    assert emulator.request("PUT", url, {"Authorization": "Basic YTpi"}, body).status_code == 400
