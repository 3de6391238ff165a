"""Queries: what they find, what can't be parsed."""

from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from pid_emulator.datacite.errors import SearchError
from pid_emulator.datacite.search.parameters import Parameters
from pid_emulator.datacite.search.query import Query, query_from
from support.datacite_rest import PRODUCTION, Rest

PREPRINT = "10.48550/arxiv.1902.02534"


def score(query: str, **document: Any) -> float:
    """Return how well a query finds an index document with these members."""
    return Query(query).score(document)


def finds(query: str, **document: Any) -> bool:
    return score(query, **document) > 0


@pytest.mark.parametrize(
    ("document", "boost"),
    [
        ({"uid": "ice"}, 50.0),
        ({"related_identifiers": [{"relatedIdentifier": "ice"}]}, 3.0),
        ({"titles": [{"title": "Ice"}]}, 3.0),
        ({"creator_names": ["Ice"]}, 3.0),
        ({"creators": [{"id": "ice"}]}, 3.0),
        ({"publisher": "Ice"}, 3.0),
        ({"descriptions": [{"description": "Ice"}]}, 3.0),
        ({"subjects": [{"subject": "Ice"}]}, 3.0),
        ({"uid": "ice", "publisher": "Ice"}, 53.0),
        ({"language": "ice"}, 0.0),
    ],
)
def test_a_word_alone_is_looked_for_in_these_fields(document: dict[str, Any], boost: float) -> None:
    assert score("ice", **document) == boost


TEXTS = (
    "title", "description", "name", "givenName", "familyName", "publisher", "creator_names", "subject",
    "reason", "url", "display_name", "alternate_name",
)  # fmt: skip


SMALL = (
    "uid", "id", "doi", "identifier", "relatedIdentifier", "relatedItemIdentifier", "funderIdentifier",
    "rightsIdentifier", "publisherIdentifier",
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "word", "small"),
    [
        *((name, True, True) for name in TEXTS),
        *((name, False, True) for name in SMALL),
        *((name, False, False) for name in ("language", "state", "nameType", "client", "prefix")),
    ],
)
def test_what_is_read_as_words_and_what_as_one_keyword(name: str, word: bool, small: bool) -> None:
    document = {"a": {name: "Old Ice"}}
    assert finds(f"a.{name}:ICE", **document) is word
    assert finds(f'a.{name}:"old ice"', **document) is small
    assert finds(f'a.{name}:"Old Ice"', **document)
    assert not finds(f"a.{name}.keyword:ice", **document)
    assert finds(f'a.{name}.raw:"Old Ice"', **document)


def test_some_names_are_keywords_where_they_stand() -> None:
    document = {"affiliation": [{"name": "Old Ice"}], "client": {"uid": "a.B"}, "x": {"name": "Old Ice"}}
    assert not finds("affiliation.name:ice", **document)
    assert finds('affiliation.name:"Old Ice"', **document)
    assert finds("x.name:ice", **document)
    assert finds("client.uid:A.b", **document)


@pytest.mark.parametrize("name", ["publication_year", "created", "updated", "registered", "published"])
def test_a_year_stands_for_all_its_days(name: str) -> None:
    document = {name: "2020-05-06T07:08:09Z"}
    assert [finds(f"{name}:{value}", **document) for value in ("2020", '"2020-05"', "2021", "20", "2*")] == [
        True, True, False, False, True
    ]  # fmt: skip
    assert finds(f"{name}:{document[name][:10]}", **document)


@pytest.mark.parametrize(
    ("asked", "indexed"),
    [
        ("publicationYear", "publication_year"), ("relatedIdentifiers", "related_identifiers"),
        ("relatedItems", "related_items"), ("rightsList", "rights_list"),
        ("fundingReferences", "funding_references"), ("geoLocations", "geo_locations"),
        ("landingPage", "landing_page"), ("contentUrl", "content_url"), ("citationCount", "citation_count"),
        ("viewCount", "view_count"), ("downloadCount", "download_count"), ("schemaVersion", "schema_version"),
        ("version", "version_info"), ("publisher.name", "publisher_obj.name"),
        ("publisher.publisherIdentifier", "publisher_obj.publisherIdentifier"),
        ("publisher.publisherIdentifierScheme", "publisher_obj.publisherIdentifierScheme"),
        ("publisher.schemeUri", "publisher_obj.schemeUri"), ("publisher.lang", "publisher_obj.lang"),
    ],
)  # fmt: skip
def test_names_of_the_api_are_those_of_the_index(asked: str, indexed: str) -> None:
    outer, _, inner = indexed.partition(".")
    document = {outer: {inner: "2020"} if inner else "2020"}
    assert finds(f"{asked}:2020", **document)
    assert not finds(f"{asked}:2021", **document)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("language:en AND state:draft", 2.0),
        ("language:en && state:draft", 2.0),
        ("language:en state:draft", 2.0),
        ("language:en AND state:findable", 0.0),
        ("language:de state:draft", 0.0),
        ("language:de OR state:draft", 1.0),
        ("language:en || state:draft", 2.0),
        ("language:de OR state:findable", 0.0),
        ("NOT language:de", 1.0),
        ("NOT language:en", 0.0),
        ("-language:en", 0.0),
        ("-language:de", 1.0),
        ("+language:en", 1.0),
        ("+language:de", 0.0),
        ("(language:en OR language:de)^2", 2.0),
        ("language:(de OR en)", 1.0),
        ("language:en^0.5", 0.5),
        ("_exists_:language", 1.0),
        ("_exists_:titles", 0.0),
        ("_exists_:a.b", 1.0),
        ("*:*", 1.0),
        ("*", 1.0),
        ("a.*:c", 1.0),
        ("a.*:d", 0.0),
        ("open:true", 1.0),
        ("open:false", 0.0),
        ("path:a/b", 1.0),
        ("path:a\\/b", 1.0),
        ('path:"a/b"', 1.0),
        ("a.b:c*", 1.0),
        ("a.b:?", 1.0),
        ("a.b:??", 0.0),
        ("a.b:[c]", 0.0),
    ],
)
def test_how_parts_of_a_query_go_together(query: str, found: float) -> None:
    document = {"language": "en", "state": "draft", "a": {"b": "c"}, "open": True, "path": "a/b"}
    if query.endswith("[c]"):
        with pytest.raises(SearchError):
            score(query, **document)
    else:
        assert score(query, **document) == found


@pytest.mark.parametrize(
    ("bounds", "found"),
    [
        ("[2 TO 5]", [2, 3, 5]),
        ("{2 TO 5}", [3]),
        ("[2 TO 5}", [2, 3]),
        ("{2 TO 5]", [3, 5]),
        ("[* TO 3]", [1, 2, 3]),
        ("[3 TO *]", [3, 5, 10]),
        ("{* TO *}", [1, 2, 3, 5, 10]),
        (">3", [5, 10]),
        (">=3", [3, 5, 10]),
        ("<3", [1, 2]),
        ("<=3", [1, 2, 3]),
        ("[2.5 TO 3.5]", [3]),
        ("[-1 TO 1]", [1]),
    ],
)
def test_a_range_of_numbers_has_the_ends_that_it_says(bounds: str, found: list[int]) -> None:
    assert [value for value in (1, 2, 3, 5, 10) if finds(f"view_count:{bounds}", view_count=value)] == found


@pytest.mark.parametrize(
    ("bounds", "found"),
    [
        ("[2020-01-02 TO 2020-01-03]", ["2020-01-02", "2020-01-03"]),
        ("{2020-01-02 TO 2020-01-04}", ["2020-01-03"]),
        ("[2020 TO 2020]", ["2020-01-01", "2020-01-02", "2020-01-03", "2020-01-04"]),
        ("[2020-01-03 TO *]", ["2020-01-03", "2020-01-04"]),
        ("{2020 TO *]", []),
        ("[* TO 2020}", []),
    ],
)
def test_a_range_of_days_takes_the_whole_of_its_last_day(bounds: str, found: list[str]) -> None:
    days = [f"2020-01-0{number}" for number in range(1, 5)]
    assert [day for day in days if finds(f"created:{bounds}", created=f"{day}T10:00:00.000Z")] == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ('titles.title:"old ice"', True),
        ('titles.title:"ice old"', False),
        ('titles.title:"old core"', True),
        ('titles.title:"old don\'t"', False),
        ('titles.title:"old core"~0', False),
        ('titles.title:"old core"~1', True),
        ('titles.title:"old don\'t"~2', True),
        ("titles.title:OLD", True),
        ("titles.title:o*", True),
        ("titles.title:O?D", True),
        ("titles.title:*", True),
        ("titles.title:l*", False),
        ("titles.title:odl~", True),
        ("titles.title:xyz~", False),
        ("titles.title:olt~1", True),
        ("titles.title:xxd~1", False),
        ("titles.title:xxd~2", True),
        ("titles.title:/old/", True),
        ("language:/en/", False),
        ('titles.title:"..."', False),
        ("titles.title:don't", True),
        ("language:e?", True),
        ("language:E?", False),
        ("language:em~1", True),
        ("language:xy~1", False),
        ("language:xy~3", False),
        ("subject_id:a\\:b", True),
    ],
)
def test_words_phrases_patterns_and_what_is_alike(query: str, found: bool) -> None:
    document = {"titles": [{"title": "Old ice core: don't"}], "language": "en", "subject_id": "a:b"}
    assert finds(query, **document) is found


@pytest.mark.parametrize(("depth", "read"), [(20, True), (2000, False)])
def test_what_is_nested_too_deep_is_refused(depth: int, read: bool) -> None:
    query = "(" * depth + "ice" + ")" * depth
    if read:
        assert Query(query).score({"uid": "ice"}) == 50.0
    else:
        with pytest.raises(SearchError):
            Query(query)


def test_of_a_request_without_query_none_is_made() -> None:
    assert query_from(Parameters(MultiDict({}))) is None
    assert query_from(Parameters(MultiDict({"query": ""}))) is None
    asked = query_from(Parameters(MultiDict({"query": "ice"})))
    assert asked is not None and asked.score({"uid": "ice"}) == 50.0


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
