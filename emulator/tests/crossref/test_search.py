"""Queries, filters, facets, sorting and select of api.crossref.org."""

from typing import Any

import pytest

from pid_emulator import Emulator
from pid_emulator.crossref import vocabulary
from pid_emulator.crossref.search import filters, index, ordering
from support.crossref_api import dois, get, message

LANCET = "10.1016/s0140-6736(97)11096-0"
NUMPY = "10.1038/s41586-020-2649-2"


def test_nothing_is_found(emulator: Emulator) -> None:
    page = message(emulator, "/works?query=xyzzy")
    assert (page["total-results"], page["items"]) == (0, [])


def test_words_are_ored_and_the_best_comes_first(emulator: Emulator) -> None:
    page = message(emulator, "/works?query.bibliographic=Harris+Array+programming+with+NumPy,+Nature+2020")
    assert page["items"][0]["DOI"] == NUMPY
    scores = [item["score"] for item in page["items"]]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > 2 * scores[1]


def test_field_queries_are_anded(emulator: Emulator) -> None:
    assert len(dois(emulator, "/works?query.title=deep+array")) > 1
    assert dois(emulator, "/works?query.title=deep+array&query.author=harris") == [NUMPY]


def test_accents_and_case_do_not_matter(emulator: Emulator) -> None:
    assert dois(emulator, "/works?query.author=LARIVIERE") == dois(
        emulator, "/works?query.author=Larivi%C3%A8re"
    )


def test_search_terms_are_echoed(emulator: Emulator) -> None:
    assert message(emulator, "/works?query=ecology")["query"]["search-terms"] == "ecology"


@pytest.mark.parametrize(
    ("path", "score"),
    [("/works?rows=1", 1.0), ("/works?rows=1&filter=member:78", 0.0), ("/members/98/works", 0.0)],
)
def test_score_without_a_query(emulator: Emulator, path: str, score: float) -> None:
    assert {item["score"] for item in message(emulator, path)["items"]} == {score}


# One work with something for every filter to see.
FULL: dict[str, Any] = {
    "DOI": "10.5555/full",
    "type": "journal-article",
    "member": "7822",
    "prefix": "10.5555",
    "publisher": "Test accounts",
    "title": ["Everything"],
    "abstract": "<jats:p>Text</jats:p>",
    "description": "A thing",
    "subject": ["Psychoceramics"],
    "container-title": ["Journal of Psychoceramics"],
    "group-title": "Pots",
    "article-number": "e1",
    "alternative-id": ["ALT1"],
    "archive": ["CLOCKSS"],
    "ISSN": ["0264-3561"],
    "ISBN": ["9780199830060"],
    "clinical-trial-number": [{"clinical-trial-number": "isrctn12345"}],
    "content-domain": {"domain": ["psychoceramics.example.org"], "crossmark-restriction": True},
    "update-policy": "https://doi.org/10.5555/crossmark_policy",
    "update-to": [{"DOI": "10.5555/old", "type": "correction", "label": "Correction"}],
    "updated-by": [{"DOI": "10.5555/new", "type": "retraction", "label": "Retraction"}],
    "assertion": [{"name": "received", "group": {"name": "history", "label": "History"}}],
    "author": [
        {
            "family": "Carberry",
            "ORCID": "https://orcid.org/0000-0002-1825-0097",
            "authenticated-orcid": True,
            "affiliation": [{"name": "Brown", "id": [{"id": "https://ror.org/05gq02987", "id-type": "ROR"}]}],
        }
    ],
    "funder": [
        {"name": "NSF", "DOI": "10.13039/100000001", "doi-asserted-by": "publisher", "award": ["A-1"]},
        {"name": "NIH", "DOI": "10.13039/100000002", "doi-asserted-by": "publisher", "award": ["B-2"]},
    ],
    "project": [
        {"award-amount": {"amount": 1000, "currency": "EUR"}, "award-start": {"date-parts": [[2020, 5]]}}
    ],
    "license": [
        {"URL": "https://example.org/vor", "content-version": "vor", "delay-in-days": 0},
        {"URL": "https://example.org/tdm", "content-version": "tdm", "delay-in-days": 365},
    ],
    "link": [
        {
            "URL": "https://example.org/a.pdf",
            "content-type": "application/pdf",
            "content-version": "vor",
            "intended-application": "text-mining",
        }
    ],
    "reference": [{"key": "ref1", "DOI": "10.5555/old"}],
    "relation": {"is-preprint-of": [{"id": "10.5555/pre", "id-type": "doi", "asserted-by": "subject"}]},
    "event": {
        "name": "PotCon",
        "start": {"date-parts": [[2020, 5, 1]]},
        "end": {"date-parts": [[2020, 5, 31]]},
    },
    **{
        name: {"date-parts": [[2020, 5]]}
        for name in (
            "accepted", "approved", "created", "deposited", "indexed", "issued",
            "published", "published-online", "published-print", "posted",
        )
    },
}  # fmt: skip

MATCHING = {
    **{name: "2020-05" for name in filters.WORK_CHECKS if name.startswith(("from-", "until-"))},
    **{name: "true" for name in filters.WORK_CHECKS if name.startswith("has-")},
    "is-update": "1",
    "alternative-id": "ALT1",
    "archive": "CLOCKSS",
    "article-number": "e1",
    "assertion": "received",
    "assertion-group": "history",
    "award.funder": "10.13039/100000001",
    "award.number": "A-1",
    "category-name": "Psychoceramics",
    "citation-id": "ref1",
    "clinical-trial-number": "isrctn12345",
    "container-title": "Journal of Psychoceramics",
    "content-domain": "psychoceramics.example.org",
    "doi": "10.5555/FULL",
    "full-text.application": "text-mining",
    "full-text.type": "application/pdf",
    "full-text.version": "vor",
    "funder": "100000002",
    "funder-doi-asserted-by": "publisher",
    "group-title": "Pots",
    "gte-award-amount": "1000",
    "lte-award-amount": "1000",
    "isbn": "978-0-19-983006-0",
    "issn": "0264-3561",
    "license.delay": "0",
    "license.url": "https://example.org/vor",
    "license.version": "vor",
    "member": "7822",
    "orcid": "0000-0002-1825-0097",
    "prefix": "10.5555",
    "relation.object": "10.5555/pre",
    "relation.object-type": "doi",
    "relation.type": "is-preprint-of",
    "ror-id": "https://ror.org/05gq02987",
    "type": "journal-article",
    "type-name": "Journal Article",
    "update-type": "correction",
    "updates": "10.5555/old",
}
OTHER = {
    **{name: "2020-06" for name in MATCHING if name.startswith("from-")},
    **{name: "2020-04" for name in MATCHING if name.startswith("until-")},
    **{name: "false" for name in MATCHING if name.startswith("has-")},
    "is-update": "0",
    "award.funder": "10.13039/100000099",
    "doi": "10.5555/other",
    "full-text.application": "similarity-checking",
    "full-text.version": "am",
    "funder": "100000099",
    "funder-doi-asserted-by": "crossref",
    "gte-award-amount": "1001",
    "lte-award-amount": "999",
    "issn": "1234-5678",
    "license.version": "am",
    "member": "1",
    "orcid": "0000-0001-5109-3700",
    "prefix": "10.1016",
    "type": "book",
    "updates": "10.5555/other",
}
NOT_TESTED_FOR_OTHER = {"license.delay"}  # every licence is within some delay of another work


@pytest.fixture
def full(empty: Emulator) -> Emulator:
    empty.world.crossref.add("works", FULL)
    return empty


def test_every_filter_is_tried() -> None:
    assert set(MATCHING) == set(filters.WORK_CHECKS)


@pytest.mark.parametrize("name", sorted(MATCHING))
def test_filter_keeps_what_matches_and_nothing_else(full: Emulator, name: str) -> None:
    assert dois(full, f"/works?filter={name}:{MATCHING[name]}") == ["10.5555/full"]
    if name not in NOT_TESTED_FOR_OTHER:
        assert dois(full, f"/works?filter={name}:{OTHER.get(name, 'something-else')}") == []


def test_filters_with_a_dot_look_at_one_object(full: Emulator) -> None:
    assert dois(full, "/works?filter=award.number:A-1,award.funder:100000001")
    assert not dois(full, "/works?filter=award.number:A-1,award.funder:100000002")
    assert not dois(full, "/works?filter=license.version:tdm,license.delay:0")


def test_same_filter_twice_is_or_and_others_are_and(emulator: Emulator) -> None:
    both = set(dois(emulator, f"/works?filter=doi:{LANCET},doi:{NUMPY}"))
    assert both == {LANCET, NUMPY}
    assert dois(emulator, f"/works?filter=doi:{LANCET},doi:{NUMPY},type:journal-article,member:78") == [
        LANCET
    ]


def test_what_follows_a_comma_and_a_space_is_lost(full: Emulator) -> None:
    assert dois(full, "/works?filter=container-title:Journal+of+Psychoceramics,+Series+B") == ["10.5555/full"]


def test_prefix_is_the_owners(empty: Emulator) -> None:
    work = {"DOI": "10.3969/j.issn.1", "prefix": "10.5555", "indexed": {}}
    empty.world.crossref.add("works", work)
    assert dois(empty, "/works?filter=prefix:10.5555") == ["10.3969/j.issn.1"]
    assert dois(empty, "/works?filter=prefix:10.3969") == []


def test_facets_count_works(emulator: Emulator) -> None:
    page = message(emulator, "/works?rows=0&facet=type-name:*,published:2")
    types = page["facets"]["type-name"]
    assert sum(types["values"].values()) == page["total-results"]
    assert types["value-count"] == len(types["values"])
    assert next(iter(types["values"])) == "Journal Article"
    assert page["facets"]["published"]["value-count"] == 2


def test_every_facet_sees_something(full: Emulator) -> None:
    full.world.crossref.add("works", {**FULL, "source": "Crossref", "volume": "1", "issue": "2"})
    facets = message(full, "/works?rows=0&facet=*")["facets"]
    assert set(facets) == set(vocabulary.FACETS) == set(ordering.FACETS)
    assert all(facet["value-count"] for facet in facets.values())
    assert facets["issn"]["values"] == {"https://id.crossref.org/issn/0264-3561": 1}


@pytest.mark.parametrize("field", vocabulary.SORT_FIELDS)
def test_sort_both_ways(emulator: Emulator, field: str) -> None:
    down = dois(emulator, f"/works?query=widget&rows=50&sort={field}")
    up = dois(emulator, f"/works?query=widget&rows=50&sort={field}&order=asc")
    assert sorted(down) == sorted(up)
    assert down[0] != up[0]


def test_works_without_the_date_come_last_either_way(empty: Emulator) -> None:
    empty.world.crossref.add(
        "works", {"DOI": "10.5555/undated", "indexed": {}, "issued": {"date-parts": [[None]]}}
    )
    for year in (1999, 2020):
        empty.world.crossref.add(
            "works", {"DOI": f"10.5555/{year}", "indexed": {}, "issued": {"date-parts": [[year]]}}
        )
    assert dois(empty, "/works?sort=issued&order=asc") == ["10.5555/1999", "10.5555/2020", "10.5555/undated"]
    assert dois(empty, "/works?sort=issued&order=desc") == ["10.5555/2020", "10.5555/1999", "10.5555/undated"]


def test_select(emulator: Emulator) -> None:
    items = message(emulator, "/works?query=ecology&select=DOI,title&rows=2")["items"]
    assert [set(item) for item in items] == [{"DOI", "title"}] * 2


def test_every_field_query_looks_somewhere(emulator: Emulator) -> None:
    assert {*vocabulary.FIELD_QUERIES, ""} == set(index.FIELDS)
    for name in vocabulary.FIELD_QUERIES:
        assert get(emulator, f"/works?query.{name}=science").status_code == 200


def test_records_of_2016_are_read_as_well(empty: Emulator) -> None:
    work = {
        "DOI": "10.5555/OLD",
        "prefix": "http://id.crossref.org/prefix/10.5555",
        "member": "http://id.crossref.org/member/7822",
    }
    empty.world.crossref.add("works", work)
    assert dois(empty, "/works?filter=member:7822,prefix:10.5555") == ["10.5555/OLD"]
