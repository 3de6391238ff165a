"""What is said of a query that can't be parsed."""

import pytest

from pid_emulator.datacite.search.syntax_errors import explain

# As api.datacite.org answered to a query of twelve letters (2026-09).
CLAUSE_MISSING = """parse_exception: Encountered "<EOF>" at line 1, column 12.
Was expecting one of:
    <NOT> ...
    "+" ...
    "-" ...
    <BAREOPER> ...
    "(" ...
    "*" ...
    <QUOTED> ...
    <TERM> ...
    <PREFIXTERM> ...
    <WILDTERM> ...
    <REGEXPTERM> ...
    "[" ...
    "{" ...
    <NUMBER> ...
    <TERM> ...
    "*" ...
    """


def test_a_clause_is_missing_at_the_end() -> None:
    assert explain("(glacier AND") == CLAUSE_MISSING


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("title:", '"<EOF>" at line 1, column 6.\nWas expecting one of:\n    <BAREOPER> ...\n    "(" ...'),
        ("(ice", '"<EOF>" at line 1, column 4.\nWas expecting one of:\n    <AND> ...'),
        ("ice)", '" ")" ") "" at line 1, column 3.\nWas expecting one of:\n    <EOF> \n    <AND> ...'),
        ("OR ice", '" <OR> "OR "" at line 1, column 0.\nWas expecting one of:\n    <NOT> ...'),
        ("a:b:c", '" ":" ": "" at line 1, column 3.'),
        ("NOT", '"<EOF>" at line 1, column 3.\nWas expecting one of:\n    <BAREOPER> ...'),
        ("ice^", '"<EOF>" at line 1, column 4.\nWas expecting:\n    <NUMBER> ...'),
        ("year:[1 TO", '"<EOF>" at line 1, column 10.\nWas expecting one of:\n    "TO" ...'),
    ],
)
def test_an_unexpected_token_is_named_with_its_place(query: str, told: str) -> None:
    assert (explain(query) or "").startswith(f"parse_exception: Encountered {told}")


def test_a_letter_that_begins_no_token() -> None:
    assert explain("ice ]") == (
        "token_mgr_error: Lexical error at line 1, column 5.  Encountered: ']' (93), (in lexical state 2)"
    )


@pytest.mark.parametrize(
    "query",
    ["ice", 'a b (c OR "d e"~2) -f^2 g:[1 TO 2] +h:(x y)', "10.1234\\/abc", "*:*", "a && !b || {1 TO *]"],
)
def test_nothing_is_said_of_a_query_that_can_be_parsed(query: str) -> None:
    assert explain(query) is None
