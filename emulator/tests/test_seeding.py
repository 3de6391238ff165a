"""Seeding at run time: what a test makes works like what was there before; a refusal changes nothing."""

import json
from typing import Any

import pytest
from werkzeug.test import TestResponse

from pid_emulator import Emulator
from pid_emulator.core import accounts
from support.empty_emulator import empty_emulator


@pytest.fixture
def seeded() -> Emulator:
    return empty_emulator()


def post(emulator: Emulator, path: str, body: Any = None) -> TestResponse:
    return emulator.request(
        "POST", f"https://127.0.0.1{path}", {"Content-Type": "application/json"}, json.dumps(body)
    )


def get(emulator: Emulator, url: str, **headers: str) -> TestResponse:
    return emulator.request("GET", url, {"Accept": "application/json", **headers})


def test_a_minimal_work_is_found_with_what_crossref_adds(seeded: Emulator) -> None:
    answer = post(seeded, "/records/crossref/works", {"DOI": "10.5555/New", "title": ["Seeded"]})
    assert (answer.status_code, answer.json["prefix"]) == (201, "10.5555")
    found = get(seeded, "https://api.crossref.org/works?query=seeded").json["message"]["items"][0]
    assert (found["DOI"], found["type"], found["is-referenced-by-count"]) == (
        "10.5555/New",
        "journal-article",
        0,
    )
    assert found["created"]["date-parts"] == found["indexed"]["date-parts"]


def test_a_minimal_doi_is_findable_in_its_system(seeded: Emulator) -> None:
    record = {"id": "10.5072/new", "attributes": {"titles": [{"title": "Seeded"}]}}
    assert post(seeded, "/records/datacite/test/dois", record).status_code == 201
    listed = get(seeded, "https://api.test.datacite.org/dois?query=seeded").json
    assert [item["id"] for item in listed["data"]] == ["10.5072/new"]
    assert listed["data"][0]["attributes"]["created"]
    assert get(seeded, "https://api.datacite.org/dois/10.5072/new").status_code == 404


def test_a_repository_with_its_password_may_register(seeded: Emulator) -> None:
    repository = {
        "id": "own.repo",
        "password": "emulator-own-repository",
        "attributes": {"name": "Own", "domains": "*"},
        "relationships": {"prefixes": {"data": [{"id": "10.5072", "type": "prefixes"}]}},
    }
    assert post(seeded, "/records/datacite/test/clients", repository).status_code == 201
    assert seeded.world.datacite.check_password("test", "OWN.REPO", "emulator-own-repository") == "own.repo"


def test_many_records_come_all_or_not_at_all(seeded: Emulator) -> None:
    works = [{"DOI": "10.5555/one"}, {"DOI": "10.5555/two"}, {"title": ["No DOI"]}]
    answer = post(seeded, "/records/crossref/works", works)
    assert (answer.status_code, answer.text) == (400, "A record of Crossref's works needs DOI\n")
    assert seeded.world.crossref.all("works") == {}
    assert post(seeded, "/records/crossref/works", works[:2]).status_code == 201
    assert len(seeded.world.crossref.all("works")) == 2


def test_a_person_signs_in_and_is_found(seeded: Emulator) -> None:
    answer = post(seeded, "/people", {"given": "Sofia", "family": "Garcia", "email": "s@example.org"}).json
    assert answer["email"] == "s@example.org"
    found = get(seeded, "https://pub.orcid.org/v3.0/search/?q=family-name:garcia").json
    assert [each["orcid-identifier"]["path"] for each in found["result"]] == [answer["orcid"]]


def test_a_code_and_a_token_come_without_a_browser(seeded: Emulator) -> None:
    orcid = post(seeded, "/people", {"given": "Sofia"}).json["orcid"]
    uri = "https://client.example.org/back"
    client = post(seeded, "/records/orcid/clients", {"name": "Own", "redirect_uris": [uri]}).json
    asked = {"client_id": client["client_id"], "orcid": orcid, "scopes": "openid /read-limited"}
    code = post(seeded, "/codes", asked).json
    assert code["redirect_uri"] == uri
    form = f"grant_type=authorization_code&code={code['code']}&redirect_uri={uri}"
    form += f"&client_id={client['client_id']}&client_secret={client['client_secret']}"
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    exchanged = seeded.request("POST", "https://orcid.org/oauth/token", headers, form).json
    assert (exchanged["orcid"], exchanged["scope"]) == (orcid, "openid /read-limited")
    token = post(seeded, "/tokens", asked).json["access_token"]
    answer = get(seeded, f"https://api.orcid.org/v3.0/{orcid}/record", Authorization=f"Bearer {token}")
    assert answer.status_code == 200


def test_a_snapshot_brings_the_whole_state_back(seeded: Emulator) -> None:
    post(seeded, "/records/crossref/works", {"DOI": "10.5555/before", "title": ["Before"]})
    get(seeded, "https://api.crossref.org/works?query=before")
    number = post(seeded, "/snapshots").json["id"]
    post(seeded, "/records/crossref/works", {"DOI": "10.5555/after", "title": ["Before"]})
    person = post(seeded, "/people", {"given": "Sofia"}).json["orcid"]
    post(seeded, "/clock/advance?seconds=3600")
    assert post(seeded, f"/snapshots/{number}/restore").status_code == 204
    found = get(seeded, "https://api.crossref.org/works?query=before").json["message"]["items"]
    assert [item["DOI"] for item in found] == ["10.5555/before"]
    assert (seeded.world.orcid.find(person), seeded.world.clock.ahead.total_seconds()) == (None, 0)
    assert post(seeded, "/people", {"given": "Sofia"}).json["orcid"] == person


GUIDE = {"client_id": accounts.ORCID_CLIENT_ID}


@pytest.mark.parametrize(
    ("path", "body", "status", "line"),
    [
        ("/records/zenodo/works", {}, 400, "There are no records of zenodo; choose from crossref, datacite,"),
        ("/records/crossref/papers", {}, 400, "Crossref has no papers; its kinds are works, members,"),
        ("/records/datacite/dois", {"id": "10.1/x"}, 400, "A DataCite record of the kind 'dois' needs an id"),
        ("/records/crossref/works", "text", 400, "Send a JSON object."),
        ("/records/crossref/works", [[]], 400, "Send a JSON object."),
        ("/people", {"family": "Garcia"}, 400, 'Send {"given": …}, and with it'),
        ("/people", {"given": 3}, 400, 'Send {"given": …}, and with it'),
        ("/people", {"given": "S", "email": ["s@example.org"]}, 400, 'Send {"given": …}, and with it'),
        ("/people", {"given": "S", "visibility": "all"}, 400, 'Send {"given": …}, and with it'),
        ("/tokens", {"client_id": "APP-X"}, 400, "Send the client_id of a client that there is: APP-"),
        ("/tokens", {**GUIDE, "orcid": "0000"}, 400, "There is no person with the iD 0000. Make one with"),
        ("/tokens", {**GUIDE, "scopes": ["/all"]}, 400, f"{accounts.ORCID_CLIENT_ID} may not have /all."),
        ("/codes", GUIDE, 400, "A code is of a person: send orcid, too."),
        ("/snapshots/7/restore", None, 404, "There is no snapshot 7."),
    ],
)
def test_a_refusal_is_one_line(seeded: Emulator, path: str, body: Any, status: int, line: str) -> None:
    answer = post(seeded, path, body)
    assert (answer.status_code, answer.text.count("\n")) == (status, 1)
    assert answer.text.startswith(line)


def test_what_is_no_json_is_refused(seeded: Emulator) -> None:
    answer = seeded.request("POST", "https://127.0.0.1/people", {}, "{")
    assert (answer.status_code, answer.text.startswith("Send JSON: ")) == (400, True)
