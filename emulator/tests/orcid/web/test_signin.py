"""The pages on which people sign in, register, grant, deny and take back."""

import pytest
from bs4 import BeautifulSoup

from pid_emulator.core import accounts
from support.orcid_people import CARBERRY
from support.orcid_website import CALLBACK, Browser, authorization, grant, heading


def test_what_was_sent_is_shown_as_text_not_as_markup(browser: Browser) -> None:
    answer = browser.get(authorization(client_id="<script>alert(1)</script>"))
    assert "<script>" not in answer.text


def test_prompt_none_without_consent_asks_for_interaction(browser: Browser) -> None:
    browser.sign_in()
    answer = browser.get(authorization(prompt="none"))
    assert answer.headers["Location"] == f"{CALLBACK}#error=interaction_required"


def test_prompt_counts_with_openid_only(browser: Browser) -> None:
    answer = browser.get(authorization(prompt="none", scope="/authenticate"))
    assert heading(answer) == "Sign in"


# Signing in.


@pytest.mark.parametrize(
    "form", [{"password": "wrong"}, {"username": "nobody@example.org"}, {"username": ""}]
)
def test_a_failed_sign_in_says_so_and_signs_nobody_in(browser: Browser, form: dict[str, str]) -> None:
    answer = browser.sign_in(**{"username": CARBERRY, **form})
    assert answer.status_code == 200
    alert = BeautifulSoup(answer.text, "html.parser").find(role="alert")
    assert alert is not None
    assert "No person here" in alert.get_text()
    assert browser.get("/account").headers["Location"] == "/signin?return_to=/account"


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "/\\example.org", "account"])
def test_signing_in_never_leads_to_another_host(browser: Browser, elsewhere: str) -> None:
    assert browser.sign_in(return_to=elsewhere).headers["Location"] == "/my-orcid"


def test_signing_in_leads_back_to_the_authorization_request(browser: Browser) -> None:
    page = BeautifulSoup(browser.get(authorization(prompt="login", orcid=CARBERRY)).text, "html.parser")
    assert page.find(id="username")["value"] == CARBERRY
    answer = browser.sign_in(return_to=page.find(attrs={"name": "return_to"})["value"])
    assert heading(browser.get(answer.headers["Location"])) == "Authorize access"


def test_prompt_login_asks_again(browser: Browser) -> None:
    browser.sign_in()
    assert heading(browser.get(authorization(prompt="login"))) == "Sign in"


# Registering.


def test_a_faulty_registration_names_each_field(browser: Browser) -> None:
    answer = browser.post("/register", given_names=" ", email="nobody", password="short", visibility="x")
    page = BeautifulSoup(answer.text, "html.parser")
    assert {tag["id"] for tag in page.select("span.fault")} == {
        "given_names-fault",
        "email-fault",
        "password-fault",
    }
    assert page.find(id="given_names")["aria-describedby"] == "given_names-fault"
    assert len(list(browser.world.orcid)) == 1


def test_an_email_address_registers_once(browser: Browser) -> None:
    answer = browser.post(
        "/register", given_names="Josiah", email="carberry@example.org", password="long-enough"
    )
    assert "Sign in instead" in answer.text


# Granting and taking back.


def test_consent_names_the_client_and_what_it_asks_for(browser: Browser) -> None:
    browser.sign_in()
    page = browser.get(authorization(scope="openid /read-limited /activities/update")).text
    assert "PID guide" in page
    items = [item.get_text() for item in BeautifulSoup(page, "html.parser").select("main li")]
    assert len(items) == 3
    assert "Get your ORCID iD" in items


def test_nobody_grants_without_signing_in(browser: Browser) -> None:
    assert heading(browser.post(authorization(), decision="authorize")) == "Sign in"


def test_consent_is_not_asked_twice_for_the_same_scopes(browser: Browser) -> None:
    grant(browser, "openid /read-limited")
    assert "?code=" in browser.get(authorization(scope="openid")).headers["Location"]
    assert "?code=" in browser.get(authorization(scope="openid", prompt="none")).headers["Location"]
    assert heading(browser.get(authorization(scope="openid /activities/update"))) == "Authorize access"


def test_account_settings_take_a_permission_back(browser: Browser) -> None:
    grant(browser, "openid /read-limited")
    assert "PID guide" in browser.get("/account").text
    browser.post("/account/trusted-parties/revoke", client_id=accounts.ORCID_CLIENT_ID)
    assert "granted nobody permission" in browser.get("/account").text
    assert browser.world.orcid.tokens.granted(CARBERRY, browser.world.clock.now()) == {}
    assert heading(browser.get(authorization(scope="openid"))) == "Authorize access"
