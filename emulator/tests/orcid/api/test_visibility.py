"""Who may see and change what of a record: its state, the token's person, its scopes, the source."""

import pytest

from pid_emulator.core import accounts
from pid_emulator.orcid.record.kinds import WORK
from support.orcid_people import (
    CARBERRY,
    CHEN,
    DEACTIVATED,
    DEPRECATED,
    EMPTY,
    LOCKED,
    MEMBER,
    ODEGARD,
    PUBLIC,
    UNCLAIMED,
    Asker,
    error_of,
    work,
)

# Records that cannot be used: unknown, deprecated, unclaimed, locked, deactivated.


@pytest.mark.parametrize("orcid", ["XXXXX", "0000-0002-1825-0098", "0009-9999-9999-9999"])
def test_an_id_that_nobody_has_is_not_found_whatever_its_checksum(ask: Asker, orcid: str) -> None:
    answer = ask.get(f"{PUBLIC}/{orcid}/person")
    assert error_of(answer) == (404, 9016)
    assert answer.json["developer-message"] == (
        f"404 Not Found: The resource was not found. Full validation error: ORCID iD {orcid} not found"
    )


@pytest.mark.parametrize(
    ("orcid", "status", "code", "message"),
    [
        (UNCLAIMED, 409, 9036, "409 Conflict: This record has not been claimed."),
        (
            LOCKED,
            409,
            9018,
            f"409 Conflict: The ORCID record is locked and cannot be edited. ORCID https://orcid.org/{LOCKED}",
        ),
        (
            DEACTIVATED,
            409,
            9044,
            "409 Conflict: The ORCID record is deactivated and cannot be edited.",
        ),
    ],
)
@pytest.mark.parametrize("path", ["", "/record", "/works", "/person", "/employments"])
def test_a_record_in_a_state_answers_its_error(
    ask: Asker, orcid: str, status: int, code: int, message: str, path: str
) -> None:
    answer = ask.get(f"{PUBLIC}/{orcid}{path}")
    assert error_of(answer) == (status, code)
    assert answer.json["developer-message"] == message


@pytest.mark.parametrize(
    ("orcid", "code"), [(DEPRECATED, 9007), (LOCKED, 9018), (DEACTIVATED, 9044), (UNCLAIMED, 9036)]
)
def test_nothing_can_be_added_to_such_a_record(ask: Asker, orcid: str, code: int) -> None:
    token = ask.token_for("/activities/update", orcid=orcid)
    answer = ask.send("POST", f"{MEMBER}/{orcid}/work", work(), token)
    assert error_of(answer) == (409, code)


# The caller.


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


def test_a_client_credentials_token_cannot_write(ask: Asker) -> None:
    token = ask.token_for("/read-public", orcid=None)
    assert error_of(ask.send("POST", f"{MEMBER}/{CARBERRY}/work", work(), token)) == (403, 9038)


def test_a_single_item_that_is_not_public_is_403(ask: Asker) -> None:
    record = ask.emulator.world.orcid.record(CHEN)
    assert record is not None
    summary = record["activities-summary"]["works"]["group"][0]["work-summary"][0]
    answer = ask.get(f"{PUBLIC}/{CHEN}/work/{summary['put-code']}")
    assert error_of(answer) == (403, 9039)
    assert error_of(ask.get(f"{PUBLIC}/{CHEN}/biography")) == (403, 9039)
    assert error_of(ask.get(f"{PUBLIC}/{EMPTY}/biography")) == (404, 9041)


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
