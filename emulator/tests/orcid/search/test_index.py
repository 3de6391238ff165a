"""What ORCID's search index holds of a record, and what it leaves out."""

import pytest

from pid_emulator import Emulator
from support.empty_emulator import empty_emulator
from support.orcid_items import BODIES
from support.orcid_people import CARBERRY, Asker
from support.orcid_search import found, person


@pytest.mark.parametrize("query", ["hidden", 'doi-self:"10.5555/hidden"', "email:secret@example.org"])
def test_what_is_not_public_is_not_in_the_index(orcid: Emulator, query: str) -> None:
    assert found(orcid, query) == []


def test_records_that_are_not_active_are_not_in_the_index() -> None:
    emulator = empty_emulator()
    emulator.world.orcid.add("records", person(CARBERRY, "Josiah", "Carberry"))
    emulator.world.orcid.add("states", {"orcid": CARBERRY, "state": "deactivated"})
    assert found(emulator, "carberry") == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('ror-org-id:"https://ror.org/05gq02987"', [CARBERRY]),
        ("ror-org-id:05gq02987", []),
        ('affiliation-org-name:"brown university"', [CARBERRY]),
        ("current-institution-affiliation-name:wesleyan", []),
        ("past-institution-affiliation-name:wesleyan", [CARBERRY]),
    ],
)
def test_affiliations(orcid: Emulator, query: str, expected: list[str]) -> None:
    assert found(orcid, query) == expected


@pytest.mark.parametrize(
    "query",
    [
        'funding-titles:"cracked"',
        "grant-numbers:G-1",
        'funding-org-name:"brown university"',
        'peer-review-group-id:"issn:0264-3561"',
        "peer-review-role:reviewer",
        'research-resource-proposal-title:"kiln"',
        'external-id-type-and-value:"Loop profile=77"',
        "external-id-reference:77",
    ],
)
def test_fields_of_other_activities(ask: Asker, query: str) -> None:
    for path in ("external-identifiers", "research-resource"):
        ask.added(path, BODIES[path])
    ask.added("funding", {**BODIES["funding"], "title": {"title": {"value": "Cracked"}}})
    assert CARBERRY in found(ask.emulator, query)
