"""A browser at the sandbox's website, and what a client sends it there with."""

from urllib.parse import parse_qs, urlencode, urlsplit

from bs4 import BeautifulSoup
from werkzeug.test import Client, TestResponse

from pid_emulator import Emulator
from pid_emulator.core import accounts
from support.orcid_people import CARBERRY

SITE = "https://sandbox.orcid.org"
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
