"""The applications registered with ORCID's APIs: public, member and premium member clients."""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, cast, get_args
from urllib.parse import urlsplit

from authlib.oauth2.rfc6749 import ClientMixin

from pid_emulator.core import accounts
from pid_emulator.core.records import Record
from pid_emulator.orcid.permissions import scopes

Kind = Literal["public", "member", "premium"]
GUIDE_NAME = "PID guide"
PUBLIC_GUIDE_NAME = "PID guide (public API)"


@dataclass(frozen=True)
class ApiClient(ClientMixin):  # type: ignore[misc]  # Authlib has no types
    """An application with API credentials.

    `kind` is "public" (Developer tools of any person), "member" or "premium".
    """

    client_id: str
    client_secret: str
    name: str
    kind: Kind
    redirect_uris: tuple[str, ...] = ()
    website: str = ""
    description: str = ""
    active: bool = True

    @property
    def is_member(self) -> bool:
        """Tell whether the client may call the member API."""
        return self.kind != "public"

    @property
    def allowed_scopes(self) -> frozenset[str]:
        """Every scope the client can be given."""
        return {
            "public": scopes.PUBLIC_CLIENT_SCOPES,
            "member": scopes.MEMBER_CLIENT_SCOPES,
            "premium": scopes.PREMIUM_CLIENT_SCOPES,
        }[self.kind]

    # What follows is Authlib's interface of a client.
    def get_client_id(self) -> str:
        return self.client_id

    def get_default_redirect_uri(self) -> str | None:
        return self.redirect_uris[0] if self.redirect_uris else None

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return any(_covers(registered, redirect_uri) for registered in self.redirect_uris)

    def check_client_secret(self, client_secret: str) -> bool:
        return hmac.compare_digest(self.client_secret.encode(), client_secret.encode())

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method in ("client_secret_post", "client_secret_basic")

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type in ("authorization_code", "client_credentials", "refresh_token", "implicit")


class ClientStore:
    """The guide's own two clients, and those that record files add."""

    def __init__(self) -> None:
        guide = ApiClient(
            client_id=accounts.ORCID_CLIENT_ID,
            client_secret=accounts.ORCID_CLIENT_SECRET,
            name=GUIDE_NAME,
            kind="premium",
            redirect_uris=(accounts.ORCID_REDIRECT_URI,),
            website="https://example.org/",
            description="The guide's own application: it signs people in and writes to their records.",
        )
        public = ApiClient(
            client_id=accounts.ORCID_PUBLIC_CLIENT_ID,
            client_secret=accounts.ORCID_PUBLIC_CLIENT_SECRET,
            name=PUBLIC_GUIDE_NAME,
            kind="public",
            redirect_uris=(accounts.ORCID_REDIRECT_URI,),
            website="https://example.org/",
            description="The guide's application for the public API: it signs people in and reads.",
        )
        self._clients = {client.client_id: client for client in (guide, public)}

    def __iter__(self) -> Iterator[ApiClient]:
        return iter(self._clients.values())

    def find(self, client_id: str) -> ApiClient | None:
        """Return the client with this id."""
        return self._clients.get(client_id)

    def add(self, record: Record) -> ApiClient:
        """Add a client from a record file.

        Keys: `client_id`, `client_secret`, `name`, `kind` ("public", "member" or "premium"),
        `redirect_uris`, `website`, `description`, `active`. Only `client_id` must be there.
        Raises ValueError when it is not, when `kind` is another word, or `redirect_uris` no list of strings.
        """
        client_id = record.get("client_id")
        if not isinstance(client_id, str) or not client_id:
            raise ValueError("an ORCID client needs client_id, a string")
        kind = record.get("kind", "member")
        if kind not in get_args(Kind):
            raise ValueError(f"ORCID client {client_id}: kind must be one of {', '.join(get_args(Kind))}")
        uris = record.get("redirect_uris", ())
        if not isinstance(uris, list | tuple) or not all(isinstance(uri, str) for uri in uris):
            raise ValueError(f"ORCID client {client_id}: redirect_uris must be a list of strings")
        client = ApiClient(
            client_id=client_id,
            client_secret=str(record.get("client_secret", "")),
            name=str(record.get("name", client_id)),
            kind=cast(Kind, kind),
            redirect_uris=tuple(uris),
            website=str(record.get("website", "")),
            description=str(record.get("description", "")),
            active=bool(record.get("active", True)),
        )
        self._clients[client_id] = client
        return client


def _covers(registered: str, requested: str) -> bool:
    """Tell whether a registered redirect URI covers the requested one.

    Scheme, user, host (as written) and port are the same, the path starts with the registered
    one; the query does not count. None has a line break in it: urlsplit would leave that out.
    """
    if not requested.isprintable():
        return False
    try:
        known, asked = urlsplit(registered), urlsplit(requested)
    except ValueError:
        return False
    return known.scheme == asked.scheme and known.netloc == asked.netloc and asked.path.startswith(known.path)
