"""Which works refer to which datasets."""

from typing import Any

import pytest

from pid_emulator import Emulator
from support.crossref_api import get

DATASET = {"DOI": "10.5555/data", "type": "dataset"}


def citing(number: int, day: str, **more: Any) -> dict[str, Any]:
    deposited = {"date-time": f"2026-01-{day}T10:00:00Z"}
    return {
        "DOI": f"10.5555/{number}",
        "type": "journal-article",
        "member": "78",
        "deposited": deposited,
        **more,
    }


@pytest.fixture
def citations(empty: Emulator) -> Emulator:
    datasets = {"types": {"resourceTypeGeneral": "Dataset"}, "state": "findable"}
    texts = {"types": {"resourceTypeGeneral": "Text"}, "state": "findable"}
    empty.world.datacite.add("dois", {"id": "10.5061/set", "attributes": datasets})
    empty.world.datacite.add("dois", {"id": "10.5061/text", "attributes": texts})
    supplement = [{"id-type": "doi", "id": "10.5061/set"}, {"id-type": "uri", "id": "https://a"}]
    works = [
        DATASET,
        citing(1, "20", reference=[{"DOI": "10.5555/DATA"}, {"unstructured": "A book"}]),
        citing(2, "21", relation={"is-supplemented-by": supplement}, member="98"),
        citing(
            3, "22", reference=[{"DOI": "10.5061/text"}, {"DOI": "10.5555/unknown"}, {"DOI": "10.5061/set"}]
        ),
    ]
    for work in works:
        empty.world.crossref.add("works", work)
    return empty


def test_references_and_relations_to_datasets_are_listed(citations: Emulator) -> None:
    answer = get(citations, "/beta/datacitations/")
    assert (answer.status_code, answer.content_type) == (200, "application/json;charset=UTF-8")
    assert {
        name: answer.headers.get(name) for name in ("x-api-pool", "x-rate-limit", "x-rate-limit-limit")
    } == {
        "x-api-pool": "datacitations",
        "x-rate-limit": "3",
        "x-rate-limit-limit": None,
    }
    assert answer.json["message-type"] == "data-citations-list"
    message = answer.json["message"]
    assert (message["total-results"], message["next-page"], message["items-per-page"]) == (3, None, 20)
    assert message["items"][0] == {
        "timestamp": "2026-01-20T10:00:00Z",
        "relation": "references",
        "subject": {
            "id": "10.5555/1",
            "type": "journal-article",
            "member": "78",
            "registration-agency": "Crossref",
        },
        "object": {"id": "10.5555/data", "type": "dataset", "registration-agency": "Crossref"},
    }
    assert [(one["relation"], one["object"]["registration-agency"]) for one in message["items"][1:]] == [
        ("is-supplemented-by", "DataCite"),
        ("references", "DataCite"),
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("object-id=10.5061/SET", [2, 3]),
        ("member-id=98", [2]),
        ("from-created-date=2026-01-21", [2, 3]),
        ("until-created-date=2026-01-21", [1, 2]),
        ("from-created-date=2026-01-20T11:00:00&until-created-date=2026-01-21T10:00:00", [2]),
        ("rows=2", [1, 2]),
        ("rows=2&page=1", [3]),
        ("rows=0", []),
    ],
)
def test_citations_are_asked_for_by_object_member_and_time(
    citations: Emulator, query: str, found: list[int]
) -> None:
    message = get(citations, f"/beta/datacitations?{query}").json["message"]
    assert [one["subject"]["id"] for one in message["items"]] == [f"10.5555/{number}" for number in found]
    assert message["next-page"] == (1 if query == "rows=2" else None)
