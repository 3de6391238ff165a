"""The MDS API: what it refuses and in which words, and the way from metadata to a public DOI."""

import base64

import pytest

from pid_emulator.core import accounts
from support.datacite_mds import DOI, HOST, PREFIX, TEXT, Repository
from support.datacite_rest import needs_schema

CREATOR = "<creator><creatorName>Carberry, Josiah</creatorName></creator>"
METADATA = f"""<?xml version="1.0" encoding="UTF-8"?>
<resource xmlns="http://datacite.org/schema/kernel-4">
  <identifier identifierType="DOI">{DOI}</identifier>
  <creators>{CREATOR}</creators>
  <titles><title>Cracked pots</title></titles>
  <publisher>Example Press</publisher>
  <publicationYear>2026</publicationYear>
  <resourceType resourceTypeGeneral="Dataset">Photographs</resourceType>
</resource>"""
XML = {"Content-Type": "application/xml;charset=UTF-8"}
REGISTRATION = f"doi={DOI}\nurl=https://example.org/1"


def test_without_credentials_nothing_is_told(repository: Repository) -> None:
    answer = repository.emulator.request("GET", f"{HOST}/doi")
    assert (answer.status_code, answer.content_type) == (401, "text/plain; charset=utf-8")
    assert answer.text == "An Authentication object was not found in the SecurityContext"
    assert answer.headers["WWW-Authenticate"].startswith("Basic realm=")


def test_a_wrong_password_is_refused(repository: Repository) -> None:
    answer = repository.send("GET", "/doi", password="wrong")
    assert (answer.status_code, answer.text) == (401, "Bad credentials")


def test_a_test_account_is_unknown_in_production(repository: Repository) -> None:
    token = f"{accounts.DATACITE_REPOSITORY_ID}:{accounts.DATACITE_PASSWORD}"
    header = {"Authorization": f"Basic {base64.b64encode(token.encode()).decode()}"}
    assert repository.emulator.request("GET", "https://mds.datacite.org/doi", header).status_code == 401


@pytest.mark.parametrize(
    ("method", "path", "told"),
    [
        ("GET", "/nowhere", "404 Resource not found"),
        ("DELETE", "/doi", "405 Method not allowed"),
        ("GET", "/login", "501 One-time login and session cookies not supported by this service"),
        ("GET", f"/doi/{DOI}", "404 DOI not found"),
        ("GET", "/doi/not-a-doi", "404 DOI not found"),
        ("GET", f"/metadata/{DOI}", "404 DOI is unknown to MDS"),
        ("GET", "/metadata/not-a-doi", "404 DOI not found"),
        ("DELETE", f"/metadata/{DOI}", "404 DOI not found"),
        ("DELETE", f"/doi/{DOI}", "404 DOI not found"),
        ("GET", f"/media/{DOI}", "404 DOI not found"),
        ("GET", "/doi", "204 "),
    ],
)
def test_what_is_not_there_is_told_in_plain_words(
    method: str, path: str, told: str, repository: Repository
) -> None:
    assert repository.told(method, path) == told


@pytest.mark.parametrize(
    ("body", "headers", "told"),
    [
        ("hello", XML, "415 Metadata format not recognized"),
        ("", XML, "415 Metadata format not recognized"),
        ("<other/>", XML, "415 Metadata format not recognized"),
        (
            METADATA,
            {"Content-Type": "application/x-www-form-urlencoded"},
            "415 Content type application/x-www-form-urlencoded is not supported",
        ),
        (METADATA.replace(DOI, "10.5438/x"), XML, "403 Access is denied"),
        (METADATA.replace(DOI, ""), XML, "404 DOI not found"),
    ],
)
def test_metadata_that_cannot_be_taken_is_refused(
    body: str, headers: dict[str, str], told: str, repository: Repository
) -> None:
    assert repository.told("POST", "/metadata", body, headers) == told


@needs_schema
def test_metadata_that_breaks_the_schema_is_told_word_for_word(repository: Repository) -> None:
    assert repository.told("POST", "/metadata", METADATA.replace(CREATOR, ""), XML) == (
        f"422 DOI {DOI}: Missing child element(s). "
        "Expected is ( {http://datacite.org/schema/kernel-4}creator ). at line 4, column 0"
    )


@needs_schema
def test_metadata_then_url_makes_a_public_doi(repository: Repository) -> None:
    stored = repository.send("POST", "/metadata", METADATA, XML)
    assert (stored.status_code, stored.text) == (201, f"OK ({DOI.upper()})")
    assert stored.headers["Location"] == f"{HOST}/metadata/{DOI}"
    assert repository.told("GET", f"/doi/{DOI}") == "204 "
    found = repository.emulator.world.datacite.find("test", DOI)
    assert found is not None
    assert (found.state, found.attributes["source"]) == ("draft", "mds")

    assert repository.told("PUT", f"/doi/{DOI}", REGISTRATION, TEXT) == "201 OK"
    assert repository.told("GET", f"/doi/{DOI}") == "200 https://example.org/1"
    assert repository.told("GET", "/doi") == f"200 {DOI.upper()}"
    public = repository.emulator.request("GET", f"https://api.test.datacite.org/dois/{DOI}")
    assert public.status_code == 200
    read = repository.send("GET", f"/metadata/{DOI}")
    assert read.content_type == "application/xml; charset=utf-8"
    assert f">{DOI.upper()}</identifier>" in read.text


@needs_schema
def test_a_public_doi_can_be_hidden_but_not_deleted(repository: Repository) -> None:
    repository.send("POST", "/metadata", METADATA, XML)
    repository.send("PUT", f"/doi/{DOI}", REGISTRATION, TEXT)
    assert repository.told("DELETE", f"/metadata/{DOI}") == "200 OK"
    assert repository.emulator.request("GET", f"https://api.test.datacite.org/dois/{DOI}").status_code == 404
    assert repository.told("DELETE", f"/doi/{DOI}") == "405 Method not allowed"


@needs_schema
def test_a_draft_can_be_deleted(repository: Repository) -> None:
    repository.send("POST", "/metadata", METADATA, XML)
    assert repository.told("DELETE", f"/doi/{DOI}") == "200 OK"
    assert repository.told("GET", f"/doi/{DOI}") == "404 DOI not found"


@needs_schema
def test_a_prefix_gets_a_suffix_and_a_number_seeds_it(repository: Repository) -> None:
    nameless = METADATA.replace(DOI, "")
    assert repository.told("PUT", f"/metadata/{PREFIX}?number=123456", nameless, XML) == (
        f"201 OK ({PREFIX}/003R-J076)"
    )
    again = repository.told("PUT", f"/metadata/{PREFIX}?number=123456", nameless, XML)
    assert again == f"400 doi:{PREFIX}/003r-j076 has already been registered"
    assert repository.told("PUT", f"/metadata/{PREFIX}", nameless, XML).startswith(f"201 OK ({PREFIX}/")


@needs_schema
def test_media_are_kept_by_type(repository: Repository) -> None:
    repository.send("POST", "/metadata", METADATA, XML)
    assert repository.told("GET", f"/media/{DOI}") == "404 No media for the DOI"
    assert repository.told("POST", f"/media/{DOI}", "application/pdf=https://example.org/1.pdf") == "200 OK"
    assert repository.told("GET", f"/media/{DOI}") == "200 application/pdf=https://example.org/1.pdf"
    assert repository.told("POST", f"/media/{DOI}", "nothing") == "404 No media for the DOI"
