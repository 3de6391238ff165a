"""Reading and refusing on the member API: tokens, scopes, visibility, source."""

import pytest

from pid_emulator.core import accounts
from pid_emulator.orcid.record.kinds import WORK
from support.orcid_people import (
    CARBERRY,
    CHEN,
    MEMBER,
    ODEGARD,
    Asker,
    error_of,
    work,
)


def test_the_member_api_wants_a_token(ask: Asker) -> None:
    answer = ask.get(f"{MEMBER}/{CARBERRY}/works")
    assert answer.status_code == 403
    assert answer.json == {
        "error": "forbidden",
        "error_description": "Forbidden: The server understood the request but refuses to authorize it.",
    }


@pytest.mark.parametrize("path", ["works", "nothing-here"])
def test_a_token_that_nobody_issued(ask: Asker, path: str) -> None:
    answer = ask.get(f"{MEMBER}/{CARBERRY}/{path}", token="never-issued", Accept="application/xml")
    assert answer.status_code == 401
    assert answer.json == {
        "error": "invalid_token",
        "error_description": "Invalid access token: never-issued",
    }
    assert answer.headers["WWW-Authenticate"].startswith('Bearer realm="ORCID T2 API", error="invalid_token"')


def test_an_expired_and_a_revoked_token_are_invalid(ask: Asker) -> None:
    world = ask.emulator.world
    token = world.orcid.tokens.find(ask.token)
    assert token is not None
    world.orcid.tokens.revoke(token)
    assert ask.get(f"{MEMBER}/{CARBERRY}/works", token=ask.token).status_code == 401
    other = ask.token_for("/read-limited")
    world.clock.advance(700_000_000)
    assert ask.get(f"{MEMBER}/{CARBERRY}/works", token=other).status_code == 401


def test_a_token_in_the_query_counts_too(ask: Asker) -> None:
    assert ask.get(f"{MEMBER}/{CARBERRY}/works?access_token={ask.token}").status_code == 200


def test_a_token_of_another_person_is_401_for_reading_and_writing(ask: Asker) -> None:
    message = (
        "401 Unauthorized: The client application is not authorized for this ORCID record. "
        "Full validation error: Access token is for a different record"
    )
    for answer in (
        ask.get(f"{MEMBER}/{ODEGARD}/works", token=ask.token),
        ask.send("POST", f"{MEMBER}/{ODEGARD}/work", work(), ask.token),
    ):
        assert error_of(answer) == (401, 9017)
        assert answer.json["developer-message"] == message


def test_a_public_client_may_not_use_the_member_api(ask: Asker) -> None:
    token = ask.token_for("/read-public", orcid=None, client=accounts.ORCID_PUBLIC_CLIENT_ID)
    assert error_of(ask.get(f"{MEMBER}/{CARBERRY}/works", token=token)) == (401, 9017)


def test_limited_items_need_the_scope_and_private_ones_stay_hidden(ask: Asker) -> None:
    public = ask.token_for("/read-public", orcid=None)
    limited = ask.token_for("/read-limited")
    person_only = ask.token_for("/person/read-limited")

    def keywords(token: str) -> set[str]:
        items = ask.get(f"{MEMBER}/{CARBERRY}/keywords", token=token).json["keyword"]
        return {item["content"] for item in items}

    assert keywords(public) == {"psychoceramics", "ionian philology"}
    assert keywords(limited) == keywords(person_only) == {*keywords(public), "cracked pots"}

    def works(token: str) -> int:
        return len(ask.get(f"{MEMBER}/{CARBERRY}/works", token=token).json["group"])

    assert works(limited) == works(public) + 1
    assert works(person_only) == works(public)


def test_single_items_say_why_they_are_refused(ask: Asker) -> None:
    record = ask.emulator.world.orcid.record(CARBERRY)
    assert record is not None
    codes = {
        summary["visibility"]: summary["put-code"]
        for group in record["activities-summary"]["works"]["group"]
        for summary in group["work-summary"]
    }
    public, limited = ask.token_for("/read-public"), ask.token_for("/activities/read-limited")
    refused = ask.get(f"{MEMBER}/{CARBERRY}/work/{codes['limited']}", token=public)
    assert error_of(refused) == (403, 9038)
    assert refused.json["developer-message"] == (
        "409 Conflict: The item has a limited or private visibility and your request doesn't have the "
        "required scope."
    )
    assert ask.get(f"{MEMBER}/{CARBERRY}/work/{codes['limited']}", token=limited).status_code == 200
    assert error_of(ask.get(f"{MEMBER}/{CARBERRY}/work/{codes['private']}", token=limited)) == (403, 9013)


def test_a_client_sees_what_it_added_whatever_its_visibility(ask: Asker) -> None:
    code = ask.added("work", work())
    item = ask.emulator.world.orcid.find(CARBERRY)
    assert item is not None
    for each in item.items(WORK):
        if each["put-code"] == code:
            each["visibility"] = "private"
    webhook_only = ask.token_for("/webhook", orcid=None)
    assert ask.get(f"{MEMBER}/{CARBERRY}/work/{code}", token=webhook_only).status_code == 200


def test_emails_need_their_own_scope(ask: Asker) -> None:
    def emails(*scopes: str) -> set[str]:
        answer = ask.get(f"{MEMBER}/{CARBERRY}/email", token=ask.token_for(*scopes))
        return {item["email"] for item in answer.json["email"]}

    assert emails("/read-limited") == {"josiah@brown.example.org"}
    assert emails("/email/read-private") == {"josiah@brown.example.org", "carberry@example.org"}


def test_a_name_for_those_it_is_shown_to(ask: Asker) -> None:
    reader = ask.token_for("/person/read-limited", orcid=CHEN)
    public = ask.token_for("/read-public", orcid=None)
    assert ask.get(f"{MEMBER}/{CHEN}/person", token=public).json["name"] is None
    name = ask.get(f"{MEMBER}/{CHEN}/person", token=reader).json["name"]
    assert name["family-name"] == {"value": "Wei"}


def test_summary_counts_what_others_vouch_for(ask: Asker) -> None:
    summary = ask.get(f"{MEMBER}/{CARBERRY}/summary", token=ask.token).json
    assert summary["works"] == {"self-asserted-count": 2, "validated-count": 4}
    assert summary["peer-reviews"]["total"] == 2
    assert error_of(ask.get(f"https://pub.orcid.org/v3.0/{CARBERRY}/summary")) == (404, 9001)
