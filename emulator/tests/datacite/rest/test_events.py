"""Event Data: links between works, in older and newer words."""

import pytest

from support.datacite_registry import SUBJECT, found
from support.datacite_rest import Rest


def test_events_come_in_the_words_that_are_asked_for(registry: Rest) -> None:
    old = found(registry, "/events?doi=10.5061/DRYAD.1")
    new = found(registry, "/events?doi=10.1371/journal.1", "application/vnd.api+json; version=2")
    assert [item["id"] for item in old["data"]] == [item["id"] for item in new["data"]] == ["e1", "e2"]
    assert {*old["data"][0]["attributes"]} == {
        "subj-id", "obj-id", "source-id", "relation-type-id", "occurred-at",
    }  # fmt: skip
    assert new["data"][0]["attributes"]["sourceDoi"] == "10.5061/dryad.1"
    assert old["meta"]["total-pages"] == new["meta"]["totalPages"] == 1
    assert old["meta"]["relation-types"][0]["year-months"] == [
        {"id": "2025-06", "title": "2025-06", "sum": 1}
    ]
    assert old["data"][0]["relationships"]["subj"] == {"data": {"id": SUBJECT, "type": "objects"}}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("relation-type-id=is-cited-by,references&prefix=10.5061", ["e2"]),
        ("subj-id=https://doi.org/10.5061/DRYAD.1&sort=-created", ["e2", "e1"]),
        ("subj-id=10.5061/dryad.1", []),
        ("prefix=10.1371", ["e1", "e2"]),
        ("year-month=2019-06", ["e1"]),
        ("source-id=crossref&prefix=10.5061", []),
        ("ids=e2", ["e2"]),
    ],
)
def test_filters_of_events(registry: Rest, query: str, names: list[str]) -> None:
    assert [item["id"] for item in found(registry, f"/events?{query}")["data"]] == names


def test_the_next_page_of_events_keeps_the_filters(registry: Rest) -> None:
    links = found(registry, "/events?prefix=10.5061&page[size]=1")["links"]
    assert links["next"] == (
        "https://api.datacite.org/events?page%5Bnumber%5D=2&page%5Bsize%5D=1&prefix=10.5061"
    )
    assert found(registry, "/events/e1")["data"]["attributes"]["relation-type-id"] == "is-supplement-to"
