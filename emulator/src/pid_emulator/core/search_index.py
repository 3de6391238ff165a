"""An index over records: which hold a value, and in what order they come, without looking at each of them.

It is kept up to date: before each search, what may have changed since the last one is taken in anew. Fields
and orders are made when they are first asked for.
"""

import sys
from array import array
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field
from itertools import islice
from operator import itemgetter
from typing import Any, Generic, TypeVar

from pid_emulator.core.collection import Collection

Record = TypeVar("Record")
Document = TypeVar("Document")

_KEPT_DOCUMENTS = 2_000
_KEPT_FIELDS = 300


@dataclass
class Field:
    """What one field holds: the numbers of documents by value, once for each time a document has it.

    `sizes` are how many values each document has, by number, and `total` those of all documents.
    """

    values_of: Callable[[Any], Iterable[str]]
    numbers: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    sizes: "array[int]" = field(default_factory=lambda: array("L"))
    total: int = 0

    def add(self, document: Any, number: int) -> None:
        """Take a document in; its number is greater than those before."""
        size = 0
        numbers = self.numbers
        for value in self.values_of(document):
            numbers[value].append(number)
            size += 1
        if missing := number - len(self.sizes):
            self.sizes.extend([0] * missing)
        self.sizes.append(size)
        self.total += size

    def remove(self, number: int) -> None:
        """Count a document no more."""
        self.total -= self.sizes[number]


@dataclass
class _Order:
    """One order of all documents."""

    place_of: Callable[[Any], Any]
    places: list[tuple[Any, int]] = field(default_factory=list)
    place_by_number: dict[int, Any] = field(default_factory=dict)


class SearchIndex(Generic[Record, Document]):
    """The documents of a collection's records, by number.

    `document_of` makes what is searched of a record. A record that changes gets a new number; the old one
    means nothing any more.
    """

    def __init__(self, records: Collection[Record], document_of: Callable[[Record], Document | None]) -> None:
        self._records = records
        self._document_of = document_of
        self._changed = records.watch()
        self._clear()

    def _clear(self) -> None:
        self._keys: list[str] = []
        self._number_by_key: dict[str, int] = {}
        self._arrivals: dict[str, int] = {}
        self.numbers: set[int] = set()
        self._fields: dict[Any, Field] = {}
        self._orders: dict[Any, _Order] = {}
        self._documents: dict[int, Document] = {}

    def renew(self) -> None:
        """Forget everything: what documents are made of beside their records has changed."""
        self._clear()
        self._changed.update(dict.fromkeys(self._records))

    def refresh(self) -> None:
        """Take in what may have changed since the last search. Before each search."""
        if len(self._keys) > 2 * len(self._records) + len(self._changed) + 100:  # too many old numbers
            self.renew()
        for key in list(self._changed):
            self._remove(key)
            record = self._records.peek(key)
            if record is not None:
                self._add(key, record)
            else:
                self._arrivals.pop(key, None)
        self._changed.clear()

    def _remove(self, key: str) -> None:
        number = self._number_by_key.pop(key, None)
        if number is None:
            return
        self.numbers.discard(number)
        self._documents.pop(number, None)
        for each in self._fields.values():
            each.remove(number)
        for order in self._orders.values():
            place = (order.place_by_number.pop(number), number)
            del order.places[bisect_left(order.places, place)]

    def _add(self, key: str, record: Record) -> None:
        document = self._document_of(record)
        if document is None:
            return
        number = len(self._keys)
        self._keys.append(key)
        self._number_by_key[key] = number
        self._arrivals.setdefault(key, number)
        self.numbers.add(number)
        for each in self._fields.values():
            each.add(document, number)
        for order in self._orders.values():
            place = order.place_of(document)
            order.place_by_number[number] = place
            insort(order.places, (place, number))

    def document(self, number: int) -> Document:
        """Return the document with a number."""
        found = self._documents.get(number)
        if found is None:
            found = self._made(number)
            if len(self._documents) >= _KEPT_DOCUMENTS:
                self._documents.clear()
            self._documents[number] = found
        return found

    def _made(self, number: int) -> Document:
        record = self._records.peek(self._keys[number])
        document = None if record is None else self._document_of(record)
        if document is None:
            raise LookupError(f"record {self._keys[number]} has gone: refresh() comes before a search")
        return document

    def key(self, number: int) -> str:
        """Return the key of the record with a number."""
        return self._keys[number]

    def number(self, key: str) -> int:
        """Return the number of the record with a key."""
        return self._number_by_key[key]

    def arrival(self, key: str) -> int:
        """Return a number that is greater the later a record came; a change does not move it."""
        return self._arrivals[key]

    def record(self, number: int) -> Record:
        """Return the record with a number, for reading only."""
        record = self._records.peek(self._keys[number])
        assert record is not None
        return record

    def field(self, name: Any, values_of: Callable[[Document], Iterable[str]]) -> Field:
        """Return a field: what `values_of` finds in each document.

        `name` stands for `values_of`: another function needs another name. Old numbers are among those in it.
        """
        if name not in self._fields:
            self.prepare({name: values_of})
        return self._fields[name]

    def prepare(self, fields: Mapping[Any, Callable[[Document], Iterable[str]]]) -> None:
        """Make fields before they are asked for, in one go: names and what finds their values.

        Before the first refresh() it costs least: each document is made once for all of them.
        """
        if len(self._fields) > _KEPT_FIELDS:
            self._fields.clear()
        made = {name: Field(values_of) for name, values_of in fields.items() if name not in self._fields}
        for number in sorted(self.numbers):
            document = self._document_for_once(number)
            for each in made.values():
                each.add(document, number)
        self._fields |= made

    def with_value(self, name: Any, values_of: Callable[[Document], Iterable[str]], value: str) -> set[int]:
        """Return the numbers of documents with a value in a field."""
        return self.numbers.intersection(self.field(name, values_of).numbers.get(value, ()))

    def with_any(
        self,
        name: Any,
        values_of: Callable[[Document], Iterable[str]],
        test: Callable[[str], bool],
    ) -> set[int]:
        """Return the numbers of documents with a value in a field that stands a test."""
        found: set[int] = set()
        for value, numbers in self.field(name, values_of).numbers.items():
            if test(value):
                found.update(numbers)
        return found & self.numbers

    def in_order(
        self,
        name: Any,
        place_of: Callable[[Document], Any],
        found: Set[int] | Mapping[int, Any],
        *,
        first: int = 0,
        count: int,
        after: Any = None,
    ) -> list[int]:
        """Return the numbers among `found` from `first` on, `count` at most, in the order of their places.

        Two documents have never the same place. `name` stands for `place_of`, as in `field`. Only places
        behind `after` count, where it is given.
        """
        if len(found) < len(self.numbers) / 50:  # few: their order is made at once
            places = sorted((place_of(self.document(number)), number) for number in found)
        else:
            places = self._order(name, place_of).places
        begin = 0 if after is None else bisect_right(places, after, key=itemgetter(0))
        ordered = (number for _, number in islice(places, begin, None) if number in found)
        return list(islice(ordered, first, first + count))

    def _order(self, name: Any, place_of: Callable[[Document], Any]) -> _Order:
        if name not in self._orders:
            order = _Order(place_of)
            for number in self.numbers:
                order.place_by_number[number] = place_of(self._document_for_once(number))
            order.places = sorted((place, number) for number, place in order.place_by_number.items())
            self._orders[name] = order
        return self._orders[name]

    def _document_for_once(self, number: int) -> Document:
        """Return a document for a field or an order, which need one of each: more than are worth keeping."""
        return self._documents.get(number) or self._made(number)


class _Complements(dict[int, int]):
    def __missing__(self, character: int) -> int:
        self[character] = sys.maxunicode - character
        return self[character]


_COMPLEMENTS = _Complements()


def backwards(text: str) -> str:
    """Return a text that comes where `text` does in a descending order, for places."""
    return text.translate(_COMPLEMENTS) + chr(sys.maxunicode)


def index_of_one(document: Document) -> SearchIndex[Document, Document]:
    """Return an index over one document, whose number is 0."""
    index: SearchIndex[Document, Document] = SearchIndex(Collection({"": document}), lambda same: same)
    index.refresh()
    return index
