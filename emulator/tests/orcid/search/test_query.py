"""Solr's query language: what is no query, and whom each query finds."""

import pytest

from pid_emulator import Emulator
from support.orcid_people import CARBERRY
from support.orcid_search import DOI, MUELLER, ORSTED, ask, found


@pytest.mark.parametrize(
    "query",
    [
        "text:(",
        "carberry AND",
        '"unclosed',
        "/unclosed",
        "doi-self:10.1023/A:1005982530560",
        "https://orcid.org/0000-0002-1825-0097",
        "profile-last-modified-date:[yesterday TO NOW]",
        "\\",
        "(" * 5000,
    ],
)
def test_bad_syntax_is_a_500(orcid: Emulator, query: str) -> None:
    answer = ask(orcid, "search", q=query)
    assert (answer.status_code, answer.json["error-code"]) == (500, 9008)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("family-name:carberry", [CARBERRY]),
        ("carberry", [CARBERRY]),
        ("family-name:carb*", [CARBERRY]),
        ("family-name:c?rberry", [CARBERRY]),
        ("carbery~1", [CARBERRY]),
        ("/carb.*/", [CARBERRY]),
        ("given-names:josiah AND family-name:carberry", [CARBERRY]),
        ("given-names:(josiah OR zoë)", [CARBERRY, MUELLER]),
        ("josiah && carberry", [CARBERRY]),
        ("josiah || zoë", [CARBERRY, MUELLER]),
        ("+josiah zoë", [CARBERRY]),
        ("family-name:* AND NOT carberry", [MUELLER, ORSTED]),
        ("-carberry", [MUELLER, ORSTED]),
        ("*:* !carberry", [MUELLER, ORSTED]),
        ("josiah zoë^2", [MUELLER, CARBERRY]),
        ('work-titles:"cracked pots"', [CARBERRY]),
        ('work-titles:"theory pots"', []),
        ('work-titles:"theory pots"~2', [CARBERRY]),
        ("keyword:psychoceramics", [CARBERRY]),
        ("email:*@example.org", [CARBERRY]),
        ("orcid:0009-9000-0000-0004", [MUELLER]),
        ("profile-last-modified-date:[2020-01-01T00:00:00Z TO NOW]", [CARBERRY, ORSTED]),
        ("profile-last-modified-date:[* TO 2020-01-01T00:00:00Z]", [MUELLER]),
        ("profile-last-modified-date:[NOW-1DAY/DAY TO NOW]", []),
    ],
)
def test_the_query_language(orcid: Emulator, query: str, expected: list[str]) -> None:
    assert found(orcid, query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (f'doi-self:"{DOI}"', [CARBERRY]),
        (f'digital-object-ids:"{DOI}"', [CARBERRY]),
        ("doi-self:10.1087\\/20120404", [CARBERRY]),
        ("doi-self:10.1087", []),
        # Not quoted, a DOI is cut into words, and one of them is enough.
        ("digital-object-ids:10.1087/999", [CARBERRY]),
        ('digital-object-ids:"10.1087/999"', []),
        # Brackets end the value: 75 is looked for in all fields.
        ("doi-self:10.1016/0020-7519(carberry)90103-4", [CARBERRY]),
        ('doi-self:"10.5555/the-book"', []),
        ('doi-part-of:"10.5555/the-book"', [CARBERRY]),
    ],
)
def test_dois_are_exact_when_quoted(orcid: Emulator, query: str, expected: list[str]) -> None:
    assert found(orcid, query) == expected


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("carberry AND", 'Encountered "<EOF>" at line 1, column 12.'),
        ('"unclosed', 'Lexical error at line 1, column 10.  Encountered: <EOF> after : ""unclosed"'),
        ("/unclosed", 'Lexical error at line 1, column 10.  Encountered: <EOF> after : "/unclosed"'),
    ],
)
def test_what_is_wrong_with_a_query_is_told_in_solrs_words(orcid: Emulator, query: str, told: str) -> None:
    assert ask(orcid, "search", q=query).json["developer-message"] == (
        "org.apache.solr.client.solrj.impl.HttpSolrClient.RemoteSolrException Full validation error: "
        "Error from server at http://solr-loc.orcid.org/solr/profile: "
        f"org.apache.solr.search.SyntaxError: Cannot parse '{query}': {told}"
    )


NESTED = {
    "parentheses": ("(", ")"),
    "negations": ("NOT ", ""),
    "minus signs": ("-", ""),
    "plus signs": ("+", ""),
    "fields": ("text:", ""),
    "alternatives": ("(zoë OR ", ")"),
}


@pytest.mark.parametrize(("opening", "closing"), NESTED.values(), ids=NESTED)
@pytest.mark.parametrize("levels", [101, 500, 3000])
def test_what_is_nested_too_deep_cannot_be_parsed(
    orcid: Emulator, levels: int, opening: str, closing: str
) -> None:
    query = opening * levels + "carberry" + closing * levels
    answer = ask(orcid, "search", q=query)
    assert (answer.status_code, answer.json["error-code"]) == (500, 9008)
    assert answer.json["developer-message"].endswith(
        f"SyntaxError: Cannot parse '{query}': nested deeper than 100 levels"
    )
    assert found(orcid, query, defType="edismax") is not None  # which takes it for plain words


@pytest.mark.parametrize(("opening", "closing"), NESTED.values(), ids=NESTED)
def test_what_is_nested_less_deep_is_answered(orcid: Emulator, opening: str, closing: str) -> None:
    levels = 48  # the alternatives and their parentheses are two levels
    expected = [MUELLER, CARBERRY] if "OR" in opening else [CARBERRY]
    assert found(orcid, opening * levels + "carberry" + closing * levels) == expected


def test_a_date_that_is_none_is_named(orcid: Emulator) -> None:
    answer = ask(orcid, "search", q="profile-last-modified-date:[yesterday TO NOW]")
    assert answer.json["developer-message"].endswith("/solr/profile: Invalid Date String:'yesterday'")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("carbrry~", [CARBERRY]),
        ("crbrry~", [CARBERRY]),
        ("crbry~", []),
        ("crbrry~1", []),
        ('work-titles:"theory pots"~1', []),
    ],
)
def test_how_near_is_near(orcid: Emulator, query: str, expected: list[str]) -> None:
    assert found(orcid, query) == expected
