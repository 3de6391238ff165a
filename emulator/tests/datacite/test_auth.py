"""Who is asking, and what they may see."""

import base64

import pytest

from pid_emulator import Emulator
from support.datacite_rest import DOI, OWNER, Rest, make_doi, needs_schema

WRONG = (OWNER[0], "not the password")


def test_wrong_password_reads_as_anonymous(rest: Rest) -> None:
    answer = rest.send("GET", "/dois?page[size]=1", auth=WRONG)
    assert answer.status_code == 200
    assert answer.headers["x-anonymous-consumer"] == "true"


@needs_schema
def test_who_sees_it(rest: Rest, state: str) -> None:
    make_doi(rest, state)
    assert rest.send("GET", f"/dois/{DOI}", auth=None).status_code == (200 if state == "findable" else 404)
    mine = rest.attributes("GET", f"/dois/{DOI}")
    assert "landingPage" in mine
    found = rest.send("GET", f"/dois?query=uid:%22{DOI}%22", auth=None).json
    assert found is not None
    assert found["meta"]["total"] == (1 if state == "findable" else 0)


def status(rest: Rest, authorization: str) -> int:
    """Return what the list of one's own DOIs answers, which asks for an account."""
    answer = rest.send("GET", "/dois/get-dois", auth=None, headers={"Authorization": authorization})
    return answer.status_code


def basic(username: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{username}:{password}".encode()).decode()


@pytest.fixture
def key(rest: Rest) -> str:
    made = rest.send("POST", "/credentials/api-keys", body='{"data": {"type": "apiKeys"}}').json
    assert made is not None
    secret: str = made["data"]["attributes"]["key"]
    return secret


@pytest.mark.parametrize("username", [OWNER[0], OWNER[0].lower()])
def test_a_username_may_be_in_small_letters(rest: Rest, username: str) -> None:
    assert status(rest, basic(username, OWNER[1])) == 204
    assert status(rest, basic(username, OWNER[1]).replace("Basic", "bASIC")) == 204


@pytest.mark.parametrize(
    "authorization",
    [
        basic(*WRONG), basic(OWNER[0], OWNER[1].upper()), basic(OWNER[0], ""), basic("", OWNER[1]),
        basic("no.one", OWNER[1]), "Basic", "Basic !!", "Basic /w==", "Bearer", "Bearer nothing",
        "Digest " + basic(*OWNER).partition(" ")[2], basic(*OWNER).partition(" ")[2],
    ],
)  # fmt: skip
def test_anything_else_is_no_account(rest: Rest, authorization: str) -> None:
    assert status(rest, authorization) == 401


def test_an_api_key_stands_for_name_and_password(rest: Rest, key: str) -> None:
    for accepted in (f"Bearer {key}", f"bearer {key}", basic(key, ""), basic(OWNER[0], key)):
        assert status(rest, accepted) == 204
    for refused in (f"Bearer {key[:-1]}", basic("no.one", key), basic(key[:-1], "")):
        assert status(rest, refused) == 401


def test_a_member_sees_what_its_repositories_have_but_writes_nothing(empty: Emulator) -> None:
    member = {"id": "guide", "attributes": {"name": "Guide"}, "password": "of the member"}
    empty.world.datacite.add("test/providers", member)
    empty.world.datacite.add("test/providers", {**member, "id": "other"})
    rest, doi = Rest(empty), f"/dois/{DOI}"
    rest.attributes("POST", "/dois", {"doi": DOI})
    assert rest.send("GET", doi, auth=("GUIDE", "of the member")).status_code == 200
    assert rest.send("GET", doi, auth=("OTHER", "of the member")).status_code == 404
    assert rest.send("PUT", doi, {"language": "en"}, auth=("GUIDE", "of the member")).status_code == 403
