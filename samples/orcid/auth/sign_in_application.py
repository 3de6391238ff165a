"""Sign people in with ORCID: a complete web application.

Start it with: flask --app sign_in_application run
"""

import os
import secrets
import sqlite3
from contextlib import closing
from html import escape

from authlib.integrations.base_client import OAuthError
from authlib.integrations.flask_client import OAuth
from authlib.oidc.core import CodeIDToken
from flask import Flask, redirect, request, session, url_for
from joserfc.errors import JoseError
from requests import RequestException
from werkzeug.wrappers import Response

ORCID = "https://sandbox.orcid.org"  # production: https://orcid.org
SCOPES = "openid /read-limited /activities/update"  # a client of the public API asks for openid only
OPTIONS = {"scope": SCOPES, "token_endpoint_auth_method": "client_secret_post", "default_timeout": 30}
DATABASE = os.environ.get("DATABASE", "people.sqlite")
# ORCID's own icon, unaltered, saved as static/orcid.svg. How to show an iD:
# https://info.orcid.org/documentation/integration-guide/orcid-id-display-guidelines
ICON = '<img src="/static/orcid.svg" alt="ORCID iD" width="24" height="24">'

app = Flask(__name__)
app.secret_key = os.environ.get("SESSION_KEY") or secrets.token_bytes(32)
orcid = OAuth(app).register(
    "orcid",
    client_id=os.environ["ORCID_CLIENT_ID"],
    client_secret=os.environ["ORCID_CLIENT_SECRET"],
    server_metadata_url=f"{ORCID}/.well-known/openid-configuration",
    client_kwargs=OPTIONS,
)


class OrcidIdToken(CodeIDToken):  # type: ignore[misc]  # Authlib has no types
    """Authlib's checks, except one: ORCID's members get `amr` as a word where OpenID has a list."""

    def validate_amr(self) -> None: ...


def query(statement: str, *values: str) -> list[tuple[str, str]]:
    """Run one statement on the table of linked iDs."""
    with closing(sqlite3.connect(DATABASE)) as people, people:
        columns = "orcid TEXT PRIMARY KEY, name TEXT, scope TEXT, access_token TEXT, refresh_token TEXT"
        people.execute(f"CREATE TABLE IF NOT EXISTS person ({columns})")
        return people.execute(statement, values).fetchall()


@app.get("/")
def home() -> str:
    """Show the button, or the linked iD as ORCID's rules want it: icon, whole address, link."""
    found = query("SELECT orcid, name FROM person WHERE orcid = ?", session.get("orcid", ""))
    if not found:
        return f'<a id="connect" href="{url_for("sign_in")}">{ICON} Sign in with ORCID</a>'
    address, name = f"{ORCID}/{found[0][0]}", escape(found[0][1] or "researcher")
    return f'Welcome, {name}: <a id="orcid" href="{address}">{ICON} {address}</a>'


@app.get("/signin")
def sign_in() -> Response:
    """Send the browser to ORCID. Authlib keeps state and nonce in the session."""
    answer: Response = orcid.authorize_redirect(url_for("callback", _external=True))
    return answer


@app.get("/callback")
def callback() -> Response | tuple[str, int]:
    """Take ORCID's answer: check state, exchange the code, verify the id_token, store the tokens."""
    try:
        token = orcid.authorize_access_token(claims_cls=OrcidIdToken)
    except (OAuthError, JoseError) as refusal:
        if request.args.get("error") == "access_denied":
            return f'<p id="refusal">You did not grant access. <a href="{url_for("home")}">Back</a></p>', 200
        return f'<p id="refusal">Signing in failed: {escape(str(refusal))}</p>', 400
    session["orcid"] = person = token["userinfo"]["sub"]
    row = (person, token["name"], token["scope"], token["access_token"], token["refresh_token"])
    query("INSERT OR REPLACE INTO person VALUES (?, ?, ?, ?, ?)", *row)
    return redirect(url_for("home"))


@app.errorhandler(RequestException)
def tell_that_orcid_is_away(error: RequestException) -> tuple[str, int]:
    """Say that ORCID did not answer as it should: too late, too busy, or not at all."""
    return f'<p id="refusal">ORCID is not available: {type(error).__name__}. Try again later.</p>', 502


if __name__ == "__main__":
    DATABASE = ":memory:"
    browser = app.test_client()
    print("/ has the button:", "Sign in with ORCID" in browser.get("/").text)
    if (signing_in := browser.get("/signin")).status_code != 302:
        raise SystemExit(f"/signin answers {signing_in.status}: {signing_in.text}")
    print("/signin leads to:", signing_in.headers["Location"].partition("?")[0])
    print("/callback, denied:", browser.get("/callback?error=access_denied").status_code)
    print("/callback, forged state:", browser.get("/callback?code=x&state=forged").status_code)
