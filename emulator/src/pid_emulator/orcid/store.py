"""What ORCID knows: people's records, API clients, tokens, peer-review groups, notifications, webhooks."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, cast, get_args

from pid_emulator.core.collection import Collection
from pid_emulator.core.records import Record, add_records
from pid_emulator.orcid.limits import Limits
from pid_emulator.orcid.permissions.clients import ClientStore
from pid_emulator.orcid.permissions.tokens import TokenStore
from pid_emulator.orcid.record.groups import GroupStore
from pid_emulator.orcid.record.notifications import NotificationStore
from pid_emulator.orcid.record.orcid_record import OrcidRecord, State
from pid_emulator.orcid.record.organizations import Organization, is_registered, named_in, organization
from pid_emulator.orcid.record.sections import public_record, whole_record
from pid_emulator.orcid.record.webhooks import WebhookStore

KINDS = ("records", "sections", "states", "clients", "groups", "organizations")
STATES = get_args(State)
_ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")
_FIRST_NEW_PUT_CODE = 2_000_000


class OrcidStore:
    """Everything behind ORCID's hosts.

    Kinds of record: "records" are answers of the API to /v3.0/{iD}/record or to any part of it that names
    its iD; "sections" are `{"orcid", "body"}` with such an answer; "states" are `{"orcid", "state"}` with
    "locked", "deactivated", "unclaimed", or "deprecated" and `primary`; "organizations" are
    `disambiguated-organization` objects that exist besides the built-in ones; "clients" and "groups" see
    there.
    """

    def __init__(self, folders: Iterable[Path]) -> None:
        self.tokens = TokenStore()
        self.clients = ClientStore()
        self.groups = GroupStore()
        self.notifications = NotificationStore()
        self.webhooks = WebhookStore()
        self.limits = Limits()
        self._organizations: set[Organization] = set()
        self.people: Collection[OrcidRecord] = Collection()
        self.index: object = None  # the search's, kept up to date
        self._last_put_code = _FIRST_NEW_PUT_CODE
        add_records(folders, KINDS, self.add)

    def __getstate__(self) -> dict[str, object]:
        """Copy all but the index: that of the copy has its own records to look at."""
        return {**vars(self), "index": None}

    def add(self, kind: str, record: Record) -> None:
        """Add one record in the service's own format. Raises ValueError in one clear line when malformed."""
        match kind:
            case "records":
                self._add_section(_orcid_of(record), record)
            case "sections":
                if not isinstance(record.get("body"), dict):
                    raise ValueError("an ORCID section needs body, the API's answer")
                self._add_section(record.get("orcid") or _orcid_of(record["body"]), record["body"])
            case "states":
                self._add_state(record)
            case "clients":
                self.clients.add(record)
            case "groups":
                self.groups.load(record, self.next_put_code)
            case "organizations":
                self._add_organization(record)
            case _:
                raise ValueError(f"ORCID has no records of kind {kind!r}, only {', '.join(KINDS)}")

    def find(self, orcid: str) -> OrcidRecord | None:
        """Return the record of an iD, whatever its state."""
        return self.people.get(orcid)

    def __iter__(self) -> Iterator[OrcidRecord]:
        return iter(self.people.values())

    def record(self, orcid: str, *, public_only: bool = False) -> Record | None:
        """Return a whole record in ORCID's JSON, or None; with everything in it unless `public_only`."""
        found = self.people.get(orcid)
        if found is None:
            return None
        return public_record(found) if public_only else whole_record(found, lambda kind, item: True)

    def all_records(self, *, public_only: bool = False) -> Iterator[Record]:
        """Return every whole record in ORCID's JSON."""
        for orcid in self.people:
            record = self.record(orcid, public_only=public_only)
            if record is not None:
                yield record

    def create(self, orcid: str) -> OrcidRecord:
        """Return the record of an iD, a new and empty one where there is none."""
        return self.people.setdefault(orcid, OrcidRecord(orcid))

    def knows_organization(self, asked: Organization) -> bool:
        """Tell whether an organization is in the built-in register, was loaded, or stands in a record."""
        if is_registered(asked) or asked in self._organizations:
            return True
        return any(asked in named_in(item) for record in self for _, item in record.all_items())

    def next_put_code(self) -> int:
        """Return a put-code that nothing has yet."""
        self._last_put_code += 1
        return self._last_put_code

    def _add_section(self, orcid: Any, body: Record) -> None:
        if not isinstance(orcid, str) or not _ORCID.fullmatch(orcid):
            raise ValueError("an ORCID record needs its iD, in orcid-identifier.path or in path")
        record = self.create(orcid)
        record.load(body)
        for _, item in record.all_items():
            if isinstance(item.get("put-code"), int):
                self._last_put_code = max(self._last_put_code, item["put-code"])

    def _add_organization(self, record: Record) -> None:
        found = organization(record)
        if found is None:
            raise ValueError(
                "an ORCID organization needs disambiguation-source, such as ROR, and "
                "disambiguated-organization-identifier, such as https://ror.org/05gq02987"
            )
        self._organizations.add(found)

    def _add_state(self, body: Record) -> None:
        orcid, state = body.get("orcid"), body.get("state")
        if not isinstance(orcid, str) or state not in STATES:
            raise ValueError(f"an ORCID state needs orcid and state, one of {', '.join(STATES)}")
        record = self.create(orcid)
        record.state = cast(State, state)
        record.primary_orcid = body.get("primary")


def _orcid_of(body: Record) -> str | None:
    """Return the iD that an answer of the API is about, from its identifier or its first path."""
    identifier = body.get("orcid-identifier")
    if isinstance(identifier, dict) and identifier.get("path"):
        return str(identifier["path"])
    bulk = [element.get("work") for element in body.get("bulk") or () if isinstance(element, dict)]
    for part in (body, body.get("name"), *bulk):
        found = _ORCID.search(str(part.get("path") or "")) if isinstance(part, dict) else None
        if found:
            return found[0]
    return None
