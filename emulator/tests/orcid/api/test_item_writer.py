"""Adding, updating and removing items: who may, what is filled in, what is a duplicate."""

import pytest

from pid_emulator.orcid.record.kinds import WORK
from support.orcid_people import CARBERRY, MEMBER, Asker, error_of, work


def test_the_same_work_twice_is_a_conflict_that_names_the_put_code(ask: Asker) -> None:
    code = ask.added("work", work(doi="10.5555/Twice"))
    answer = ask.write("POST", "work", work("Another title", doi="https://doi.org/10.5555/tWICE"))
    assert error_of(answer) == (409, 9021)
    assert answer.json["developer-message"] == (
        "409 Conflict: You have already added this activity (matched by external identifiers), please see "
        f"element with put-code {code}. If you are trying to edit the item, please use PUT instead of POST."
    )
    assert "please contact PID guide for assistance" in answer.json["user-message"]


def test_a_put_that_would_make_two_of_one_is_a_conflict(ask: Asker) -> None:
    ask.added("work", work(doi="10.5555/first"))
    second = ask.added("work", work(doi="10.5555/second"))
    body = {**work(doi="10.5555/first"), "put-code": second}
    assert error_of(ask.write("PUT", f"work/{second}", body)) == (409, 9021)


def test_a_second_equal_keyword_is_a_duplicate(ask: Asker) -> None:
    ask.added("keywords", {"content": "guides"})
    answer = ask.write("POST", "keywords", {"content": "guides"})
    assert error_of(answer) == (409, 9030)
    assert answer.json["developer-message"] == "The element 'guides' of type 'keyword' is duplicated."


def test_a_second_equal_identifier_is_called_by_its_address(ask: Asker) -> None:
    identifier = {
        "external-id-type": "GitHub",
        "external-id-value": "carberry",
        "external-id-url": {"value": "https://github.com/carberry"},
        "external-id-relationship": "self",
    }
    ask.added("external-identifiers", identifier)
    answer = ask.write("POST", "external-identifiers", identifier)
    assert error_of(answer) == (409, 9030)
    told = "The element 'https://github.com/carberry' of type 'external-identifier' is duplicated."
    assert answer.json["developer-message"] == told


def test_a_put_wants_the_put_code_in_the_body(ask: Asker) -> None:
    code = ask.added("work", work())
    answer = ask.write("PUT", f"work/{code}", work())
    assert error_of(answer) == (400, 9019)
    assert answer.json["developer-message"] == (
        f"400 Bad Request: The put code in the URL was {code} whereas the one in the body was null."
    )


def test_a_put_may_not_change_the_visibility(ask: Asker) -> None:
    code = ask.added("work", {**work(), "visibility": "private"})
    assert ask.get(f"{MEMBER}/{CARBERRY}/work/{code}", token=ask.token).json["visibility"] == "public"
    body = {**work(), "put-code": code}
    assert error_of(ask.write("PUT", f"work/{code}", {**body, "visibility": "limited"})) == (403, 9035)
    assert ask.write("PUT", f"work/{code}", {**body, "visibility": "public"}).status_code == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_what_others_added_can_be_read_but_not_changed(ask: Asker, method: str) -> None:
    groups = ask.get(f"{MEMBER}/{CARBERRY}/works", token=ask.token).json["group"]
    code = groups[0]["work-summary"][0]["put-code"]
    body = {**work(), "put-code": code} if method == "PUT" else None
    answer = ask.write(method, f"work/{code}", body)
    assert error_of(answer) == (403, 9010)
    assert answer.json["developer-message"] == (
        "403 Forbidden: You are not the source of the work, so you are not allowed to update it."
    )


def test_a_record_holds_ten_thousand_works_and_no_more(ask: Asker) -> None:
    record = ask.emulator.world.orcid.find(CARBERRY)
    assert record is not None
    there = len(record.items(WORK))
    record.items(WORK).extend({"put-code": -number} for number in range(1, 10_000 - there))
    assert ask.write("POST", "work", work(doi="10.5555/last")).status_code == 201
    refused = ask.write("POST", "work", work(doi="10.5555/one.too.many"))
    assert error_of(refused) == (409, 9048)
    assert refused.json["developer-message"] == (
        "409 Conflict: The maximum number of works that can be connected to an ORCID record is 10,000"
    )


def test_a_put_of_what_is_not_there(ask: Asker) -> None:
    answer = ask.write("PUT", "work/7", {**work(), "put-code": 7})
    assert error_of(answer) == (404, 9016)


def test_a_change_is_noted_in_the_records_history(ask: Asker) -> None:
    ask.emulator.world.clock.advance(3600)
    now = int(ask.emulator.world.clock.now().timestamp() * 1000)
    code = ask.added("work", work())
    item = ask.get(f"{MEMBER}/{CARBERRY}/work/{code}", token=ask.token).json
    history = ask.get(f"{MEMBER}/{CARBERRY}/record", token=ask.token).json["history"]
    for written in (item["last-modified-date"], history["last-modified-date"]):
        assert now <= written["value"] < now + 60_000
