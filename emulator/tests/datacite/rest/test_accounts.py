"""Tokens and API keys."""

import base64
import json
from urllib.parse import urlencode

import pytest
from werkzeug.test import TestResponse

from support.datacite_rest import OWNER, Rest


def test_api_key_works_until_revoked(rest: Rest) -> None:
    body = json.dumps({"data": {"type": "apiKeys", "attributes": {"name": "guide"}}})
    made = rest.send("POST", "/credentials/api-keys", body=body).json
    assert made is not None
    key = made["data"]["attributes"]["key"]
    assert key.startswith(made["data"]["attributes"]["keyPrefix"])
    bearer = {"Authorization": f"Bearer {key}"}
    assert rest.send("GET", "/dois/get-dois", auth=None, headers=bearer).status_code == 204
    assert rest.send("GET", "/credentials/api-keys", auth=None, headers=bearer).status_code == 403
    assert rest.send("DELETE", f"/credentials/api-keys/{made['data']['id']}").status_code == 204
    assert rest.send("GET", "/dois/get-dois", auth=None, headers=bearer).status_code == 401


def token(rest: Rest, **form: str) -> TestResponse:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    return rest.send("POST", "/token", auth=None, body=urlencode(form), headers=headers)


@pytest.mark.parametrize(
    ("form", "title"),
    [
        ({}, "Wrong grant type."),
        ({"grant_type": "client_credentials", "username": OWNER[0]}, "Wrong grant type."),
        ({"grant_type": "password"}, "Missing account ID or password."),
        ({"grant_type": "password", "username": OWNER[0]}, "Missing account ID or password."),
        ({"grant_type": "password", "password": OWNER[1]}, "Missing account ID or password."),
        (
            {"grant_type": "password", "username": OWNER[0], "password": "x"},
            "Wrong account ID or password.",
        ),
    ],
)
def test_a_token_is_refused_with_the_reason(rest: Rest, form: dict[str, str], title: str) -> None:
    answer = token(rest, **form)
    assert (answer.status_code, answer.json) == (400, {"errors": [{"status": "400", "title": title}]})


def test_a_token_stands_for_the_password_for_thirty_days(rest: Rest) -> None:
    answer = token(rest, grant_type="password", username=OWNER[0], password=OWNER[1]).json
    assert answer is not None
    assert answer["expires_in"] == 2_592_000
    bearer = {"Authorization": f"Bearer {answer['access_token']}"}
    assert rest.send("GET", "/dois/get-dois", auth=None, headers=bearer).status_code == 204
    claims = json.loads(base64.urlsafe_b64decode(answer["access_token"].split(".")[1] + "=="))
    assert (claims["uid"], claims["exp"] - claims["iat"]) == ("guide.emulator", 2_592_000)


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"data": []}'])
def test_an_api_key_needs_a_payload(rest: Rest, body: str) -> None:
    answer = rest.send("POST", "/credentials/api-keys", body=body)
    title = "You need to provide a payload following the JSONAPI spec"
    assert (answer.status_code, answer.json) == (400, {"errors": [{"status": "400", "title": title}]})


def test_a_key_is_shown_once_and_listed_by_its_beginning(rest: Rest) -> None:
    body = json.dumps({"data": {"attributes": {"name": "guide"}}})
    made = rest.send("POST", "/credentials/api-keys", body=body)
    assert (made.status_code, made.json is None) == (201, False)
    key = (made.json or {})["data"]["attributes"].pop("key")
    assert (len(key), key[:3]) == (35, "DC.")
    listed = rest.send("GET", "/credentials/api-keys").json
    assert listed is not None
    [resource] = listed["data"]
    assert {*resource["attributes"]} == {"name", "keyPrefix", "created"}
    assert (resource["attributes"]["name"], resource["attributes"]["keyPrefix"]) == ("guide", key[:11])
    path = f"/credentials/api-keys/{resource['id']}"
    assert [rest.send("DELETE", path).status_code for _ in range(2)] == [204, 404]
    assert rest.send("GET", "/credentials/api-keys").json == {"data": []}


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_keys_need_an_account(rest: Rest, method: str) -> None:
    assert rest.send(method, "/credentials/api-keys", auth=None).status_code == 401


def test_the_data_file_is_read_with_keys_that_hold_for_an_hour(rest: Rest) -> None:
    assert rest.send("GET", "/credentials/datafile", auth=None).status_code == 401
    first, second = (rest.send("GET", "/credentials/datafile").json or {} for _ in range(2))
    assert list(first) == ["bucket", "access_key_id", "secret_access_key", "session_token", "expires_in"]
    assert (first["bucket"], first["expires_in"]) == ("monthly-datafile.datacite.org", 3600)
    assert first["session_token"] != second["session_token"]
