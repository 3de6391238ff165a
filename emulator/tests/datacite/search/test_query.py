"""Queries: what they find, what can't be parsed."""

import pytest

from support.datacite_rest import PRODUCTION, Rest

PREPRINT = "10.48550/arxiv.1902.02534"


@pytest.mark.parametrize("route", ["dois", "repositories", "clients", "providers", "events"])
def test_query_that_cannot_be_parsed(rest: Rest, route: str) -> None:
    answer = rest.send("GET", f'/{route}?query=name:("unbalanced)', host=PRODUCTION)
    assert answer.status_code == 400
    assert answer.json == {
        "errors": {
            "title": "token_mgr_error: Lexical error at line 1, column 19.  Encountered: <EOF> after prefix "
            '"\\"unbalanced)" (in lexical state 2)'
        }
    }


@pytest.mark.parametrize(("opening", "closing"), [("(", ")"), ("(ice OR ", ")")])
def test_query_that_is_nested_too_deep(rest: Rest, opening: str, closing: str) -> None:
    for levels in (101, 500, 3000):
        query = opening * levels + "fossil" + closing * levels
        answer = rest.send("GET", f"/dois?query={query}", host=PRODUCTION, auth=None)
        assert answer.status_code == 400
        assert answer.json == {"errors": {"title": f"Failed to parse query [{query}]"}}
    query = opening * 48 + "fossil" + closing * 48
    assert rest.send("GET", f"/dois?query={query}", host=PRODUCTION, auth=None).status_code == 200


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("query=citations", 1),
        ("query=crowdsourcing open citations", 1),
        ("query=crowdsourcing OR fossil", 1),
        ('query="open citations"', 1),
        ('query="citations open"', 0),
        (f'query=doi:("{PREPRINT}" OR "10.14454/fqq6-w751")', 2),
        (f"ids={PREPRINT.upper()},10.14454/fqq6-w751", 2),
        ("query=publicationYear:2019 AND types.resourceTypeGeneral:Preprint", 1),
        (
            "query=publicationYear:[2018 TO 2019] AND -types.resourceTypeGeneral:Other&prefix=10.17863",
            1,
        ),
        ("query=creators.familyName:pero*", 1),
        ("query=citatins~1", 1),
        ("resource-type-id=preprint&published=2019", 1),
        ("resource-type-id=Preprint&published=2019,2023", 2),
        ("client_id=ARXIV.CONTENT", 2),
        ("client-id=arxiv.content&query=dataset:", 400),
        ("prefix=10.48550", 2),
    ],
)
def test_queries_and_filters(rest: Rest, query: str, count: int) -> None:
    answer = rest.send("GET", f"/dois?{query}", host=PRODUCTION, auth=None)
    assert answer.json is not None
    assert answer.json["meta"]["total"] == count if count != 400 else answer.status_code == 400
