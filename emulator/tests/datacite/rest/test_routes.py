"""Routes of the REST API: what they refuse before anything is looked up."""

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
