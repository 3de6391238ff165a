"""How long codes and tokens last, and those that samples find ready."""

from datetime import timedelta

from pid_emulator import Emulator
from pid_emulator.orcid.permissions.tokens import CODE_LIFETIME
from support.orcid_oauth import CLIENT, ask_for_token, issue_code, issue_token
from support.orcid_people import CARBERRY


def test_a_code_expires(orcid: Emulator) -> None:
    fresh = issue_code(orcid)
    orcid.world.clock.advance(CODE_LIFETIME.total_seconds())
    assert ask_for_token(orcid, grant_type="authorization_code", code=fresh, **CLIENT).status_code == 400


def test_a_token_ends_after_twenty_years(orcid: Emulator) -> None:
    reply = ask_for_token(orcid, grant_type="client_credentials", scope="/read-public", **CLIENT).json
    token = orcid.world.orcid.tokens.find(reply["access_token"])
    assert token.is_active(token.issued_at + timedelta(seconds=631138517))
    assert not token.is_active(token.issued_at + timedelta(seconds=631138518))


def test_credentials_for_samples_work_after_a_reset() -> None:
    emulator = Emulator()
    emulator.reset()
    granted = emulator.environment()
    token = emulator.world.orcid.tokens.find(granted["ORCID_ACCESS_TOKEN"])
    assert token is not None
    assert token.orcid == granted["ORCID_ID"]
    answer = ask_for_token(
        emulator, grant_type="authorization_code", code=granted["ORCID_AUTHORIZATION_CODE"], **CLIENT
    )
    assert answer.status_code == 200


def test_a_code_can_be_exchanged_for_ten_minutes(orcid: Emulator) -> None:
    fresh = issue_code(orcid)
    orcid.world.clock.advance(599)
    assert ask_for_token(orcid, grant_type="authorization_code", code=fresh, **CLIENT).status_code == 200


def test_taking_back_what_one_client_was_granted_leaves_the_others(orcid: Emulator) -> None:
    tokens, now = orcid.world.orcid.tokens, orcid.world.clock.now()
    mine = tokens.find(issue_token(orcid, "/read-limited"))
    own = tokens.find(issue_token(orcid, "/read-public", orcid=None))
    other = tokens.issue("APP-OTHER", ("openid",), CARBERRY, now, orcid.world.random)
    tokens.revoke_client(CARBERRY, CLIENT["client_id"])
    assert mine is not None and own is not None
    assert [token.is_active(now) for token in (mine, own, other)] == [False, True, True]
    assert tokens.granted(CARBERRY, now) == {"APP-OTHER": {"openid"}}
