"""What ORCID's search index holds of a record: only what everyone may see."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from pid_emulator.core.search_index import SearchIndex
from pid_emulator.orcid.record import external_ids
from pid_emulator.orcid.record.json_messages import Message
from pid_emulator.orcid.record.kinds import ACTIVITY_KINDS, KINDS, Kind
from pid_emulator.orcid.record.orcid_record import OrcidRecord, milliseconds
from pid_emulator.orcid.search.fields import FieldType, field_type, normal, words
from pid_emulator.orcid.store import OrcidStore

_DIGITS_OR_LETTERS = re.compile(r"\w+")  # parts of what the fields take for words, whichever rule they have
_TITLE_MEMBERS = ("title", "subtitle", "translated-title")
# Identifier types that have a field of their own under another name.
_PLAIN_FIELDS = {
    "doi": "digital-object-ids",
    "other-id": "other-identifier-type",
    "grant_number": "grant-numbers",
}


class Document:
    """One record in the index: values by field."""

    def __init__(self, record: OrcidRecord) -> None:
        self.orcid = record.orcid
        self.values: dict[str, list[str]] = {}
        for field, value in _pairs(record):
            if isinstance(value, str) and value:
                self.values.setdefault(field, []).append(value)
        self.dates = {
            "profile-last-modified-date": _moment(record.history.get("last-modified-date")),
            "profile-submission-date": _moment(record.history.get("submission-date")),
        }
        self._words: dict[str, list[list[str]]] = {}

    @cached_property
    def _everything(self) -> list[str]:
        return [value for values in self.values.values() for value in values]

    def of(self, field: str) -> list[str]:
        """Return the values of a field; `text` holds those of all."""
        return self._everything if field == "text" else self.values.get(field, [])

    def words(self, field: str) -> list[list[str]]:
        """Return the words of each value of a field."""
        if field not in self._words:
            kind = field_type(field) or FieldType.TEXT
            self._words[field] = [words(kind, value) for value in self.of(field)]
        return self._words[field]


def document(record: OrcidRecord) -> Document | None:
    """Return a record's document; locked, deactivated and deprecated records have none."""
    return Document(record) if record.state == "active" else None


Index = SearchIndex[OrcidRecord, Document]


def index_of(store: OrcidStore) -> Index:
    """Return the index over all records, up to date."""
    index = _known_index(store)
    index.refresh()
    return index


def _known_index(store: OrcidStore) -> Index:
    index = store.index
    if not isinstance(index, SearchIndex):
        index = store.index = SearchIndex(store.people, document)
    return index


def prepare(store: OrcidStore) -> None:
    """Make the words of all records before they are asked for."""
    index = _known_index(store)
    index.prepare({"words": _all_words})
    index.refresh()


def having_words(text: str) -> Callable[[Index], set[int]]:
    """Return what finds the documents that have every word of a text anywhere, in any case and spelling."""
    wanted = set(_DIGITS_OR_LETTERS.findall(normal(FieldType.FOLDED, text)))

    def among(index: Index) -> set[int]:
        found = [index.with_value("words", _all_words, word) for word in wanted]
        return set.intersection(*found) if found else set(index.numbers)

    return among


def _all_words(document: Document) -> set[str]:
    return {
        word
        for value in document.of("text")
        for word in _DIGITS_OR_LETTERS.findall(normal(FieldType.FOLDED, value))
    }


def _pairs(record: OrcidRecord) -> Iterator[tuple[str, Any]]:
    yield "orcid", record.orcid
    if record.name is not None and _is_public(record.name):
        given, family = _value(record.name.get("given-names")), _value(record.name.get("family-name"))
        yield "given-names", given
        yield "family-name", family
        yield "given-and-family-names", " ".join(name for name in (given, family) if name)
        yield "credit-name", _value(record.name.get("credit-name"))
    if record.biography is not None and _is_public(record.biography):
        yield "biography", record.biography.get("content")
    for item in _public(record, KINDS["other-names"]):
        yield "other-names", item.get("content")
    for item in _public(record, KINDS["email"]):
        yield "email", item.get("email")
    for item in _public(record, KINDS["keywords"]):
        yield "keyword", item.get("content")
    for item in _public(record, KINDS["external-identifiers"]):
        yield from _person_identifier(item)
    for kind in ACTIVITY_KINDS:
        for item in _public(record, kind):
            yield from _activity(kind, item)


def _person_identifier(item: Message) -> Iterator[tuple[str, Any]]:
    reference = item.get("external-id-value")
    yield "external-id-reference", reference
    yield "external-id-type-and-value", f"{item.get('external-id-type')}={reference}"
    source = item.get("source") or {}
    name = _value(source.get("source-name"))
    path = (source.get("source-client-id") or source.get("source-orcid") or {}).get("path")
    yield "external-id-source", name
    yield "external-id-source-and-reference", f"{path}={reference}" if path else None


def _activity(kind: Kind, item: Message) -> Iterator[tuple[str, Any]]:
    for external_id in external_ids.of_list(item.get("external-ids")):
        yield from _identifier(external_id)
    if kind.is_affiliation:
        yield from _organization("affiliation-org-name", item.get("organization"))
        when = "past" if item.get("end-date") else "current"
        yield f"{when}-institution-affiliation-name", (item.get("organization") or {}).get("name")
    elif kind.name == "work":
        yield from (("work-titles", title) for title in _titles(item))
    elif kind.name == "funding":
        yield from (("funding-titles", title) for title in _titles(item))
        yield from _organization("funding-org-name", item.get("organization"))
    elif kind.name == "peer-review":
        yield "peer-review-type", item.get("review-type")
        yield "peer-review-role", item.get("reviewer-role")
        yield "peer-review-group-id", item.get("review-group-id")
        yield from _organization("peer-review-org-name", item.get("convening-organization"))
    else:
        proposal = item.get("proposal") or {}
        yield from (("research-resource-proposal-title", title) for title in _titles(proposal))


def _identifier(external_id: Message) -> Iterator[tuple[str, Any]]:
    id_type = str(external_id.get("external-id-type") or "").lower()
    relationship = str(external_id.get("external-id-relationship") or "self").lower()
    normalized = _value(external_id.get("external-id-normalized"))
    for value in dict.fromkeys((external_id.get("external-id-value"), normalized)):
        plain = _PLAIN_FIELDS.get(id_type, id_type)
        yield f"{id_type}-{relationship}", value
        if field_type(plain) is FieldType.TEXT:
            yield plain, value


def _organization(field: str, organization: Message | None) -> Iterator[tuple[str, Any]]:
    organization = organization or {}
    yield field, organization.get("name")
    known = organization.get("disambiguated-organization") or {}
    source = str(known.get("disambiguation-source") or "").lower()
    if source:
        yield f"{source}-org-id", known.get("disambiguated-organization-identifier")


def _titles(item: Message) -> Iterator[str]:
    title = item.get("title") or {}
    for member in _TITLE_MEMBERS:
        value = _value(title.get(member))
        if value:
            yield value


def _public(record: OrcidRecord, kind: Kind) -> list[Message]:
    return [item for item in record.peek(kind) if _is_public(item)]


def _is_public(item: Message) -> bool:
    return str(item.get("visibility") or "").lower() == "public"


def _value(holder: Any) -> str | None:
    value = holder.get("value") if isinstance(holder, dict) else None
    return value if isinstance(value, str) else None


def _moment(holder: Any) -> datetime | None:
    at = milliseconds(holder)
    return datetime.fromtimestamp(at / 1000, UTC) if at is not None else None
