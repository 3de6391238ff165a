"""Says why a query can't be parsed in the words of the search engine's parser, Lucene's.

They name the token that the parser stumbled over, where that stands, and every token that could have stood
there. Answers of api.datacite.org show them for an open quotation mark and for a query that ends where a
clause should begin (2026-09); for other places the lists are those of Lucene's grammar.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_STARTS = (
    "<BAREOPER>", '"("', '"*"', "<QUOTED>", "<TERM>", "<PREFIXTERM>", "<WILDTERM>", "<REGEXPTERM>", '"["',
    '"{"', "<NUMBER>",
)  # fmt: skip
_MODIFIERS = ("<NOT>", '"+"', '"-"')
# A word or an asterisk may be the name of a field, which the parser looks for on its own.
_FIELDS = ("<TERM>", '"*"')
_EXPECTED = {
    "clause": (*_MODIFIERS, *_STARTS, *_FIELDS),
    "modified clause": (*_STARTS, *_FIELDS),
    "value": _STARTS,
}
_TOKEN = re.compile(
    r"""(?P<AND>AND(?=[\s()"]|$)|&&) | (?P<OR>OR(?=[\s()"]|$)|\|\|) | (?P<BAREOPER>[-+!]\s)
      | (?P<NOT>NOT(?=[\s()"]|$)|!) | (?P<mark>[-+():^]) | (?P<QUOTED>"(?:[^"\\]|\\.)*")
      | (?P<FUZZY_SLOP>~[\d.]*) | (?P<range>[\[{][^\]}]*[\]}])
      | (?P<TERM>(?:[^\s\\"!():^~\[\]{}/+-]|\\.)(?:[^\s\\"!():^~\[\]{}/]|\\.)*)""",
    re.VERBOSE | re.DOTALL,
)
_RANGE_PART = re.compile(r'"(?:[^"\\]|\\.)*"|[^\s\]}]+')


class _Token(NamedTuple):
    kind: str
    text: str
    column: int

    @property
    def is_modifier(self) -> bool:
        return self.kind == "NOT" or self.text in ("+", "-")

    @property
    def starts_clause(self) -> bool:
        return self.kind in ("TERM", "QUOTED", "BAREOPER", "range")

    @property
    def shown(self) -> str:
        if self.kind == "EOF":
            return '"<EOF>"'
        name = f'"{self.text}"' if self.kind == "mark" else f"<{self.kind}>"
        return f'" {name} "{_escaped(self.text)} ""'


class _ParseError(Exception):
    pass


def explain(query: str) -> str | None:
    """Return what the parser says of a query, None where it finds nothing wrong."""
    try:
        _follow([*_tokens(query)])
    except _ParseError as error:
        return str(error)
    return None


def _follow(tokens: Sequence[_Token]) -> None:
    """Go from token to token as the grammar does. Raises _ParseError."""
    place, depth, position = "clause", 0, 0
    while True:
        token, following = tokens[position], tokens[min(position + 1, len(tokens) - 1)]
        position += 1
        if place == "end of clause":
            if token.kind == "EOF" and not depth:
                return
            if token.text == ")" and depth:
                depth -= 1
            elif token.text == "^":
                if following.kind != "TERM":
                    raise _unexpected(following, ("<NUMBER>",))
                position += 1
            elif token.kind in ("AND", "OR"):
                place = "clause"
            elif token.kind != "FUZZY_SLOP":
                if not (token.is_modifier or token.starts_clause or token.text == "("):
                    raise _unexpected(token, _after_clause(depth))
                place, position = "clause", position - 1
        elif token.is_modifier and place == "clause":
            place = "modified clause"
        elif token.text == "(":
            depth, place = depth + 1, "clause"
        elif token.kind == "TERM" and following.text == ":" and place != "value":
            position, place = position + 1, "value"
        elif token.starts_clause:
            place = "end of clause"
        else:
            raise _unexpected(token, _EXPECTED[place])


def _after_clause(depth: int) -> Sequence[str]:
    first, *others = _STARTS[1:]
    asterisk, quoted, term, *rest = others
    close = ('")"',) if depth else ()
    listed = ("<AND>", "<OR>", *_MODIFIERS, _STARTS[0], first, *close, asterisk, '"^"', quoted, term)
    return (*(() if depth else ("<EOF>",)), *listed, "<FUZZY_SLOP>", *rest)


def _unexpected(token: _Token, expected: Sequence[str]) -> _ParseError:
    listed = "".join(f"    {name} {'' if name == '<EOF>' else '...'}\n" for name in expected)
    expecting = "Was expecting one of:\n" if len(expected) > 1 else "Was expecting:\n"
    place = f"Encountered {token.shown} at line 1, column {token.column}."
    return _ParseError(f"parse_exception: {place}\n{expecting}{listed}    ")


def _tokens(query: str) -> Iterator[_Token]:
    """Cut a query into its tokens, the end of the query as the last one. Raises _ParseError."""
    position = 0
    while space := re.compile(r"\s*").match(query, position):
        position = space.end()
        if position == len(query):
            break
        found = _TOKEN.match(query, position)
        if found is None:
            raise _lexical(query, position)
        yield _Token(str(found.lastgroup), found[0], position)
        position = found.end()
    yield _Token("EOF", "", len(query))


def _lexical(query: str, position: int) -> _ParseError:
    rest = query[position:]
    if rest[0] in "[{":
        parts = _RANGE_PART.findall(rest[1:])
        bounds = ("<RANGE_QUOTED>", "<RANGE_GOOP>")
        expected = (('"TO"', *bounds), ('"TO"',), ('"TO"', *bounds), ('"]"', '"}"'))[min(len(parts), 3)]
        return _unexpected(_Token("EOF", "", len(query)), expected)
    column, encountered = position + 1, f"'{_escaped(rest[0])}' ({ord(rest[0])}),"
    if rest[0] in '"\\':
        column, encountered = len(query) + 1, f'<EOF> after prefix "{_escaped(rest)}"'
    return _ParseError(
        f"token_mgr_error: Lexical error at line 1, column {column}.  Encountered: {encountered} "
        "(in lexical state 2)"
    )


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
