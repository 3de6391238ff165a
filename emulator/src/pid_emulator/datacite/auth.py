"""Who is asking: passwords, API keys and tokens (https://support.datacite.org/docs/api-authentication).

Credentials that are wrong are not refused here: DataCite goes on as if there were none, and what comes of it
depends on the request.
"""

import base64
import binascii
import re
from dataclasses import dataclass

from flask import Request

from pid_emulator.datacite.dois import Doi
from pid_emulator.datacite.store import System

API_KEY = re.compile(r"DC\.[A-Za-z0-9]{32}")


@dataclass(frozen=True)
class Account:
    """The repository or member that a request comes from; `uid` is its id in small letters."""

    uid: str
    by_api_key: bool = False

    @property
    def is_repository(self) -> bool:
        """Only repositories write DOIs."""
        return "." in self.uid


def has_credentials(request: Request) -> bool:
    """Tell whether a request has an Authorization header, right or wrong."""
    return bool(request.headers.get("Authorization", "").strip())


def authenticate(request: Request, system: System) -> Account | None:
    """Return the account whose credentials a request carries, None for none or wrong ones."""
    scheme, _, value = request.headers.get("Authorization", "").strip().partition(" ")
    if scheme.lower() == "bearer":
        return _by_token(value.strip(), system)
    if scheme.lower() != "basic":
        return None
    username, password = _basic(value)
    if API_KEY.fullmatch(username):
        return _by_token(username, system)
    if API_KEY.fullmatch(password):
        account = _by_token(password, system)
        return account if account and account.uid == username.lower() else None
    known = system.passwords.get(username.lower())
    return Account(username.lower()) if known is not None and known == password else None


def may_see(doi: Doi, account: Account | None) -> bool:
    """Tell whether someone may see a DOI: findable ones all, others its repository and member."""
    return doi.state == "findable" or owns(doi, account)


def owns(doi: Doi, account: Account | None) -> bool:
    """Tell whether an account is the repository of a DOI or the member it belongs to."""
    return account is not None and account.uid in (doi.client_id, doi.provider_id)


def _by_token(token: str, system: System) -> Account | None:
    for key in system.api_keys:
        if key.key == token and not key.revoked:
            return Account(key.client_id, by_api_key=True)
    uid = system.tokens.get(token)
    return Account(uid) if uid else None


def _basic(value: str) -> tuple[str, str]:
    try:
        decoded = base64.b64decode(value.strip(), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    username, _, password = decoded.partition(":")
    return username, password
