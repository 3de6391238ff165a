"""The pages on which people sign in, register, grant, deny and take back; and what the client is told."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from bs4 import BeautifulSoup
from werkzeug.test import Client, TestResponse

from pid_emulator import Emulator
from pid_emulator.core import accounts

SITE = "https://sandbox.orcid.org"
CARBERRY = "0000-0002-1825-0097"
CALLBACK = accounts.ORCID_REDIRECT_URI


class Browser:
    """Keeps cookies, follows nothing, and speaks to the sandbox's website."""

    def __init__(self, emulator: Emulator) -> None:
        self.world = emulator.world
        self._client = Client(emulator.application)

    def get(self, path: str) -> TestResponse:
        return self._client.get(path, base_url=SITE)

    def post(self, path: str, **form: str) -> TestResponse:
        return self._client.post(path, base_url=SITE, data=form)

    def sign_in(self, username: str = CARBERRY, **form: str) -> TestResponse:
        return self.post(
            "/signin", username=username, **{"password": accounts.ORCID_SIGN_IN_PASSWORD, **form}
        )


@pytest.fixture
def browser() -> Iterator[Browser]:
    emulator = Emulator(built_in_records=False)
    emulator.world.orcid.add(
        "records",
        {
            "orcid-identifier": {"path": CARBERRY},
            "person": {
                "name": {
                    "given-names": {"value": "Josiah"},
                    "family-name": {"value": "Carberry"},
                    "visibility": "public",
                },
                "emails": {"email": [{"email": "carberry@example.org", "visibility": "private"}]},
            },
        },
    )
    yield Browser(emulator)


def authorization(**changes: str | None) -> str:
    """Return the path of an authorization request; a parameter set to None is left out."""
    parameters = {
        "client_id": accounts.ORCID_CLIENT_ID,
        "response_type": "code",
        "scope": "openid",
        "redirect_uri": CALLBACK,
        "state": "st&te",
        **changes,
    }
    return "/oauth/authorize?" + urlencode({k: v for k, v in parameters.items() if v is not None})


def heading(answer: TestResponse) -> str:
    found = BeautifulSoup(answer.text, "html.parser").h1
    return found.get_text() if found else ""


# Requests that go back to nobody: the redirect URI is not known to be the client's.


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"client_id": "APP-NOBODY"}, "Invalid parameter: client_id"),
        ({"client_id": None}, "Invalid parameter: client_id"),
        ({"redirect_uri": None}, "Invalid parameter: redirect_uri"),
        ({"redirect_uri": "https://127.0.0.1:5000/callback"}, "Invalid parameter: redirect_uri"),
        ({"redirect_uri": "http://127.0.0.1:5001/callback"}, "Invalid parameter: redirect_uri"),
        ({"redirect_uri": "http://127.0.0.1:5000/"}, "Invalid parameter: redirect_uri"),
        ({"redirect_uri": "http://localhost:5000/callback"}, "Invalid parameter: redirect_uri"),
        ({"redirect_uri": "http://["}, "Invalid parameter: redirect_uri"),
    ],
)
def test_an_untrusted_request_stays_on_a_page_with_status_200(
    browser: Browser, changes: dict[str, str | None], message: str
) -> None:
    answer = browser.get(authorization(**changes))
    assert answer.status_code == 200
    assert "Location" not in answer.headers
    assert message in answer.text


def test_what_was_sent_is_shown_as_text_not_as_markup(browser: Browser) -> None:
    answer = browser.get(authorization(client_id="<script>alert(1)</script>"))
    assert "<script>" not in answer.text


# Errors in the fragment.


@pytest.mark.parametrize(
    ("changes", "fragment"),
    [
        ({"scope": "/no-such-scope"}, "error=invalid_scope"),
        ({"scope": None}, "error=invalid_scope"),
        ({"scope": "/read-public"}, "error=invalid_scope"),
        ({"scope": "/webhook"}, "error=invalid_scope"),
        ({"client_id": accounts.ORCID_PUBLIC_CLIENT_ID, "scope": "/read-limited"}, "error=invalid_scope"),
        ({"response_type": "device"}, "error=unsupported_response_type"),
        ({"response_type": None}, "error=unsupported_response_type"),
        ({"response_type": 'odd "é\\'}, "error=unsupported_response_type"),
        ({"response_type": "token", "scope": "/activities/update"}, "error=invalid_scope"),
        ({"prompt": "none"}, "login_required"),
    ],
)
def test_errors_for_the_client_come_in_the_fragment(
    browser: Browser, changes: dict[str, str | None], fragment: str
) -> None:
    answer = browser.get(authorization(**changes))
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{CALLBACK}#{fragment}")


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


@pytest.mark.parametrize(
    "username", [CARBERRY, f"https://orcid.org/{CARBERRY}", "Carberry@Example.org", f" {CARBERRY} "]
)
def test_people_sign_in_with_id_or_email(browser: Browser, username: str) -> None:
    answer = browser.sign_in(username, return_to="/account")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/account")


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


def test_a_session_ends_with_signing_out_and_with_a_reset(browser: Browser) -> None:
    browser.sign_in()
    assert browser.get("/account").status_code == 200
    browser.post("/signout")
    assert browser.get("/account").status_code == 302
    browser.sign_in()
    browser.world.reset()
    assert browser.get("/account").status_code == (200 if browser.world.orcid.find(CARBERRY) else 302)


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


def test_registering_creates_a_person_and_signs_in(browser: Browser) -> None:
    page = BeautifulSoup(
        browser.get(authorization(show_login="false", given_names="Ada")).text, "html.parser"
    )
    assert page.find(id="given_names")["value"] == "Ada"
    answer = browser.post(
        "/register",
        given_names="Ada",
        family_names="Lovelace",
        email="ada@example.org",
        password="long-enough",
        visibility="limited",
        return_to=page.find(attrs={"name": "return_to"})["value"],
    )
    assert heading(browser.get(answer.headers["Location"])) == "Authorize access"
    *_, created = browser.world.orcid
    assert created.orcid.startswith("0009-9")
    assert created.public_name == "Ada Lovelace"
    assert created.default_visibility == "limited"
    browser.post("/signout")
    assert browser.sign_in("ada@example.org").status_code == 200
    assert browser.sign_in("ada@example.org", password="long-enough").status_code == 303


# Granting, denying, taking back.


def test_consent_names_the_client_and_what_it_asks_for(browser: Browser) -> None:
    browser.sign_in()
    page = browser.get(authorization(scope="openid /read-limited /activities/update")).text
    assert "PID guide" in page
    items = [item.get_text() for item in BeautifulSoup(page, "html.parser").select("main li")]
    assert len(items) == 3
    assert "Get your ORCID iD" in items


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


def test_granting_brings_a_code_of_six_characters_and_the_state(browser: Browser) -> None:
    browser.sign_in()
    answer = browser.post(authorization(), decision="authorize")
    returned = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert returned["state"] == ["st&te"]
    code = returned["code"][0]
    assert len(code) == 6
    assert code.isalnum()


def test_nobody_grants_without_signing_in(browser: Browser) -> None:
    assert heading(browser.post(authorization(), decision="authorize")) == "Sign in"


def grant(browser: Browser, scope: str) -> None:
    """Grant as a person and exchange the code as the client would."""
    browser.sign_in()
    answer = browser.post(authorization(scope=scope), decision="authorize")
    code = parse_qs(urlsplit(answer.headers["Location"]).query)["code"][0]
    exchanged = browser.post(
        "/oauth/token",
        grant_type="authorization_code",
        code=code,
        client_id=accounts.ORCID_CLIENT_ID,
        client_secret=accounts.ORCID_CLIENT_SECRET,
    )
    assert exchanged.status_code == 200


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


# The implicit flow, as ORCID documented it in 2017.


def test_implicit_answers_in_the_fragment_without_a_refresh_token(browser: Browser) -> None:
    browser.sign_in()
    answer = browser.post(authorization(response_type="token id_token", nonce="n"), decision="authorize")
    target, _, fragment = answer.headers["Location"].partition("#")
    returned = parse_qs(fragment)
    assert target == CALLBACK
    assert list(returned) == [
        "access_token",
        "token_type",
        "expires_in",
        "tokenVersion",
        "persistent",
        "id_token",
        "state",
    ]
    assert returned["expires_in"] == ["599"]
    token = browser.world.orcid.tokens.find(returned["access_token"][0])
    assert token is not None
    browser.world.clock.advance(600)
    assert not token.is_active(browser.world.clock.now())


def test_implicit_denial_comes_in_the_fragment(browser: Browser) -> None:
    browser.sign_in()
    answer = browser.post(authorization(response_type="token"), decision="deny")
    assert answer.headers["Location"].startswith(f"{CALLBACK}#error=access_denied")


def test_an_id_token_needs_a_nonce(browser: Browser) -> None:
    answer = browser.get(authorization(response_type="id_token"))
    assert answer.headers["Location"] == f"{CALLBACK}#error=invalid_request"
