"""The words in which ORCID's authorization server refuses, and where they come back."""

import pytest

from pid_emulator import Emulator
from support.orcid_oauth import CLIENT, ask_for_token
from support.orcid_website import CALLBACK, Browser, authorization


@pytest.mark.parametrize("bad", ["nocode", 'quote"and\\slash', "æøå", "a b"])
def test_an_unknown_code_is_echoed(orcid: Emulator, bad: str) -> None:
    answer = ask_for_token(orcid, grant_type="authorization_code", code=bad, **CLIENT)
    assert answer.status_code == 400
    assert answer.json == {
        "error_description": f"Invalid authorization code: {bad}",
        "error": "invalid_grant",
    }


def test_denying_comes_back_in_the_query_with_state(browser: Browser) -> None:
    browser.sign_in()
    answer = browser.post(authorization(), decision="deny")
    assert answer.headers["Location"] == (
        f"{CALLBACK}?error=access_denied&error_description=User%20denied%20access&state=st%26te"
    )


def test_a_redirect_uri_keeps_its_own_query(browser: Browser) -> None:
    browser.sign_in()
    answer = browser.post(authorization(redirect_uri=f"{CALLBACK}?tenant=7"), decision="deny")
    assert answer.headers["Location"].startswith(f"{CALLBACK}?tenant=7&error=access_denied")


def test_implicit_denial_comes_in_the_fragment(browser: Browser) -> None:
    browser.sign_in()
    answer = browser.post(authorization(response_type="token"), decision="deny")
    assert answer.headers["Location"].startswith(f"{CALLBACK}#error=access_denied")


@pytest.mark.parametrize("state", [None, ""])
def test_denying_brings_no_state_back_where_none_was_sent(browser: Browser, state: str | None) -> None:
    browser.sign_in()
    answer = browser.post(authorization(state=state), decision="deny")
    assert answer.headers["Location"] == (
        f"{CALLBACK}?error=access_denied&error_description=User%20denied%20access"
    )
