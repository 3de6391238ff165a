"""Counts over all DOIs found."""

from support.datacite_rest import Rest, listed


def test_facets_are_off_unless_asked_for(rest: Rest) -> None:
    assert set(listed(rest, "")["meta"]) == {"total", "totalPages", "page"}
    facets = listed(rest, "?disable-facets=false&page[size]=0&prefix=10.1594")["meta"]
    assert facets["resourceTypes"] == [
        {"id": "dataset", "title": "Dataset", "count": 14},
        {"id": "collection", "title": "Collection", "count": 6},
    ]
    chosen = listed(rest, "?disable-facets=false&facets=registrationAgencies,citation_count&page[size]=0")[
        "meta"
    ]
    assert set(chosen) == {"total", "totalPages", "page", "registrationAgencies", "citationCount"}
