"""What ORCID must have known to answer as it was recorded."""

from pathlib import Path
from typing import Any

import pytest

from pidguide.fidelity.report.measure import measure
from tests.support.orcid_schemas import needs_orcid_schemas
from tests.support.recordings import ORCID_ID, ORCID_JSON, interaction, score_of, statuses, write_recording


def test_a_code_that_was_accepted_is_issued_anew_and_exchanged(tmp_path: Path) -> None:
    granted = {
        "access_token": "11111111-2222-4333-8444-555555555555",
        "token_type": "bearer",
        "refresh_token": "66666666-2222-4333-8444-555555555555",
        "expires_in": 631138518,
        "scope": "/read-limited",
        "name": "Josiah Carberry",
        "orcid": ORCID_ID,
    }
    item = interaction("https://orcid.org/oauth/token", 200, granted, method="POST", content_type=ORCID_JSON)
    item["request"]["body"] = (
        "client_id=APP-RECORDED&client_secret=REDACTED&grant_type=authorization_code&code=abc123"
        "&redirect_uri=https%3A%2F%2Fexample.org%2Fcallback"
    )
    assert score_of(measure([write_recording(tmp_path, "code", item)])) == 1.0


def test_a_locked_record_is_locked_before_it_is_asked_for(tmp_path: Path) -> None:
    error = {"response-code": 409, "developer-message": "x", "error-code": 9018}
    item = interaction(f"https://pub.orcid.org/v3.0/{ORCID_ID}/record", 409, error, content_type=ORCID_JSON)
    assert statuses(measure([write_recording(tmp_path, "locked", item)])) == [409]


@needs_orcid_schemas
def test_an_item_that_another_doubles_is_there_and_the_client_has_its_name(tmp_path: Path) -> None:
    sent = {
        "title": {"title": {"value": "Psychoceramics"}},
        "type": "journal-article",
        "external-ids": {
            "external-id": [
                {
                    "external-id-type": "doi",
                    "external-id-value": "10.5555/12345678",
                    "external-id-relationship": "self",
                }
            ]
        },
        "source": None,
    }
    error = {
        "response-code": 409,
        "developer-message": "409 Conflict: You have already added this activity (matched by external "
        "identifiers), please see element with put-code 1250170. If you are trying to edit the item, please "
        "use PUT instead of POST.",
        "user-message": "There was an error when updating the record. Please try again. If the error "
        "persists, please contact Brown University for assistance.",
        "error-code": 9021,
        "more-info": "https://members.orcid.org/api/resources/troubleshooting",
    }
    url = f"https://api.sandbox.orcid.org/v3.0/{ORCID_ID}/work"
    item = interaction(url, 409, error, method="POST", sent=sent, content_type=ORCID_JSON)
    item["request"]["headers"] = {
        "accept": ["application/json"],
        "authorization": ["Bearer REDACTED"],
        "content-type": ["application/json"],
    }
    assert score_of(measure([write_recording(tmp_path, "double", item)])) == 1.0


@needs_orcid_schemas
def test_an_organization_that_was_taken_is_known(tmp_path: Path) -> None:
    organization = {
        "name": "Pottery",
        "address": {"city": "Graz", "country": "AT"},
        "disambiguated-organization": {
            "disambiguated-organization-identifier": "99999999",
            "disambiguation-source": "RINGGOLD",
        },
    }
    url = f"https://api.sandbox.orcid.org/v3.0/{ORCID_ID}/employment"
    sent = {"organization": organization}
    item = interaction(url, 201, "", method="POST", sent=sent, content_type=ORCID_JSON)
    item["request"]["headers"] = {"authorization": ["Bearer REDACTED"], "content-type": ["application/json"]}
    assert statuses(measure([write_recording(tmp_path, "organization", item)])) == [201]


def test_a_refusal_9010_means_that_the_item_is_another_clients(tmp_path: Path) -> None:
    error = {"response-code": 403, "developer-message": "x", "error-code": 9010}
    url = f"https://api.sandbox.orcid.org/v3.0/{ORCID_ID}/work/123456"
    item = interaction(url, 403, error, method="DELETE", content_type=ORCID_JSON)
    item["request"]["headers"]["authorization"] = ["Bearer REDACTED"]
    answer = measure([write_recording(tmp_path, "source", item)]).scored[0].replayed.answer
    assert answer is not None
    assert b"9010" in answer.message.body


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", f"v3.0/{ORCID_ID}/notification-permission"),
        ("PUT", f"{ORCID_ID}/webhook/https%3A%2F%2Fexample.org%2Fcallback"),
        ("GET", "v3.0/group-id-record"),
    ],
)
def test_a_client_that_calls_in_its_own_name_has_the_scope_for_it(
    tmp_path: Path, method: str, path: str
) -> None:
    status = 201 if method == "PUT" else 200
    url = f"https://api.sandbox.orcid.org/{path}"
    item = interaction(url, status, "", method=method, content_type=ORCID_JSON)
    item["request"]["headers"]["authorization"] = ["Bearer REDACTED"]
    assert statuses(measure([write_recording(tmp_path, "client", item)])) == [status]


def test_who_is_signed_in_has_the_names_that_userinfo_tells(tmp_path: Path) -> None:
    told = {
        "id": f"https://orcid.org/{ORCID_ID}",
        "sub": ORCID_ID,
        "name": "Josiah Carberry",
        "family_name": "Carberry",
        "given_name": "Josiah",
    }
    item = interaction("https://orcid.org/oauth/userinfo", 200, told, content_type=ORCID_JSON)
    item["request"]["headers"]["authorization"] = ["Bearer REDACTED"]
    assert score_of(measure([write_recording(tmp_path, "userinfo", item)])) == 1.0


@pytest.mark.parametrize("credentials", ["QVBQLVg6c2VjcmV0", "REDACTED"])
def test_a_client_that_signs_in_with_basic_is_known(tmp_path: Path, credentials: str) -> None:
    granted = {
        "access_token": "11111111-2222-4333-8444-555555555555",
        "token_type": "bearer",
        "refresh_token": "refresh_token",
        "expires_in": 631138518,
        "scope": "/read-public",
        "orcid": None,
    }
    item = interaction("https://orcid.org/oauth/token", 200, granted, method="POST", content_type=ORCID_JSON)
    item["request"]["body"] = "grant_type=client_credentials&scope=%2Fread-public"
    item["request"]["headers"]["authorization"] = [f"Basic {credentials}"]
    assert statuses(measure([write_recording(tmp_path, "basic", item)])) == [200]


CLIENT = {"path": "APP-RECORDED", "uri": "https://orcid.org/client/APP-RECORDED", "host": "orcid.org"}


def kept_work(put_code: int, doi: str) -> dict[str, Any]:
    ids = [{"external-id-type": "doi", "external-id-value": doi, "external-id-relationship": "self"}]
    return {
        "put-code": put_code,
        "path": f"/{ORCID_ID}/work/{put_code}",
        "title": {"title": {"value": "Psychoceramics"}},
        "type": "journal-article",
        "external-ids": {"external-id": ids},
        "source": {"source-client-id": CLIENT, "source-name": {"value": "A client"}},
        "visibility": "public",
    }


def test_the_client_is_the_source_of_what_it_may_remove_though_the_recorder_took_its_token(
    tmp_path: Path,
) -> None:
    works = f"https://api.sandbox.orcid.org/v3.0/{ORCID_ID}/works/123456"
    listed = interaction(
        works, 200, {"bulk": [{"work": kept_work(123456, "10.5555/a")}]}, content_type=ORCID_JSON
    )
    removed = interaction(works.replace("works", "work"), 204, "", method="DELETE", content_type=ORCID_JSON)
    assert statuses(measure([write_recording(tmp_path, "removed", listed, removed)])) == [200, 204]


def test_what_a_bulk_calls_private_is_another_clients(tmp_path: Path) -> None:
    works = f"https://api.sandbox.orcid.org/v3.0/{ORCID_ID}/works/222222,123456"
    error = {"response-code": 403, "developer-message": "x", "error-code": 9013}
    bulk = {"bulk": [{"work": kept_work(123456, "10.5555/a")}, {"error": error}]}
    item = interaction(works, 200, bulk, content_type=ORCID_JSON)
    answer = measure([write_recording(tmp_path, "private", item)]).scored[0].replayed.answer
    assert answer is not None
    assert b">9013<" in answer.message.body


@needs_orcid_schemas
def test_an_update_that_doubles_another_item_is_refused(tmp_path: Path) -> None:
    error = {"response-code": 409, "developer-message": "x", "error-code": 9021}
    url = f"https://api.sandbox.orcid.org/v3.0/{ORCID_ID}/work/123456"
    sent = {
        name: value
        for name, value in kept_work(123456, "10.5555/a").items()
        if name not in ("source", "path")
    }
    item = interaction(url, 409, error, method="PUT", sent=sent, content_type=ORCID_JSON)
    item["request"]["headers"] = {"content-type": ["application/json"], "accept": ["application/json"]}
    assert statuses(measure([write_recording(tmp_path, "update", item)])) == [409]
