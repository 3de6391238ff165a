"""One person's ORCID record: what it holds, whoever may see it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from pid_emulator.orcid.record.external_ids import key, of_list
from pid_emulator.orcid.record.json_messages import Message, complete
from pid_emulator.orcid.record.kinds import ACTIVITY_KINDS, KINDS, PERSON_KINDS, Kind
from pid_emulator.orcid.record.shapes_person import BIOGRAPHY, HISTORY, NAME

State = Literal["active", "deprecated", "locked", "deactivated", "unclaimed"]

# A summary calls two members of a peer review by other names.
_FULL_NAMES = {
    "peer-review": {"external-ids": "review-identifiers", "completion-date": "review-completion-date"}
}


def from_summary(kind: Kind, summary: Message) -> Message:
    """Return the item that a summary is of, as far as it tells."""
    names = _FULL_NAMES.get(kind.name, {})
    return {names.get(key, key): value for key, value in summary.items()}


def to_summary(kind: Kind, item: Message) -> Message:
    """Return an item's summary."""
    names = {full: short for short, full in _FULL_NAMES.get(kind.name, {}).items()}
    return complete(kind.summary, {names.get(key, key): value for key, value in item.items()})


def time(moment: int) -> Message:
    return {"value": moment}


def milliseconds(value: Any) -> int | None:
    """Return the number inside {"value": …}, or None."""
    inner = value.get("value") if isinstance(value, dict) else None
    return inner if isinstance(inner, int) and not isinstance(inner, bool) else None


def latest(*values: Any) -> Message | None:
    """Return the latest of several {"value": milliseconds}, null where there is none."""
    moments = [moment for value in values if (moment := milliseconds(value)) is not None]
    return time(max(moments)) if moments else None


@dataclass
class OrcidRecord:
    """A record. Items are kept whole, by kind, in the order they were added."""

    orcid: str
    state: State = "active"
    primary_orcid: str | None = None
    locale: str = "en"
    history: Message = field(default_factory=lambda: complete(HISTORY, {"claimed": True}))
    name: Message | None = None
    biography: Message | None = None
    default_visibility: str = "public"
    receives_notifications: bool = True
    _items: dict[str, list[Message]] = field(default_factory=dict)
    # Where each identifier stood in its group: ORCID keeps them in a set, so no rule tells their order.
    _id_ranks: dict[tuple[str, str], int] = field(default_factory=dict)

    def items(self, kind: Kind) -> list[Message]:
        """Return the items of a kind."""
        return self._items.setdefault(kind.name, [])

    def peek(self, kind: Kind) -> Sequence[Message]:
        """Return the items of a kind, for reading only."""
        return self._items.get(kind.name, ())

    def find(self, kind: Kind, put_code: int) -> Message | None:
        """Return one item."""
        return next((item for item in self.items(kind) if item.get("put-code") == put_code), None)

    def all_items(self) -> Iterator[tuple[Kind, Message]]:
        """Return every item with its kind."""
        for kind in KINDS.values():
            for item in self.items(kind):
                yield kind, item

    def touch(self, moment: int) -> None:
        """Note that the record has changed."""
        self.history["last-modified-date"] = time(moment)

    @property
    def public_name(self) -> str | None:
        """The name that anyone may see: the credit name, else given and family name."""
        if self.name is None or self.name.get("visibility") != "public":
            return None
        return self.full_name

    @property
    def full_name(self) -> str:
        """Credit name, else given and family name, whoever may see it."""
        name = self.name or {}
        credit, given, family = (
            (name.get(key) or {}).get("value") for key in ("credit-name", "given-names", "family-name")
        )
        return str(credit or " ".join(part for part in (given, family) if part))

    # Reading what ORCID itself answers.

    def load(self, body: Message) -> None:
        """Take over a record, or the answer for a part of one.

        A part is told by its members: a person, personal details, a list of any kind, one item, a bulk of
        works. What is there already is kept where `body` says nothing.
        """
        if "activities-summary" in body or "orcid-identifier" in body:
            self._load_record(body)
        elif "group" in body or "affiliation-group" in body:
            self._load_groups(body)
        elif "bulk" in body:
            for element in _dicts(body["bulk"]):
                if isinstance(element.get("work"), dict):
                    self.keep(KINDS["work"], element["work"])
        elif "given-names" in body:
            self.name = complete(NAME, body)
        elif any(key in body for key in ("name", "emails", "addresses", "biography")):
            self._load_person(body)
        else:
            self._load_list_or_item(body)

    def _load_record(self, body: Message) -> None:
        preferences = body.get("preferences")
        if isinstance(preferences, dict) and preferences.get("locale"):
            self.locale = preferences["locale"]
        self.default_visibility = body.get("default-visibility") or self.default_visibility
        if isinstance(body.get("history"), dict):
            self.history = complete(HISTORY, body["history"])
        if isinstance(body.get("person"), dict):
            self._load_person(body["person"])
        activities = body.get("activities-summary")
        for section in _dicts(list(activities.values()) if isinstance(activities, dict) else []):
            self._load_groups(section)
        if self.history["claimed"] is False:
            self.state = "unclaimed"
        if self.history["deactivation-date"] is not None:
            self.state = "deactivated"

    def _load_person(self, body: Message) -> None:
        if isinstance(body.get("name"), dict):
            self.name = complete(NAME, body["name"])
        if isinstance(body.get("biography"), dict):
            self.biography = complete(BIOGRAPHY, body["biography"])
        for section in _dicts(list(body.values())):
            self._load_items(section)

    def _load_items(self, section: Message) -> bool:
        """Take over a list of person items, wherever its name stands for a kind."""
        found = False
        for kind in PERSON_KINDS:
            if isinstance(section.get(kind.item_key), list):
                found = True
                for item in _dicts(section[kind.item_key]):
                    self.keep(kind, item)
        return found

    def _load_groups(self, section: Message) -> None:
        """Take over a list of activities: groups, in them summaries, under a name that tells their kind."""
        for group in _dicts([*(section.get("group") or []), *(section.get("affiliation-group") or [])]):
            for external_id in of_list(group.get("external-ids")):
                self._id_ranks.setdefault(key(external_id), len(self._id_ranks))
            inner = [group, *_dicts(group.get("peer-review-group")), *_dicts(group.get("summaries"))]
            for holder in inner:
                for kind in ACTIVITY_KINDS:
                    held = holder.get(f"{kind.name}-summary")
                    for summary in _dicts(held if isinstance(held, list) else [held]):
                        self.keep(kind, from_summary(kind, summary))

    def _load_list_or_item(self, body: Message) -> None:
        if self._load_items(body):
            return
        kind = kind_of_item(body)
        if kind is not None:
            self.keep(kind, from_summary(kind, body))

    def in_loaded_order(self, external_ids: list[Message]) -> list[Message]:
        """Return the identifiers of a group in the order that its record was loaded with, new ones last."""
        last = len(self._id_ranks)
        return sorted(external_ids, key=lambda each: self._id_ranks.get(key(each), last))

    def keep(self, kind: Kind, item: Message) -> None:
        """Add an item, or complete the one that has its put-code (an e-mail address: that address)."""
        identity = "email" if kind.name == "email" else "put-code"
        known = next((each for each in self.items(kind) if each.get(identity) == item.get(identity)), None)
        if known is None:
            self.items(kind).append(dict(item))
        else:
            known.update({key: value for key, value in item.items() if value not in (None, [])})


def kind_of_item(body: Message) -> Kind | None:
    """Tell what kind of item `body` is: by its path, else by the members that only one kind has."""
    segments = str(body.get("path") or "").split("/")
    if len(segments) > 3 and segments[2] in KINDS:
        return KINDS[segments[2]]
    for name, member in (
        ("work", "journal-title"),
        ("funding", "organization-defined-type"),
        ("peer-review", "review-type"),
        ("research-resource", "proposal"),
    ):
        if member in body:
            return KINDS[name]
    return None


def _dicts(value: Any) -> list[Message]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
