"""Who is asking, and what they may see and change of a record."""

from collections.abc import Hashable
from dataclasses import dataclass

from pid_emulator.orcid.errors import ApiError
from pid_emulator.orcid.permissions import scopes
from pid_emulator.orcid.permissions.clients import ApiClient
from pid_emulator.orcid.permissions.tokens import Token
from pid_emulator.orcid.record.json_messages import Message
from pid_emulator.orcid.record.kinds import EMAIL, Kind
from pid_emulator.orcid.record.orcid_record import OrcidRecord

ALL_EMAILS_SCOPE = "/email/read-private"
PERSON_SCOPE = "/orcid-bio/read-limited"
OTHER_RECORD = "Access token is for a different record"


@dataclass(frozen=True)
class Caller:
    """Who a request comes from. Without a token it is anyone, on the public API only."""

    is_member_api: bool
    token: Token | None = None
    client: ApiClient | None = None

    @property
    def client_id(self) -> str | None:
        return self.token.client_id if self.token else None

    @property
    def client_name(self) -> str | None:
        return self.client.name if self.client else None

    @property
    def view(self) -> Hashable:
        """What decides what the caller sees of a record: callers with the same view see the same."""
        return self.is_member_api, self.client_id, self.token.scopes if self.token else None

    def has(self, *wanted: str) -> bool:
        """Tell whether the token has any of these scopes, itself or implied."""
        return self.token is not None and not scopes.implied(self.token.scopes).isdisjoint(wanted)

    def is_source(self, item: Message) -> bool:
        """Tell whether the caller's client added an item."""
        source = (item.get("source") or {}).get("source-client-id") or {}
        return self.client_id is not None and source.get("path") == self.client_id

    def check_member(self) -> None:
        """Raise ApiError 9017 for a client that may only use the public API."""
        if self.client is not None and not self.client.is_member:
            raise ApiError(9017)

    def check_record(self, orcid: str) -> None:
        """Raise ApiError 9017 for a client without membership or another person's token."""
        self.check_member()
        if self.token is not None and self.token.orcid not in (None, orcid):
            raise ApiError(9017, OTHER_RECORD)

    def check_write(self, orcid: str, *wanted: str) -> None:
        """Raise ApiError 9017 or 9038 unless the person has let this client write."""
        self.check_record(orcid)
        if self.token is None or self.token.orcid is None or not self.has(*wanted):
            raise ApiError(9038)

    def check_scope(self, *wanted: str) -> None:
        """Raise ApiError 9038 unless the token has one of these scopes; the record does not matter."""
        self.check_member()
        if not self.has(*wanted):
            raise ApiError(9038)

    def sees(self, kind: Kind | None, item: Message) -> bool:
        """Tell whether an item is in the lists that this caller reads."""
        return self._refusal(kind, item) is None

    def check_item(self, kind: Kind | None, item: Message) -> None:
        """Raise the ApiError that keeps this caller from reading one item, if any does."""
        refusal = self._refusal(kind, item)
        if refusal is not None:
            raise refusal

    def _refusal(self, kind: Kind | None, item: Message) -> ApiError | None:
        visibility = str(item.get("visibility") or "").lower()
        if not self.is_member_api:
            return None if visibility == "public" else ApiError(9039)
        if visibility == "public" and self.has("/read-public"):
            return None
        if self.is_source(item) or (kind is EMAIL and self.has(ALL_EMAILS_SCOPE)):
            return None
        if not self.has(kind.read_scope if kind else PERSON_SCOPE):
            return ApiError(9038)
        return ApiError(9013) if visibility == "private" else None


def check_state(record: OrcidRecord | None, orcid: str, host: str, *, reading: bool) -> OrcidRecord:
    """Return the record when it can be used.

    Raises ApiError 9016, 9036, 9018 or 9044, in ORCID's order; 9007 for a deprecated iD, with a redirect to
    the primary one when `reading`.
    """
    if record is None:
        raise ApiError(9016, f"ORCID iD {orcid} not found")
    match record.state:
        case "deprecated":
            primary = f"https://{host}/{record.primary_orcid}"
            raise ApiError(
                9007,
                status=None if reading else 409,
                orcid=primary,
                deprecated_orcid=f"https://{host}/{orcid}",
            )
        case "unclaimed":
            raise ApiError(9036)
        case "locked":
            raise ApiError(9018, orcid=f"https://{host}/{orcid}")
        case "deactivated":
            raise ApiError(9044)
    return record
