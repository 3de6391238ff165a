"""DataCite's `query`: Lucene query syntax, evaluated on index documents.

https://support.datacite.org/docs/api-queries. Terms are joined by AND; a term without a field is looked for
in the DOI, related identifiers, titles, creators' names, publisher, descriptions and subjects.
"""

import fnmatch
import re
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
from pid_emulator.datacite.errors import SearchError
from pid_emulator.datacite.search.index import INDEXED_NAMES, Document, values_at
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


class Query:
    """A parsed query. Raises SearchError (400) when it can't be parsed."""

    def __init__(self, text: str) -> None:
        prepared = _prepared(text)
        try:
            self._tree = parse(prepared)
        except (ParseError, ValueError, IndexError, AttributeError) as error:
            raise SearchError(explain(prepared) or f"Failed to parse query [{prepared}]") from error

    def score(self, document: Document) -> float:
        """Return how well a document matches, 0 when it does not."""
        return _score(self._tree, document, None)


def query_from(parameters: Parameters) -> Query | None:
    """Return the query that a request asks, None where it asks none. Raises SearchError."""
    text = parameters.get("query")
    return Query(text) if text else None


def words(text: Any) -> list[str]:
    """Return the words of a text as the index holds them."""
    return [word.lower() for word in re.findall(r"\w+(?:['’]\w+)*", str(text))]


def _prepared(text: str) -> str:
    text = _REWRITTEN.sub(lambda match: INDEXED_NAMES[match[0]], text)
    text = _PUBLISHER_PART.sub(r"publisher_obj.\1", re.sub(r"\bversion:", "version_info:", text))
    text = re.sub(r"\s&&\s", " AND ", re.sub(r"\s\|\|\s", " OR ", text))
    return re.sub(r"(?<!\\)/", r"\\/", text)


def _score(item: Item, document: Document, field: str | None) -> float:
    if isinstance(item, SearchField):
        return (
            _score(item.expr, document, item.name.replace("\\", ""))
            if item.name != "_exists_"
            else _exists(item, document)
        )
    if isinstance(item, Group | FieldGroup | Boost):
        factor = float(item.force) if isinstance(item, Boost) else 1.0
        return _score(item.expr, document, field) * factor
    if isinstance(item, AndOperation | UnknownOperation):
        return _all(item.children, document, field)
    if isinstance(item, OrOperation):
        return sum(_score(child, document, field) for child in item.children)
    if isinstance(item, Plus):
        return _score(item.a, document, field)
    if isinstance(item, Prohibit | Not):
        return 0.0 if _score(item.a, document, field) else 1.0
    return _leaf(item, document, field)


def _all(children: Any, document: Document, field: str | None) -> float:
    scores = [_score(child, document, field) for child in children]
    return sum(scores) if all(scores) else 0.0


def _exists(item: SearchField, document: Document) -> float:
    return 1.0 if values_at(document, str(item.expr).replace("\\", "").split(".")) else 0.0


def _leaf(item: Item, document: Document, field: str | None) -> float:
    if field == "*" and str(item) == "*":
        return 1.0
    if field is not None:
        return 1.0 if _matches(item, document, field) else 0.0
    if str(item).strip() == "*":
        return 1.0
    return sum(boost for name, boost in DEFAULT_FIELDS.items() if _matches(item, document, name))


def _matches(item: Item, document: Document, field: str) -> bool:
    path = field.split(".")
    if path[-1] in ("keyword", "raw"):
        path = path[:-1]
    values = values_at(document, path)
    leaf = path[-1]
    if leaf in DATE_LEAVES or isinstance(item, Range | From | To):
        return any(_in_range(item, str(value)) for value in values)
    is_text = (leaf in TEXT_LEAVES or leaf == "*") and not field.endswith((*KEYWORD_PATHS, ".keyword"))
    if is_text:
        return any(_matches_text(item, words(value)) for value in values)
    lower = leaf in LOWERCASE_LEAVES or path[-2:] == ["client", "uid"]
    return any(_matches_keyword(item, _keyword(value), lower) for value in values)


def _keyword(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _literal(item: Item) -> str:
    if isinstance(item, Phrase):
        return re.sub(r"\\(.)", r"\1", item.value[1:-1])
    if isinstance(item, Fuzzy | Proximity):
        return _literal(item.term)
    return re.sub(r"\\(.)", r"\1", item.value) if isinstance(item, Term) else str(item)


def _is_pattern(item: Item) -> bool:
    return isinstance(item, Term) and not isinstance(item, Phrase) and item.has_wildcard()


def _matches_text(item: Item, text: list[str]) -> bool:
    literal = _literal(item)
    if _is_pattern(item):
        return bool(text) if literal == "*" else any(_glob(word, literal.lower()) for word in text)
    if isinstance(item, Fuzzy):
        return any(_is_like(word, literal.lower(), item) for word in text)
    wanted = words(literal)
    slop = int(item.degree) if isinstance(item, Proximity) else 1
    return bool(wanted) and has_phrase(text, wanted, slop)


def _matches_keyword(item: Item, value: str, lower: bool) -> bool:
    literal = _literal(item)
    if lower:
        value, literal = value.lower(), literal.lower()
    if _is_pattern(item):
        return _glob(value, literal)
    if isinstance(item, Fuzzy):
        return _is_like(value, literal, item)
    return value == literal


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
