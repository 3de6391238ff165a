"""A DOI's handle record: stored, or derived from what its agency knows."""

import pytest

from support.doi_org import Get
from support.empty_emulator import empty_emulator

API = "https://doi.org/api/handles"


def test_a_datacite_doi_has_its_url_as_recorded(get: Get) -> None:
    answer = get(f"{API}/10.5281/ZENODO.1?index=1")
    assert answer.content_type == "application/json;charset=UTF-8"
    assert answer.text == (
        '{"responseCode":1,"handle":"10.5281/ZENODO.1","values":[{"index":1,"type":"URL",'
        '"data":{"format":"string","value":"https://repository.example/1"},"ttl":86400,'
        '"timestamp":"2020-07-26T08:55:31Z"}]}'
    )


def test_a_crossref_doi_has_a_url_a_timestamp_and_an_administrator(get: Get) -> None:
    sici = "10.1002/1096-9861(20010212)430:3%3C283::aid-cne1031%3E3.0.co;2-v"
    answer = get(f"{API}/{sici}").json
    assert answer is not None
    values = {value["type"]: value for value in answer["values"]}
    assert values["URL"]["data"]["value"] == "https://publisher.example/landing?a=1&b=2"
    assert values["700050"]["data"]["value"] == "20240206235600"
    assert values["HS_ADMIN"]["data"]["format"] == "admin"


def test_drafts_and_what_is_on_the_test_system_do_not_resolve(get: Get) -> None:
    assert get("https://doi.org/10.5281/zenodo.draft").status_code == 404
    assert get("https://doi.org/10.82433/on-test").status_code == 404


@pytest.mark.parametrize(("state", "status"), [("draft", 404), ("registered", 200), ("findable", 200)])
def test_a_datacite_doi_has_a_handle_once_it_is_registered(state: str, status: int) -> None:
    emulator = empty_emulator()
    attributes = {"doi": "10.5281/a", "state": state, "url": "https://repository.example/a"}
    emulator.world.datacite.add("dois", {"id": "10.5281/a", "attributes": attributes})
    answer = emulator.request("GET", f"{API}/10.5281/a")
    assert answer.status_code == status
    if status == 200:
        assert answer.json is not None
        assert [value["timestamp"] for value in answer.json["values"]] == ["2000-01-01T00:00:00Z"] * 2


@pytest.mark.parametrize(
    ("work", "urls"),
    [
        ({}, []),
        ({"link": [{}, {"URL": "https://publisher.example/a.pdf"}]}, ["https://publisher.example/a.pdf"]),
        (
            {
                "resource": {"primary": {"URL": "https://publisher.example/"}},
                "link": [{"URL": "https://other/"}],
            },
            ["https://publisher.example/"],
        ),
    ],
)
def test_a_crossref_doi_leads_to_its_resource_else_to_its_full_text(
    work: dict[str, object], urls: list[str]
) -> None:
    emulator = empty_emulator()
    emulator.world.crossref.add("works", {"DOI": "10.5555/a", "indexed": {}, **work})
    answer = emulator.request("GET", f"{API}/10.5555/a?type=URL").json
    assert answer is not None
    assert [value["data"]["value"] for value in answer["values"]] == urls


def test_a_stored_handle_wins_over_a_derived_one() -> None:
    emulator = empty_emulator()
    emulator.world.crossref.add("works", {"DOI": "10.5555/a", "indexed": {}})
    emulator.world.handles.add("handles", {"handle": "10.5555/A", "values": []})
    assert emulator.request("GET", f"{API}/10.5555/a").json == {
        "responseCode": 200,
        "handle": "10.5555/a",
        "values": [],
    }
