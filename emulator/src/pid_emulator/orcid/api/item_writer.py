"""Adding, updating and removing items: who may, what ORCID fills in, and what is a duplicate."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pid_emulator.orcid.api import versions
from pid_emulator.orcid.api.visibility import Caller
from pid_emulator.orcid.errors import ApiError
from pid_emulator.orcid.record.external_ids import self_keys, with_normalized
from pid_emulator.orcid.record.json_messages import Message
from pid_emulator.orcid.record.kinds import FUNDING, PEER_REVIEW, RESEARCH_RESOURCE, WORK, Kind
from pid_emulator.orcid.record.orcid_record import OrcidRecord, time
from pid_emulator.orcid.record.validation import Validator
from pid_emulator.orcid.world import OrcidWorld

MAX_WORKS = 10_000
NOT_FOUND = "No entity found for query"
# What makes two person items the same: the member that is compared, and the word of the error.
_PERSON_IDENTITY: dict[str, tuple[str, Callable[[Message], Any]]] = {
    "keywords": ("keyword", lambda item: item["content"]),
    "other-names": ("other-name", lambda item: item["content"]),
    "researcher-urls": ("researcher-url", lambda item: (item["url"] or {}).get("value")),
    "address": ("address", lambda item: (item["country"] or {}).get("value")),
    "external-identifiers": (
        "external-identifier",
        lambda item: f"{item['external-id-type']}:{item['external-id-value']}",
    ),
}


@dataclass(frozen=True)
class Writer:
    """One caller's changes to one record."""

    world: OrcidWorld
    caller: Caller
    record: OrcidRecord
    site_host: str

    def create(self, kind: Kind, item: Message, check_more: Callable[[], None] | None = None) -> Message:
        """Add an item and return it. Its visibility is the person's choice, whatever the body says.

        `check_more` is called between the rules of ORCID and the search for duplicates.
        """
        if item["put-code"] is not None:
            raise ApiError(9024)
        item = self._prepared(kind, item)
        if check_more:
            check_more()
        self._check_duplicates(kind, item)
        if kind is WORK and len(self.record.items(WORK)) >= MAX_WORKS:
            raise ApiError(9048)
        now = self._now()
        item |= {
            "put-code": self.world.orcid.next_put_code(),
            "created-date": time(now),
            "last-modified-date": time(now),
            "source": self._source(),
            "visibility": self.record.default_visibility,
            "display-index": "0" if kind.is_activity else self._next_index(kind),
        }
        self.record.items(kind).append(item)
        self._changed(now)
        return item

    def update(self, kind: Kind, put_code: int, item: Message) -> Message:
        """Replace an item of the caller's own."""
        if item["put-code"] != put_code:
            raise ApiError(9019, urlPutCode=put_code, bodyPutCode=item["put-code"] or "null")
        known = self._own(kind, put_code)
        if item["visibility"] is not None and item["visibility"].lower() != known["visibility"]:
            raise ApiError(9035)
        item = self._prepared(kind, item)
        self._check_duplicates(kind, item)
        now = self._now()
        kept = ("created-date", "source", "visibility", "display-index")
        known |= {**item, **{key: known.get(key) for key in kept}, "last-modified-date": time(now)}
        self._changed(now)
        return known

    def delete(self, kind: Kind, put_code: int) -> None:
        """Remove an item of the caller's own."""
        self.record.items(kind).remove(self._own(kind, put_code))
        self._changed(self._now())

    def _own(self, kind: Kind, put_code: int) -> Message:
        item = self.record.find(kind, put_code)
        if item is None:
            raise ApiError(9016, NOT_FOUND)
        if not self.caller.is_source(item):
            raise ApiError(9010, activity=kind.item.name)
        return item

    def _prepared(self, kind: Kind, item: Message) -> Message:
        Validator(self.world.orcid, versions.asked_version()).check(kind, item)
        return _normalized(item) if kind.is_activity else dict(item)

    def _check_duplicates(self, kind: Kind, item: Message) -> None:
        """Compare with what the same client has added; others may have the same identifiers."""
        own = [
            each
            for each in self.record.items(kind)
            if self.caller.is_source(each) and each["put-code"] != item["put-code"]
        ]
        if not kind.is_activity:
            word, identity = _PERSON_IDENTITY[kind.name]
            if any(identity(each) == identity(item) for each in own):
                raise ApiError(9030, value=_told(kind, identity(item), item), type=word)
            return
        keys = _self_keys(kind, item)
        for each in own:
            if not keys.isdisjoint(_self_keys(kind, each)):
                raise ApiError(9021, putCode=each["put-code"])

    def _source(self) -> Message:
        client = self.caller.client
        return {
            "source-orcid": None,
            "source-client-id": {
                "uri": f"https://{self.site_host}/client/{self.caller.client_id}",
                "path": self.caller.client_id,
                "host": self.site_host,
            },
            "source-name": {"value": client.name} if client else None,
            "assertion-origin-orcid": None,
            "assertion-origin-client-id": None,
            "assertion-origin-name": None,
        }

    def _next_index(self, kind: Kind) -> int:
        return max((int(each.get("display-index") or 0) for each in self.record.items(kind)), default=0) + 1

    def _now(self) -> int:
        return int(self.world.clock.now().timestamp() * 1000)

    def _changed(self, now: int) -> None:
        self.record.touch(now)
        self.world.orcid.webhooks.note_change(self.record.orcid, self.world.clock.now())


def _told(kind: Kind, identity: Any, item: Message) -> Any:
    """Return how a refused double is called: an external identifier by its address, not by type and value."""
    url = item.get("url" if kind.name == "researcher-urls" else "external-id-url")
    return (url or {}).get("value") or identity


def _self_keys(kind: Kind, item: Message) -> set[tuple[str, str]]:
    if kind is PEER_REVIEW:
        return self_keys(item["review-identifiers"])
    if kind is RESEARCH_RESOURCE:
        return self_keys((item["proposal"] or {}).get("external-ids"))
    return self_keys(item["external-ids"], normalized=kind is not FUNDING)


def _normalized(value: Any) -> Any:
    """Return an item with the normalised value of every external identifier in it."""
    if isinstance(value, list):
        return [_normalized(each) for each in value]
    if not isinstance(value, dict):
        return value
    if "external-id-normalized" in value:
        return with_normalized(value)
    return {key: _normalized(each) for key, each in value.items()}
