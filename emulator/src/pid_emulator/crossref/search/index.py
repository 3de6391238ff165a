"""Full text search over works: words of a query against the words of each work's fields, by BM25."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from pid_emulator.core.collection import Collection
from pid_emulator.core.records import Record
from pid_emulator.core.search_index import SearchIndex
from pid_emulator.crossref import values

_K1, _B = 1.2, 0.75
_WORD = re.compile(r"\w+")
_FOLDED = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "’": "", "'": ""})


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, without accents."""
    if text.isascii():  # most are, and have nothing to decompose
        return _WORD.findall(text.lower().replace("'", ""))
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(_FOLDED))
    return _WORD.findall("".join(char for char in decomposed if not unicodedata.combining(char)))


def _events(*names: str) -> Callable[[Record], list[str]]:
    return lambda work: values.texts_in(work, "event", *names)


def _people(*roles: str) -> Callable[[Record], list[str]]:
    return lambda work: values.names(values.contributors(work, *roles))


def _titles(work: Record) -> list[str]:
    kinds = ("title", "subtitle", "original-title", "short-title")
    project = values.texts_in(work, "project", "project-title", "title")
    return [text for kind in kinds for text in values.texts_in(work, kind)] + project


def _containers(work: Record) -> list[str]:
    return [*values.texts_in(work, "container-title"), *values.texts_in(work, "short-container-title")]


def _bibliographic(work: Record) -> list[str]:
    numbers = [text for kind in ("volume", "issue", "page", "ISSN") for text in values.texts_in(work, kind)]
    year = values.issued_year(work)
    return [*_titles(work), *_people()(work), *_containers(work), *numbers, *([str(year)] if year else [])]


def _everything(work: Record) -> list[str]:
    kinds = ("DOI", "publisher", "publisher-location", "ISBN", "group-title", "degree", "type")
    plain = [text for kind in kinds for text in values.texts_in(work, kind)]
    funders = [text for funder in values.funders(work) for text in values.texts_in(funder, "name")]
    awards = [text for funder in values.funders(work) for text in values.texts_in(funder, "award")]
    places = [text for part in values.affiliations(work) for text in values.texts_in(part, "name")]
    return [*_bibliographic(work), *plain, *funders, *awards, *places, *_events("name")(work)]


# Field query -> the texts of a work it looks into. "" is the plain `query`.
FIELDS: Mapping[str, Callable[[Record], Iterable[str]]] = {
    "": _everything,
    "affiliation": lambda work: [
        t for part in values.affiliations(work) for t in values.texts_in(part, "name")
    ],
    "author": _people("author"),
    "bibliographic": _bibliographic,
    "chair": _people("chair"),
    "container-title": _containers,
    "contributor": _people(),
    "degree": lambda work: values.texts_in(work, "degree"),
    "description": lambda work: [
        *values.texts_in(work, "description"),
        *values.texts_in(work, "project", "project-description", "description"),
    ],
    "editor": _people("editor"),
    "event-acronym": _events("acronym"),
    "event-location": _events("location"),
    "event-name": _events("name"),
    "event-sponsor": _events("sponsor"),
    "event-theme": _events("theme"),
    "funder-name": lambda work: [
        t for funder in values.funders(work) for t in values.texts_in(funder, "name")
    ],
    "publisher-location": lambda work: values.texts_in(work, "publisher-location"),
    "publisher-name": lambda work: values.texts_in(work, "publisher"),
    "standards-body-acronym": lambda work: values.texts_in(work, "standards-body", "acronym"),
    "standards-body-name": lambda work: values.texts_in(work, "standards-body", "name"),
    "title": _titles,
    "translator": _people("translator"),
}


class Index(SearchIndex[Record, Record]):
    """The words of works, by field, and what filters look at."""

    def __init__(self, works: Collection[Record]) -> None:
        super().__init__(works, lambda work: work)

    def scores(self, name: str, text: str) -> dict[int, float]:
        """Return the score of every work, by number, that has at least one word of `text` in field `name`.

        The more of the words a work has, and the rarer they are, the higher; long fields count less.
        """
        searched = self.field(("words", name), partial(_words_of, name))
        average = searched.total / max(1, len(self.numbers)) or 1.0
        scores: dict[int, float] = {}
        for word in sorted(set(words(text))):
            counts = Counter(searched.numbers.get(word, ()))
            known = counts.keys() & self.numbers
            weight = self._weight(len(known))
            for number in known:
                norm = _K1 * (1 - _B + _B * searched.sizes[number] / average)
                count = counts[number]
                scores[number] = scores.get(number, 0.0) + weight * count / (count + norm)
        return scores

    def _weight(self, containing: int) -> float:
        return (_K1 + 1) * math.log(1 + (len(self.numbers) - containing + 0.5) / (containing + 0.5))


def _words_of(name: str, work: Record) -> list[str]:
    return [word for text in FIELDS[name](work) for word in words(values.plain(str(text)))]


def prepare(index: Index) -> None:
    """Make the words of the plain `query` before they are asked for."""
    index.prepare({("words", ""): partial(_words_of, "")})
    index.refresh()
