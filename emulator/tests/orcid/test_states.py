"""Records that cannot be read: unknown, deprecated, unclaimed, locked, deactivated."""

import pytest

from support.orcid_people import (
    CARBERRY,
    DEACTIVATED,
    DEPRECATED,
    LOCKED,
    MEMBER,
    PUBLIC,
    UNCLAIMED,
    Asker,
    error_of,
    work,
)


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


@pytest.mark.parametrize("path", ["", "/record", "/work/1000012"])
def test_a_deprecated_id_redirects_to_the_same_path_of_the_primary_one(ask: Asker, path: str) -> None:
    answer = ask.get(f"{PUBLIC}/{DEPRECATED}{path}")
    assert error_of(answer) == (301, 9007)
    assert answer.headers["Location"] == f"{PUBLIC}/{CARBERRY}{path}"
    assert answer.json["developer-message"] == (
        "301 Moved Permanently: This account is deprecated. Please refer to account: "
        f"https://orcid.org/{CARBERRY}. ORCID https://orcid.org/{DEPRECATED}"
    )


@pytest.mark.parametrize(
    ("orcid", "code"), [(DEPRECATED, 9007), (LOCKED, 9018), (DEACTIVATED, 9044), (UNCLAIMED, 9036)]
)
def test_nothing_can_be_added_to_such_a_record(ask: Asker, orcid: str, code: int) -> None:
    token = ask.token_for("/activities/update", orcid=orcid)
    answer = ask.send("POST", f"{MEMBER}/{orcid}/work", work(), token)
    assert error_of(answer) == (409, code)
