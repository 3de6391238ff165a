"""Crossref's fixed vocabularies, as its routes and its messages list them."""

# ruff: noqa: E501  (messages as they come, so that a search finds them)

import pytest

from pid_emulator import Emulator
from support.crossref_api import message, problems


@pytest.mark.parametrize(
    ("path", "valid"),
    [
        (
            "/works?sort=cited",
            "Sort field specified as cited but must be one of: score, relevance, updated, deposited, indexed, created,"
            " published, published-print, published-online, issued, is-referenced-by-count, references-count",
        ),
        ("/works?order=up", "Sort order specified as up but must be one of: asc, desc, 1, -1"),
        (
            "/works?facet=publisher:*",
            "Facet 'publisher' specified but there is no such facet for this route. Valid facets for this route are: *,"
            " affiliation, archive, assertion, assertion-group, category-name, container-title, funder-doi, funder-name,"
            " issn, journal-issue, journal-volume, license, link-application, orcid, published, publisher-name,"
            " relation-type, ror-id, source, type-name, update-type",
        ),
        (
            "/works?query.abstract=x",
            "Field query 'abstract' specified but there is no such field query for this route. Valid field queries for"
            " this route are: affiliation, degree, event-acronym, bibliographic, container-title, publisher-name, author,"
            " event-theme, standards-body-acronym, chair, event-location, translator, funder-name, event-name,"
            " publisher-location, title, standards-body-name, contributor, editor, event-sponsor, description",
        ),
        (
            "/works?select=language",
            "Select 'language' specified but there is no such select for this route. Valid selects for this route are:"
            " abstract, URL, resource, member, posted, score, created, degree, update-policy, short-title, license, ISSN,"
            " container-title, issued, update-to, issue, prefix, approved, indexed, article-number,"
            " clinical-trial-number, accepted, author, group-title, DOI, is-referenced-by-count, updated-by, event, chair,"
            " standards-body, original-title, funder, translator, published, archive, published-print, alternative-id,"
            " subject, subtitle, published-online, publisher-location, content-domain, reference, title, link, type,"
            " publisher, volume, references-count, ISBN, issn-type, assertion, deposited, page, content-created,"
            " short-container-title, relation, editor, contributor",
        ),
    ],
)
def test_a_name_that_there_is_not_is_answered_with_all_that_there_are(
    empty: Emulator, path: str, valid: str
) -> None:
    assert [problem["message"] for problem in problems(empty, path)] == [valid]


def test_the_types_are_crossrefs_in_its_order(empty: Emulator) -> None:
    items = message(empty, "/types")["items"]
    assert [item["label"] for item in items] == [
        "Book Section", "Monograph", "Report Component", "Report", "Peer Review", "Book Track", "Journal Article", "Part",
        "Other", "Book", "Journal Volume", "Book Set", "Reference Entry", "Proceedings Article", "Journal", "Component",
        "Book Chapter", "Proceedings Series", "Report Series", "Proceedings", "Database", "Standard", "Reference Book",
        "Posted Content", "Journal Issue", "Dissertation", "Grant", "Dataset", "Book Series", "Edited Book",
    ]  # fmt: skip
    assert all(
        item["id"] == item["label"].lower().replace(" ", "-") for item in items if item["label"] != "Part"
    )


@pytest.mark.parametrize(
    ("facet", "most"), [("container-title", 100), ("issn", 100), ("orcid", 100), ("publisher-name", 101)]
)
def test_some_facets_give_a_hundred_values_at_most(empty: Emulator, facet: str, most: int) -> None:
    for number in range(101):
        work = {
            "DOI": f"10.5555/{number}",
            "indexed": {},
            "container-title": [f"Journal {number}"],
            "ISSN": [f"0000-{number:04d}"],
            "author": [{"ORCID": f"https://orcid.org/0000-0000-0000-{number:04d}"}],
            "publisher": f"Publisher {number}",
        }
        empty.world.crossref.add("works", work)
    for wanted in ("*", "1000"):
        counted = message(empty, f"/works?rows=0&facet={facet}:{wanted}")["facets"][facet]
        assert counted["value-count"] == len(counted["values"]) == most


def test_members_tell_the_coverage_of_each_kind_of_metadata(one_work: Emulator) -> None:
    coverage = message(one_work, "/members/7822")["coverage"]
    kinds = ("affiliations", "abstracts", "orcids", "licenses", "references", "funders", "similarity-checking",
             "award-numbers", "ror-ids", "update-policies", "resource-links", "descriptions")  # fmt: skip
    assert set(coverage) == {f"{kind}-{period}" for kind in kinds for period in ("current", "backfile")}
