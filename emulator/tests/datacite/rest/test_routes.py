"""Routes of the REST API: what they refuse before anything is looked up."""

import gzip
import json
import zlib
from typing import Any

import pytest

from support.datacite_rest import DOI, OWNER, PREFIX, PRODUCTION, TEST, Rest, make_doi, needs_schema

NOT_FOUND = {"errors": [{"status": "404", "title": "The resource you are looking for doesn't exist."}]}
BAD_CREDENTIALS = {"errors": [{"status": "401", "title": "Bad credentials."}]}
WRONG = (OWNER[0], "not the password")


def test_random_takes_number_and_shoulder(rest: Rest) -> None:
    answer = rest.send("GET", "/dois/random?prefix=10.5438/fk2&number=123456")
    assert answer.json == {"dois": ["10.5438/fk2-003r-j076"]}
    assert rest.send("GET", "/dois/random").status_code == 422


def test_heartbeat_and_front_page(rest: Rest) -> None:
    assert rest.send("GET", "/heartbeat").text == "OK"
    assert rest.send("GET", "/").headers["Location"] == "https://support.datacite.org/docs/api"


def test_wrong_password_on_create_is_a_missing_resource(rest: Rest) -> None:
    answer = rest.send("POST", "/dois", {"prefix": PREFIX}, auth=WRONG)
    assert (answer.status_code, answer.json) == (404, NOT_FOUND)


def test_no_credentials_on_create(rest: Rest) -> None:
    answer = rest.send("POST", "/dois", {"prefix": PREFIX}, auth=None)
    assert (answer.status_code, answer.json) == (401, BAD_CREDENTIALS)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_wrong_password_on_an_existing_doi(rest: Rest, method: str) -> None:
    doi = rest.attributes("POST", "/dois", {"prefix": PREFIX})["doi"]
    answer = rest.send(method, f"/dois/{doi}", {"url": "https://example.org"}, auth=WRONG)
    assert (answer.status_code, answer.json) == (401, BAD_CREDENTIALS)


def test_body_that_is_not_json(rest: Rest) -> None:
    assert rest.send("POST", "/dois", body="{").status_code == 400


def test_unknown_doi_route_and_format(rest: Rest) -> None:
    for path in ("/dois/10.82433/nothing", "/works", "/members", "/data-centers", "/clients/no.one"):
        answer = rest.send("GET", path, host=PRODUCTION)
        assert (answer.status_code, answer.json) == (404, NOT_FOUND)
    answer = rest.send(
        "GET", "/dois/10.5281/zenodo.48440", host=PRODUCTION, headers={"Accept": "application/vnd.ms-excel"}
    )
    assert answer.json == {"errors": [{"status": "406", "title": "The content type is not recognized."}]}


@needs_schema
def test_stage_is_the_test_system(rest: Rest) -> None:
    make_doi(rest, "findable")
    assert rest.send("GET", f"/dois/{DOI}", host=TEST.replace("test", "stage"), auth=None).status_code == 200


@needs_schema
def test_url_of_a_draft(rest: Rest) -> None:
    rest.attributes("POST", "/dois", {"doi": DOI})
    assert rest.send("GET", f"/dois/{DOI}/get-url").status_code == 204
    rest.attributes("PUT", f"/dois/{DOI}", {"url": "https://example.org"})
    assert rest.send("GET", f"/dois/{DOI}/get-url").json == {"url": "https://example.org"}
    assert rest.send("GET", f"/dois/{DOI}/get-url", auth=None).status_code == 401


@pytest.mark.parametrize(
    ("query", "count"),
    [("", 1), ("&size=0", 1), ("&size=3", 3), ("&size=1000", 1000), ("&size=1001", 1000), ("&size=x", 1)],
)
def test_random_makes_up_to_a_thousand(rest: Rest, query: str, count: int) -> None:
    answer = rest.send("GET", f"/dois/random?prefix=10.5438{query}", auth=None).json
    assert answer is not None
    assert len({*answer["dois"]}) == len(answer["dois"]) == count


def test_random_needs_a_prefix(rest: Rest) -> None:
    answer = rest.send("GET", "/dois/random?prefix=")
    error = {"status": "422", "title": "Parameter prefix is required"}
    assert (answer.status_code, answer.json) == (422, {"errors": [error]})


@pytest.mark.parametrize(
    ("encoding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress), ("GZIP", gzip.compress)]
)
def test_a_body_may_be_packed(rest: Rest, encoding: str, pack: Any) -> None:
    sent = pack(json.dumps({"data": {"attributes": {"doi": DOI}}}).encode())
    answer = rest.send("POST", "/dois", body=sent, headers={"Content-Encoding": encoding})
    assert answer.status_code == 201


@pytest.mark.parametrize("body", ["{", "[" * 100_000, "nothing"])
def test_a_body_that_is_not_json_is_told_why(rest: Rest, body: str) -> None:
    answer = rest.send("POST", "/dois", body=body)
    assert answer.status_code == 400
    assert answer.json is not None
    [error] = answer.json["errors"]
    assert error["status"] == "400"
    assert "JSONAPI" not in error["title"]
    broken = rest.send("POST", "/dois", body=b"no gzip", headers={"Content-Encoding": "gzip"})
    assert (broken.status_code, "incorrect header check" in broken.text) == (400, True)


def test_ones_own_dois_are_listed_in_capitals(rest: Rest) -> None:
    for name in ("b", "a"):
        rest.attributes("POST", "/dois", {"doi": f"{PREFIX}/{name}"})
    assert rest.send("GET", "/dois/get-dois").json == {"dois": [f"{PREFIX}/A", f"{PREFIX}/B"]}
    assert rest.send("GET", "/dois/get-dois", auth=None).json == BAD_CREDENTIALS


def test_the_url_of_what_is_not_there_or_not_ones_own(rest: Rest) -> None:
    assert rest.send("GET", f"/dois/{DOI}/get-url").json == NOT_FOUND
    rest.emulator.world.datacite.add("test/dois", {"id": "10.1234/x", "attributes": {"url": "https://a"}})
    assert rest.send("GET", "/dois/10.1234/x/get-url").status_code == 403


def test_validation_needs_an_account(rest: Rest) -> None:
    assert rest.send("POST", "/dois/validate", {}, auth=None).json == BAD_CREDENTIALS
