"""The test system's handle server."""

import base64
import json

import pytest

from pid_emulator import Emulator
from pid_emulator.core import accounts

OWNER = f"{accounts.DATACITE_REPOSITORY_ID}:{accounts.DATACITE_PASSWORD}"
SIGNED_IN = {"Authorization": "Basic " + base64.b64encode(OWNER.encode()).decode()}
HANDLES = "https://handle.test.datacite.org/api/handles"
HANDLE = f"{HANDLES}/10.5281/ZENODO.57081"


def test_an_unknown_handle_is_said_with_its_code(registries: Emulator) -> None:
    answer = registries.request(
        "GET", "https://handle.test.datacite.org/api/handles/10.14454/61Y1-E521?index=1"
    )
    assert (answer.status_code, answer.content_type) == (404, "application/json;charset=UTF-8")
    assert answer.text == '{"responseCode":100,"handle":"10.14454/61Y1-E521"}'


def test_a_test_doi_is_a_handle_of_the_test_server_only(registries: Emulator) -> None:
    answer = registries.request("GET", f"{HANDLE}?index=1")
    assert answer.text == (
        '{"responseCode":1,"handle":"10.5281/ZENODO.57081","values":[{"index":1,"type":"URL","data":{"format":'
        '"string","value":"https://zenodo.org/record/57081"},"ttl":86400,"timestamp":"2016-07-06T10:00:00Z"}]}'
    )
    redirect = registries.request("GET", "https://handle.stage.datacite.org/10.5281/zenodo.57081")
    assert (redirect.status_code, redirect.location) == (302, "https://zenodo.org/record/57081")


def test_a_handle_without_the_value_asked_for_has_its_own_code(registries: Emulator) -> None:
    answer = registries.request("GET", f"{HANDLE}?type=EMAIL")
    assert (answer.status_code, json.loads(answer.text)["responseCode"]) == (200, 200)


def test_writing_a_handle_needs_credentials(empty: Emulator) -> None:
    url = f"{HANDLES}/10.82433/MCNV-GA6N"
    values = '[{"index":1,"type":"URL","data":{"format":"string","value":"https://blog.datacite.org/"}}]'
    for headers in ({}, {"Authorization": "Basic YTpi"}, {"Authorization": "Bearer YTpi"}):
        refused = empty.request("PUT", url, headers, values)
        assert (refused.status_code, refused.data) == (401, b"")
        assert "content-type" not in refused.headers
        challenge = refused.headers["WWW-Authenticate"]
        assert challenge.startswith('Basic realm="handle", Handle sessionId="')
        assert challenge.endswith('", error="Identity not verified"')
    assert empty.request("GET", url).status_code == 404
    written = empty.request("PUT", url, SIGNED_IN, values)
    assert written.text == '{"responseCode":1,"handle":"10.82433/MCNV-GA6N"}'
    read = json.loads(empty.request("GET", f"{url}?index=1").text)
    assert read["values"][0]["data"]["value"] == "https://blog.datacite.org/"
    empty.reset()
    assert empty.request("GET", url).status_code == 404


@pytest.mark.parametrize("body", ["", "no JSON", "{}", "[1]", '[{"index":1}]'])
def test_a_broken_handle_is_refused(empty: Emulator, body: str) -> None:
    url = f"{HANDLES}/10.82433/X"
    assert empty.request("PUT", url, SIGNED_IN, body).status_code == 400


def test_a_handle_that_is_written_counts_its_values_by_index_and_type(empty: Emulator) -> None:
    url = f"{HANDLES}/10.82433/X"
    values = [
        {"index": 1, "type": "URL", "data": {"format": "string", "value": "https://a"}},
        {"index": 2, "type": "EMAIL", "data": {"format": "string", "value": "a@b"}, "ttl": 60},
    ]
    empty.request("PUT", url, SIGNED_IN, json.dumps({"values": values}))

    def found(query: str) -> list[int]:
        return [value["index"] for value in json.loads(empty.request("GET", f"{url}{query}").text)["values"]]

    assert [found(query) for query in ("", "?index=2", "?type=URL", "?index=2&type=URL")] == [
        [1, 2], [2], [1], [1, 2],
    ]  # fmt: skip
    ttl = [value["ttl"] for value in json.loads(empty.request("GET", url.lower()).text)["values"]]
    assert ttl == [86400, 60]


def test_a_handle_without_an_address_leads_nowhere(registries: Emulator) -> None:
    for name in ("10.5281/unknown", "10.5281/hidden"):
        answer = registries.request("GET", f"https://handle.test.datacite.org/{name}")
        assert (answer.status_code, "Handle Not Found" in answer.text) == (404, True)


@pytest.mark.parametrize(("state", "code"), [("draft", 100), ("registered", 1), ("findable", 1)])
def test_a_draft_is_no_handle(empty: Emulator, state: str, code: int) -> None:
    attributes = {"state": state, "url": "https://a", "created": "2020-01-02T03:04:05Z"}
    empty.world.datacite.add("test/dois", {"id": "10.5281/x", "attributes": attributes})
    answer = empty.request("GET", "https://handle.test.datacite.org/api/handles/10.5281/x")
    assert json.loads(answer.text)["responseCode"] == code


@pytest.mark.parametrize(
    ("name", "password", "status"),
    [
        ("300:10.ADMIN/DATACITE", accounts.DATACITE_PASSWORD, 201),
        ("300%3ATEST/ADMIN", accounts.DATACITE_PASSWORD, 201),
        ("300:10.ADMIN/DATACITE", "wrong", 401),
        ("10.ADMIN/DATACITE", accounts.DATACITE_PASSWORD, 401),
    ],
)
def test_an_administrator_of_handles_has_an_index(
    empty: Emulator, name: str, password: str, status: int
) -> None:
    values = '[{"index":1,"type":"URL","data":{"format":"string","value":"https://example.org"}}]'
    headers = {"Authorization": "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()}
    answer = empty.request("PUT", f"{HANDLES}/10.82433/X", headers, values)
    assert answer.status_code == status


VALUES = '[{"index":1,"type":"URL","data":{"format":"string","value":"https://example.org"}}]'


def test_a_handle_is_created_once_and_then_changed(empty: Emulator) -> None:
    statuses = [empty.request("PUT", f"{HANDLES}/10.82433/NEW", SIGNED_IN, VALUES).status_code for _ in "12"]
    assert statuses == [201, 200]


def test_a_prefix_of_another_system_does_not_live_here(empty: Emulator) -> None:
    written = empty.request("PUT", f"{HANDLES}/10.1371/JOURNAL.X", SIGNED_IN, VALUES)
    assert (written.status_code, written.json) == (
        400,
        {"responseCode": 301, "message": "That prefix doesn't live here", "handle": "10.1371/JOURNAL.X"},
    )
    listed = empty.request("GET", f"{HANDLES}?prefix=10.1371", SIGNED_IN)
    assert (listed.status_code, listed.json) == (
        500,
        {
            "responseCode": 2,
            "message": "HandleException (INVALID_VALUE) The requested prefix doesn't live here",
            "handle": "10.1371",
        },
    )


def test_the_handles_of_a_prefix_are_listed_whole_or_by_pages(empty: Emulator) -> None:
    for number in (3, 1, 2):
        empty.request("PUT", f"{HANDLES}/10.82433/{number}", SIGNED_IN, VALUES)
    names = [f"10.82433/{number}" for number in (1, 2, 3)]
    whole = empty.request("GET", f"{HANDLES}?prefix=10.82433&pageSize=0", SIGNED_IN).json
    assert whole == {"responseCode": 1, "prefix": "10.82433", "totalCount": "3", "handles": names}
    page = empty.request("GET", f"{HANDLES}?prefix=10.82433&page=1&pageSize=2", SIGNED_IN).json
    assert page == {**whole, "page": 1, "pageSize": 2, "handles": names[2:]}
    assert empty.request("GET", f"{HANDLES}?prefix=10.82433").status_code == 401
