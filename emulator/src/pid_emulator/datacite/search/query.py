"""DataCite's `query`: Lucene query syntax, evaluated on index documents.

https://support.datacite.org/docs/api-queries. Terms are joined by AND; a term without a field is looked for
in the DOI, related identifiers, titles, creators' names, publisher, descriptions and subjects.
"""

import fnmatch
import re
from functools import partial
from typing import Any

from luqum.exceptions import ParseError
from luqum.tree import (
    AndOperation,
    Boost,
    FieldGroup,
    From,
    Fuzzy,
    Group,
    Item,
    Not,
    OrOperation,
    Phrase,
    Plus,
    Prohibit,
    Proximity,
    Range,
    SearchField,
    Term,
    To,
    UnknownOperation,
)

from pid_emulator.core.lucene import has_phrase, is_within
from pid_emulator.core.query_parser import parse
from pid_emulator.core.search_index import SearchIndex, index_of_one
from pid_emulator.datacite.errors import SearchError
from pid_emulator.datacite.search.index import (
    INDEXED_NAMES,
    field_in_any_case,
    holders,
    holders_in_any_case,
    holders_of_any,
    values_at,
)
from pid_emulator.datacite.search.parameters import Parameters
from pid_emulator.datacite.search.syntax_errors import explain

DEFAULT_FIELDS = {
    "uid": 50.0,
    "related_identifiers.relatedIdentifier": 3.0,
    "titles.title": 3.0,
    "creator_names": 3.0,
    "creators.id": 3.0,
    "publisher": 3.0,
    "descriptions.description": 3.0,
    "subjects.subject": 3.0,
}
# Leaf names whose values are analysed into words; all others are taken as one keyword.
TEXT_LEAVES = frozenset(
    [
        "title",
        "description",
        "name",
        "givenName",
        "familyName",
        "publisher",
        "creator_names",
        "subject",
        "reason",
        "url",
        "display_name",
        "alternate_name",
    ]
)
KEYWORD_PATHS = ("affiliation.name",)
DATE_LEAVES = frozenset({"publication_year", "created", "updated", "registered", "published"})
LOWERCASE_LEAVES = frozenset(
    [
        "uid",
        "id",
        "doi",
        "identifier",
        "relatedIdentifier",
        "relatedItemIdentifier",
        "funderIdentifier",
        "rightsIdentifier",
        "publisherIdentifier",
    ]
)
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_REWRITTEN = re.compile(
    "|".join(
        [
            "publicationYear",
            "relatedIdentifiers",
            "relatedItems",
            "rightsList",
            "fundingReferences",
            "geoLocations",
        ]
        + ["landingPage", "contentUrl", "citationCount", "viewCount", "downloadCount", "schemaVersion"]
    )
)
_PUBLISHER_PART = re.compile(
    r"publisher\.(name|publisherIdentifierScheme|publisherIdentifier|schemeUri|lang)"
)


Index = SearchIndex[Any, Any]
Scores = dict[int, float]


class Query:
    """A parsed query. Raises SearchError (400) when it can't be parsed."""

    def __init__(self, text: str) -> None:
        prepared = _prepared(text)
        try:
            self._tree = parse(prepared)
        except (ParseError, ValueError, IndexError, AttributeError) as error:
            raise SearchError(explain(prepared) or f"Failed to parse query [{prepared}]") from error

    def scores(self, index: Index) -> Scores:
        """Return how well documents match, by their numbers, without those that do not."""
        return _scores(self._tree, index, None)

    def score(self, document: Any) -> float:
        """Return how well one document matches, 0 when it does not."""
        return self.scores(index_of_one(document)).get(0, 0.0)


def prepare_words(index: Index) -> None:
    """Make the words that a query without a field is looked up in."""
    paths = [name.split(".") for name in DEFAULT_FIELDS]
    words_there = {
        ("words", *path): partial(_words_at, path=path) for path in paths if path[-1] in TEXT_LEAVES
    }
    index.prepare(
        words_there
        | dict(field_in_any_case(".".join(path)) for path in paths if path[-1] in LOWERCASE_LEAVES)
    )


def query_from(parameters: Parameters) -> Query | None:
    """Return the query that a request asks, None where it asks none. Raises SearchError."""
    text = parameters.get("query")
    return Query(text) if text else None


def words(text: Any) -> list[str]:
    """Return the words of a text as the index holds them."""
    return " ".join(_WORD.findall(str(text))).lower().split()


def _prepared(text: str) -> str:
    text = _REWRITTEN.sub(lambda match: INDEXED_NAMES[match[0]], text)
    text = _PUBLISHER_PART.sub(r"publisher_obj.\1", re.sub(r"\bversion:", "version_info:", text))
    text = re.sub(r"\s&&\s", " AND ", re.sub(r"\s\|\|\s", " OR ", text))
    return re.sub(r"(?<!\\)/", r"\\/", text)


def _scores(item: Item, index: Index, field: str | None) -> Scores:
    if isinstance(item, SearchField):
        if item.name == "_exists_":
            return _even(_with_something(str(item.expr).replace("\\", ""), index))
        return _scores(item.expr, index, item.name.replace("\\", ""))
    if isinstance(item, Group | FieldGroup | Boost):
        factor = float(item.force) if isinstance(item, Boost) else 1.0
        found = _scores(item.expr, index, field)
        return {number: score * factor for number, score in found.items()} if factor else {}
    if isinstance(item, AndOperation | UnknownOperation):
        return _all([_scores(child, index, field) for child in item.children])
    if isinstance(item, OrOperation):
        return _sum([_scores(child, index, field) for child in item.children])
    if isinstance(item, Plus):
        return _scores(item.a, index, field)
    if isinstance(item, Prohibit | Not):
        return _even(index.numbers.difference(_scores(item.a, index, field)))
    return _leaf(item, index, field)


def _even(numbers: set[int]) -> Scores:
    return dict.fromkeys(numbers, 1.0)


def _sum(found: list[Scores]) -> Scores:
    total: Scores = {}
    for scores in found:
        for number, score in scores.items():
            total[number] = total.get(number, 0.0) + score
    return total


def _all(found: list[Scores]) -> Scores:
    fewest = min(found, key=len)
    everywhere = [number for number in fewest if all(number in scores for scores in found)]
    return {number: sum(scores[number] for scores in found) for number in everywhere}


def _leaf(item: Item, index: Index, field: str | None) -> Scores:
    if field == "*" and str(item) == "*":
        return _even(index.numbers)
    if field is not None:
        return _even(_matching(item, index, field))
    if str(item).strip() == "*":
        return _even(index.numbers)
    return _sum(
        [dict.fromkeys(_matching(item, index, name), boost) for name, boost in DEFAULT_FIELDS.items()]
    )


def _with_something(path: str, index: Index) -> set[int]:
    return holders_of_any(index, path, lambda value: True)


def _matching(item: Item, index: Index, field: str) -> set[int]:
    """Return the numbers of the documents that have a value in a field that an item stands for."""
    path = field.split(".")
    if path[-1] in ("keyword", "raw"):
        path = path[:-1]
    name, leaf = ".".join(path), path[-1]
    if leaf in DATE_LEAVES or isinstance(item, Range | From | To):
        return holders_of_any(index, name, partial(_in_range, item))
    if (leaf in TEXT_LEAVES or leaf == "*") and not field.endswith((*KEYWORD_PATHS, ".keyword")):
        return _matching_text(item, index, path)
    lower = leaf in LOWERCASE_LEAVES or path[-2:] == ["client", "uid"]
    if not _is_pattern(item) and not isinstance(item, Fuzzy):
        return (holders_in_any_case if lower else holders)(index, name, _literal(item))
    return holders_of_any(index, name, lambda value: _matches_keyword(item, value, lower))


def _matching_text(item: Item, index: Index, path: list[str]) -> set[int]:
    words_there = partial(_words_at, path=path)
    name = ("words", *path)
    literal = _literal(item)
    if _is_pattern(item):
        return index.with_any(name, words_there, lambda word: literal == "*" or _glob(word, literal.lower()))
    if isinstance(item, Fuzzy):
        return index.with_any(name, words_there, lambda word: _is_like(word, literal.lower(), item))
    wanted = words(literal)
    if not wanted:
        return set()
    found = set.intersection(*(index.with_value(name, words_there, word) for word in set(wanted)))
    if len(wanted) == 1:
        return found
    slop = int(item.degree) if isinstance(item, Proximity) else 1
    return {
        number
        for number in found
        if any(has_phrase(words(text), wanted, slop) for text in values_at(index.document(number), path))
    }


def _words_at(document: Any, path: list[str]) -> set[str]:
    return {word for value in values_at(document, path) for word in words(value)}


def _literal(item: Item) -> str:
    if isinstance(item, Phrase):
        return re.sub(r"\\(.)", r"\1", item.value[1:-1])
    if isinstance(item, Fuzzy | Proximity):
        return _literal(item.term)
    return re.sub(r"\\(.)", r"\1", item.value) if isinstance(item, Term) else str(item)


def _is_pattern(item: Item) -> bool:
    return isinstance(item, Term) and not isinstance(item, Phrase) and item.has_wildcard()


def _matches_keyword(item: Item, value: str, lower: bool) -> bool:
    """Tell whether a pattern, or a word that may differ a little, stands for a value."""
    literal = _literal(item)
    if lower:
        value, literal = value.lower(), literal.lower()
    return _is_like(value, literal, item) if isinstance(item, Fuzzy) else _glob(value, literal)


def _glob(value: str, pattern: str) -> bool:
    return fnmatch.fnmatchcase(value, pattern.replace("[", "[[]"))


def _is_like(value: str, literal: str, item: Fuzzy) -> bool:
    edits = int(item.degree) if item.degree >= 1 else 2
    return edits <= 2 and is_within(edits, value, literal)


def _in_range(item: Item, value: str) -> bool:
    if isinstance(item, Range):
        low, high = _literal(item.low), _literal(item.high)
        return _above(value, low, item.include_low) and _below(value, high, item.include_high)
    if isinstance(item, From):
        return _above(value, _literal(item.a), item.include)
    if isinstance(item, To):
        return _below(value, _literal(item.a), item.include)
    literal = _literal(item)
    if _is_pattern(item):
        return _glob(value, literal)
    return value == literal or (bool(re.match(r"\d{4}", literal)) and value.startswith(literal))


def _above(value: str, bound: str, inclusive: bool) -> bool:
    if bound == "*":
        return True
    left, right = _comparable(value, bound)
    if isinstance(left, str) and not inclusive:
        left = left[: len(right)]
    return bool(left >= right if inclusive else left > right)


def _below(value: str, bound: str, inclusive: bool) -> bool:
    if bound == "*":
        return True
    left, right = _comparable(value, bound)
    if isinstance(left, str):
        left = left[: len(right)]
    return bool(left <= right if inclusive else left < right)


def _comparable(value: str, bound: str) -> tuple[Any, Any]:
    if re.fullmatch(r"-?\d+(\.\d+)?", value) and re.fullmatch(r"-?\d+(\.\d+)?", bound):
        return float(value), float(bound)
    return re.sub(r"(\.\d+)?Z$", "", value), re.sub(r"(\.\d+)?Z$", "", bound)
