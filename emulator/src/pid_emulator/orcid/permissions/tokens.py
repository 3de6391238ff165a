"""What ORCID's authorization server has handed out: authorization codes, access and refresh tokens."""

import string
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from pid_emulator.core import accounts

# About twenty years; ORCID says 631138519 and answers with a second less.
TOKEN_LIFETIME = 631138518
IMPLICIT_TOKEN_LIFETIME = 599
# ORCID's documentation of 2017; older source code has a day, the present server is closed.
CODE_LIFETIME = timedelta(minutes=10)
CODE_ALPHABET = string.ascii_letters + string.digits

GUIDE_SCOPES = ("openid", "/read-limited", "/activities/update", "/person/update")
# What a person who follows the guide sends as `nonce`; samples read it from ORCID_NONCE.
GUIDE_NONCE = "guide-nonce"


@dataclass
class Token:
    """One access token, with the refresh token issued beside it.

    `orcid` is None for a token that a client got for itself (client credentials).
    """

    access_token: str
    refresh_token: str | None
    client_id: str
    scopes: tuple[str, ...]
    orcid: str | None
    issued_at: datetime
    expires_at: datetime
    revoked: bool = False
    revoked_by_user: bool = False

    def is_active(self, now: datetime) -> bool:
        """Tell whether the token opens anything at `now`."""
        return not self.revoked and now < self.expires_at

    # The names Authlib calls its token model by.
    def check_client(self, client: Any) -> bool:
        return bool(client.client_id == self.client_id)

    def get_scope(self) -> str:
        return " ".join(self.scopes)


@dataclass
class AuthorizationCode:
    """A single-use code that a person's browser carries to the client."""

    code: str
    client_id: str
    redirect_uri: str
    scopes: tuple[str, ...]
    orcid: str
    nonce: str | None
    authenticated_at: datetime
    expires_at: datetime
    token: Token | None = None

    # The names Authlib calls its code model by.
    def get_redirect_uri(self) -> str:
        """Return nothing: Authlib insists on the URI being sent again, ORCID compares only when it is."""
        return ""

    def get_scope(self) -> str:
        return " ".join(self.scopes)


@dataclass
class TokenStore:
    """Every code and token of one world. Expired and revoked ones stay, so that they can be told apart."""

    _by_access_token: dict[str, Token] = field(default_factory=dict)
    _by_refresh_token: dict[str, Token] = field(default_factory=dict)
    _codes: dict[str, AuthorizationCode] = field(default_factory=dict)
    # What people who registered on the emulator sign in with, by iD; everyone else has the one password.
    passwords: dict[str, str] = field(default_factory=dict)
    # How often the keys that sign id_tokens have been replaced.
    key_rotations: int = 0

    def issue(
        self,
        client_id: str,
        scopes: tuple[str, ...],
        orcid: str | None,
        now: datetime,
        random: Random,
        *,
        lifetime: int = TOKEN_LIFETIME,
        refreshable: bool = True,
    ) -> Token:
        """Issue a token; pass `world.clock.now()` and `world.random`."""
        token = Token(
            access_token=_uuid(random),
            refresh_token=_uuid(random) if refreshable else None,
            client_id=client_id,
            scopes=scopes,
            orcid=orcid,
            issued_at=now,
            expires_at=now + timedelta(seconds=lifetime),
        )
        self._keep(token)
        return token

    def find(self, access_token: str) -> Token | None:
        """Return the token, be it expired or revoked, or None when it was never issued."""
        return self._by_access_token.get(access_token)

    def find_refresh(self, refresh_token: str) -> Token | None:
        """Return the token that `refresh_token` was issued with."""
        return self._by_refresh_token.get(refresh_token)

    def revoke(self, token: Token, *, by_user: bool = False) -> None:
        """Revoke an access token together with its refresh token."""
        token.revoked = True
        token.revoked_by_user = token.revoked_by_user or by_user

    def revoke_client(self, orcid: str, client_id: str) -> None:
        """Take back what a person has granted to a client, as Account settings do."""
        for token in self._by_access_token.values():
            if token.orcid == orcid and token.client_id == client_id and not token.revoked:
                self.revoke(token, by_user=True)

    def granted(self, orcid: str, now: datetime) -> dict[str, set[str]]:
        """Return the scopes a person has granted and not taken back, by client id."""
        scopes: dict[str, set[str]] = {}
        for token in self._by_access_token.values():
            if token.orcid == orcid and token.refresh_token is not None and token.is_active(now):
                scopes.setdefault(token.client_id, set()).update(token.scopes)
        return scopes

    def issue_code(
        self,
        client_id: str,
        redirect_uri: str,
        scopes: tuple[str, ...],
        orcid: str,
        now: datetime,
        random: Random,
        *,
        nonce: str | None = None,
        authenticated_at: datetime | None = None,
    ) -> AuthorizationCode:
        """Issue a code of six letters and digits that can be exchanged once."""
        code = AuthorizationCode(
            code="".join(random.choices(CODE_ALPHABET, k=6)),
            client_id=client_id,
            redirect_uri=redirect_uri,
            scopes=scopes,
            orcid=orcid,
            nonce=nonce,
            authenticated_at=authenticated_at or now,
            expires_at=now + CODE_LIFETIME,
        )
        self._codes[code.code] = code
        return code

    def find_code(self, code: str) -> AuthorizationCode | None:
        """Return a code, be it used or expired."""
        return self._codes.get(code)

    def grant_to_guide(self, now: datetime, random: Random) -> dict[str, str]:
        """Do what Josiah Carberry would do by hand in a browser: grant the guide's client permission.

        Returns ORCID_ACCESS_TOKEN, ORCID_REFRESH_TOKEN, a fresh ORCID_AUTHORIZATION_CODE, and
        ORCID_NONCE, the nonce that the code's authorization request carried.
        """
        token = self.issue(accounts.ORCID_CLIENT_ID, GUIDE_SCOPES, accounts.ORCID_ID, now, random)
        code = self.issue_code(
            accounts.ORCID_CLIENT_ID,
            accounts.ORCID_REDIRECT_URI,
            GUIDE_SCOPES,
            accounts.ORCID_ID,
            now,
            random,
            nonce=GUIDE_NONCE,
        )
        return {
            "ORCID_ACCESS_TOKEN": token.access_token,
            "ORCID_REFRESH_TOKEN": token.refresh_token or "",
            "ORCID_AUTHORIZATION_CODE": code.code,
            "ORCID_NONCE": GUIDE_NONCE,
        }

    def _keep(self, token: Token) -> None:
        self._by_access_token[token.access_token] = token
        if token.refresh_token is not None:
            self._by_refresh_token[token.refresh_token] = token


def _uuid(random: Random) -> str:
    return str(uuid.UUID(int=random.getrandbits(128), version=4))
