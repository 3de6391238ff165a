"""Solr's query language over the index: luqum parses it, this turns the tree into a test of one record."""

import re
from collections.abc import Callable, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from luqum import tree
from luqum.exceptions import IllegalCharacterError, ParseError

from pid_emulator.core.lucene import has_phrase, is_within
from pid_emulator.core.query_parser import parse as parse_lucene
from pid_emulator.orcid.search.fields import FieldType, field_type, moment, normal, words
from pid_emulator.orcid.search.index import Document, Index, having_words

Score = Callable[[Document], float | None]


@dataclass(frozen=True)
class Test:
    """What a query stands for: the score of a record that matches, None for one that does not.

    `among` returns the numbers in the index of all records that can match, and of others perhaps; None where
    it cannot tell without a look at each of them.
    """

    score: Score
    among: Callable[[Index], Set[int] | None] = lambda index: None

    def __call__(self, document: Document) -> float | None:
        return self.score(document)


_QUOTED_OR_OPERATOR = re.compile(r'("(?:\\.|[^"\\])*")|(\\.)|(&&)|(\|\|)|(?:(?<=[\s(])|^)(!)')
# A slash begins a pattern only where a word could begin; inside a word, as in a DOI, it is a character.
_SLASHES = re.compile(
    r'("(?:\\.|[^"\\])*"|\[[^\]}]*[\]}]|\{[^\]}]*[\]}]|\\.)|((?:(?<=[\s(:+!-])|^)/)((?:\\.|[^/\\])*/)?'
)
_UNEXPECTED = re.compile(r"'(?P<token>.*)' at position (?P<position>\d+)", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_UNESCAPED_WILDCARD = re.compile(r"(?<!\\)(?:\\\\)*[*?]")


class SolrError(Exception):
    """What Solr refuses; the text is its own."""


@dataclass(frozen=True)
class Parser:
    """One way of reading a query.

    `fields` are those that words without a field are looked up in, each with its weight. `lenient` is
    Solr's edismax parser: it takes what it cannot read, or an unknown field, for plain words.
    """

    now: datetime
    fields: tuple[tuple[str, float], ...] = (("text", 1.0),)
    lenient: bool = False

    def parse(self, query: str) -> Test:
        """Return the test that a query stands for. Raises SolrError."""
        try:
            root = parse_lucene(_prepare(query))
        except (ParseError, ValueError) as error:
            if self.lenient:
                return self._plain(query)
            raise SolrError(
                f"org.apache.solr.search.SyntaxError: Cannot parse '{query}': {_in_solrs_words(query, error)}"
            ) from None
        return self._test(root, None)

    def _plain(self, query: str) -> Test:
        return _any_of([self._word(None, word) for word in re.findall(r"[^\s\"()\[\]{}:]+", query)])

    def _test(self, node: Any, field: str | None) -> Test:
        match node:
            case tree.SearchField():
                return self._field(node)
            case tree.AndOperation() | tree.OrOperation() | tree.UnknownOperation():
                return self._combination(node, field)
            case tree.Group() | tree.FieldGroup():
                return self._test(node.expr, field)
            case tree.Boost():
                return _weighted(self._test(node.expr, field), float(node.force or 1))
            case tree.Plus():
                return self._test(node.a, field)
            case tree.Not() | tree.Prohibit():
                return _none_of([self._test(node.a, field)])
            case tree.Phrase():
                return self._each_field(field, lambda name: _phrase(name, _unquoted(node), 0))
            case tree.Proximity():
                text, slop = _unquoted(node.term), int(node.degree or 0)
                return self._each_field(field, lambda name: _phrase(name, text, slop))
            case tree.Fuzzy():
                distance = int(node.degree) if node.degree is not None and node.degree >= 1 else 2
                text = _unescape(str(node.term.value))
                return self._each_field(field, lambda name: _fuzzy(name, text, min(distance, 2)))
            case tree.Range():
                return self._each_field(field, lambda name: self._range(name, node))
            case tree.From() | tree.To():
                return self._word(field, str(node).strip())
            case tree.Regex():
                return self._each_field(field, lambda name: _pattern(name, str(node.value)[1:-1]))
            case tree.Word():
                return self._word(field, str(node.value))
        raise SolrError(f"org.apache.solr.search.SyntaxError: Cannot parse '{node}'")

    def _field(self, node: Any) -> Test:
        name = str(node.name).replace("\\", "")
        if name == "*" and str(node.expr).strip() == "*":
            return Test(lambda document: 1.0)
        if field_type(name) is None:
            if self.lenient:
                return self._plain(str(node))
            raise SolrError(f"undefined field {name}")
        return self._test(node.expr, name)

    def _combination(self, node: Any, field: str | None) -> Test:
        """Combine as Lucene does: what must match, what must not, and of the rest at least one."""
        must, must_not, should = [], [], []
        for child in node.children:
            if isinstance(child, tree.Not | tree.Prohibit):
                must_not.append(self._test(child.a, field))
            elif isinstance(child, tree.Plus) or isinstance(node, tree.AndOperation):
                must.append(self._test(child, field))
            else:
                should.append(self._test(child, field))
        return _boolean(must, must_not, should)

    def _word(self, field: str | None, text: str) -> Test:
        if field is not None and text == "*":
            return Test(lambda document: 1.0 if document.of(field) or document.dates.get(field) else None)
        return self._each_field(field, lambda name: self._word_in(name, text))

    def _word_in(self, field: str, text: str) -> Test:
        kind = field_type(field)
        if kind is FieldType.DATE:
            at = self._moment(_unescape(text))
            return Test(lambda document: 1.0 if document.dates.get(field) == at else None)
        if _UNESCAPED_WILDCARD.search(text):
            return _pattern(field, _wildcards_as_pattern(text))
        text = _unescape(text)
        if kind is FieldType.STRING:
            return Test(lambda document: 1.0 if text in document.of(field) else None, having_words(text))
        wanted = words(kind or FieldType.TEXT, text)
        return _any_of([_one_word(field, word) for word in wanted])

    def _range(self, field: str, node: Any) -> Test:
        low, high = (_unescape(str(end.value).strip('"')) for end in (node.low, node.high))
        if field_type(field) is FieldType.DATE:
            first = None if low == "*" else self._moment(low)
            last = None if high == "*" else self._moment(high)
            return Test(
                lambda document: _between(
                    [at] if (at := document.dates.get(field)) else [], first, last, node
                )
            )
        kind = field_type(field) or FieldType.TEXT
        start, end = (None if edge == "*" else normal(kind, edge) for edge in (low, high))
        if kind is FieldType.STRING:
            return Test(lambda document: _between(document.of(field), start, end, node))
        return Test(
            lambda document: _between(
                [word for value in document.words(field) for word in value], start, end, node
            )
        )

    def _moment(self, text: str) -> datetime:
        try:
            return moment(text, self.now)
        except (ValueError, OverflowError):
            raise SolrError(f"Invalid Date String:'{text}'") from None

    def _each_field(self, field: str | None, build: Callable[[str], Test]) -> Test:
        """Build a test of the field that was named, or of every default field with its weight."""
        if field is not None:
            return build(field)
        return _any_of([_weighted(build(name), weight) for name, weight in self.fields])


class _LexicalError(ValueError):
    """A slash that begins a pattern and nothing ends it; the text is Solr's."""


def _in_solrs_words(query: str, error: Exception) -> str:
    """Return where the parser gave up, in the form that Solr has for it."""
    if not isinstance(error, ParseError):
        return str(error)
    found = _UNEXPECTED.search(str(error))
    if found is None:
        return f'Encountered "<EOF>" at line 1, column {len(query)}.'
    column = int(found["position"])
    if isinstance(error, IllegalCharacterError):
        rest = query[column:]
        return f'Lexical error at line 1, column {len(query) + 1}.  Encountered: <EOF> after : "{rest}"'
    return f'Encountered "{found["token"]}" at line 1, column {column}.'


def _prepare(query: str) -> str:
    """Write Solr's other forms as luqum reads them: `&&`, `||` and `!`, and patterns between slashes."""

    def operator(found: re.Match[str]) -> str:
        quoted, escaped, both, either, negation = found.groups()
        return quoted or escaped or (both and " AND ") or (either and " OR ") or (negation and "NOT ") or ""

    def pattern(found: re.Match[str]) -> str:
        if found[2] and not found[3]:
            raise _LexicalError(
                f"Lexical error at line 1, column {len(query) + 1}.  Encountered: <EOF> after : "
                f'"{query[found.start() :]}"'
            )
        return found[0]

    query = _QUOTED_OR_OPERATOR.sub(operator, query)
    return _SLASHES.sub(pattern, query)


def _boolean(must: list[Test], must_not: list[Test], should: list[Test]) -> Test:
    def test(document: Document) -> float | None:
        if any(refused(document) is not None for refused in must_not):
            return None
        needed = [each(document) for each in must]
        if any(score is None for score in needed):
            return None
        found = [score for each in should if (score := each(document)) is not None]
        if should and not must and not found:
            return None
        return sum(score or 0 for score in needed) + sum(found)

    def among(index: Index) -> Set[int] | None:
        narrowing = [numbers for each in must if (numbers := each.among(index)) is not None]
        if narrowing:
            return set.intersection(*map(set, narrowing))
        choices = [each.among(index) for each in should]
        if must or not choices or None in choices:
            return None
        return set().union(*(numbers for numbers in choices if numbers is not None))

    return Test(test, among)


def _any_of(tests: list[Test]) -> Test:
    return _boolean([], [], tests) if tests else Test(lambda document: None, lambda index: frozenset())


def _none_of(tests: list[Test]) -> Test:
    return _boolean([], tests, [])


def _weighted(test: Test, weight: float) -> Test:
    return Test(lambda document: None if (score := test(document)) is None else score * weight, test.among)


def _one_word(field: str, word: str) -> Test:
    return Test(
        lambda document: 1.0 if any(word in value for value in document.words(field)) else None,
        having_words(word),
    )


def _phrase(field: str, text: str, slop: int) -> Test:
    kind = field_type(field) or FieldType.TEXT
    if kind in (FieldType.STRING, FieldType.DATE):
        return Test(lambda document: 1.0 if text in document.of(field) else None, having_words(text))
    wanted = words(kind, text)
    return Test(
        lambda document: (
            float(len(wanted))
            if wanted and any(has_phrase(value, wanted, slop) for value in document.words(field))
            else None
        ),
        having_words(text),
    )


def _fuzzy(field: str, text: str, distance: int) -> Test:
    wanted = normal(field_type(field) or FieldType.TEXT, text)
    return Test(
        lambda document: (
            1.0
            if any(is_within(distance, wanted, word) for value in document.words(field) for word in value)
            else None
        )
    )


def _pattern(field: str, pattern: str) -> Test:
    kind = field_type(field) or FieldType.TEXT
    try:
        compiled = re.compile(normal(kind, pattern))
    except re.error:
        raise SolrError(f"org.apache.solr.search.SyntaxError: Cannot parse '/{pattern}/'") from None
    if kind is FieldType.STRING:
        return Test(lambda document: 1.0 if any(map(compiled.fullmatch, document.of(field))) else None)
    return Test(
        lambda document: (
            1.0
            if any(compiled.fullmatch(word) for value in document.words(field) for word in value)
            else None
        )
    )


def _wildcards_as_pattern(text: str) -> str:
    parts = re.findall(r"\\.|[*?]|[^\\*?]+|\\$", text, re.DOTALL)
    return "".join({"*": ".*", "?": "."}.get(part) or re.escape(_unescape(part)) for part in parts)


def _between(values: list[Any], low: Any, high: Any, node: Any) -> float | None:
    for value in values:
        above = low is None or value > low or (node.include_low and value == low)
        below = high is None or value < high or (node.include_high and value == high)
        if above and below:
            return 1.0
    return None


def _unquoted(phrase: Any) -> str:
    return _unescape(str(phrase.value)[1:-1])


def _unescape(text: str) -> str:
    return _ESCAPE.sub(r"\1", text)
