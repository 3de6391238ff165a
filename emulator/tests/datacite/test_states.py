"""The states of a DOI: what leads from one to another, what does nothing, who sees it."""

import pytest

from support.datacite_rest import COMPLETE, PREFIX, TEST, Rest, needs_schema

DOI = f"{PREFIX}/states"
EVENTS = {"draft": None, "registered": "register", "findable": "publish"}

pytestmark = needs_schema


@pytest.fixture(params=EVENTS)
def state(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def make(rest: Rest, state: str) -> None:
    created = rest.attributes("POST", "/dois", {**COMPLETE, "doi": DOI, "event": EVENTS[state]})
    assert (created["state"], created["isActive"]) == (state, state == "findable")


@pytest.mark.parametrize(
    ("event", "after"),
    [
        ("publish", {"draft": "findable", "registered": "findable", "findable": "findable"}),
        ("register", {"draft": "registered", "registered": "registered", "findable": "findable"}),
        ("hide", {"draft": "draft", "registered": "registered", "findable": "registered"}),
        ("show", {"draft": "draft", "registered": "findable", "findable": "findable"}),
        ("draft", {"draft": "draft", "registered": "registered", "findable": "findable"}),
    ],
)
def test_events(rest: Rest, state: str, event: str, after: dict[str, str]) -> None:
    make(rest, state)
    assert rest.attributes("PUT", f"/dois/{DOI}", {"event": event})["state"] == after[state]


def test_only_drafts_are_deleted(rest: Rest, state: str) -> None:
    make(rest, state)
    answer = rest.send("DELETE", f"/dois/{DOI}")
    if state == "draft":
        assert (answer.status_code, answer.data) == (204, b"")
        assert rest.send("GET", f"/dois/{DOI}").status_code == 404
    else:
        assert answer.json == {"errors": [{"status": "405", "title": "Method not allowed"}]}
        assert answer.headers["Allow"] == "HEAD, GET, POST, PATCH, PUT, OPTIONS"
        assert rest.attributes("GET", f"/dois/{DOI}")["state"] == state


def test_who_sees_it(rest: Rest, state: str) -> None:
    make(rest, state)
    assert rest.send("GET", f"/dois/{DOI}", auth=None).status_code == (200 if state == "findable" else 404)
    mine = rest.attributes("GET", f"/dois/{DOI}")
    assert "landingPage" in mine
    found = rest.send("GET", f"/dois?query=uid:%22{DOI}%22", auth=None).json
    assert found is not None
    assert found["meta"]["total"] == (1 if state == "findable" else 0)


def test_registered_stamp_comes_with_the_first_public_state(rest: Rest, state: str) -> None:
    make(rest, state)
    assert (rest.attributes("GET", f"/dois/{DOI}")["registered"] is None) == (state == "draft")


def test_draft_with_an_automatic_suffix(rest: Rest) -> None:
    answer = rest.send("POST", "/dois", {"prefix": PREFIX})
    assert answer.status_code == 201
    assert answer.json is not None
    attributes = answer.json["data"]["attributes"]
    prefix, suffix = attributes["doi"].split("/")
    assert prefix == PREFIX
    assert len(suffix) == 9 and suffix[4] == "-"
    assert answer.headers["Location"].rpartition("/")[2].isdigit()
    assert answer.headers["X-Credential-Username"] == "guide.emulator"
    expected = {"state": "draft", "url": None, "xml": None, "publisher": None, "schemaVersion": None}
    assert {key: attributes[key] for key in expected} == expected
    assert (attributes["published"], attributes["metadataVersion"], attributes["source"]) == ("", 0, "api")


def test_put_creates_what_is_missing(rest: Rest) -> None:
    assert rest.send("PUT", f"/dois/{DOI}", {"titles": [{"title": "T"}]}).status_code == 201
    assert rest.send("PUT", f"/dois/{DOI}", {"titles": [{"title": "U"}]}).status_code == 200


def test_update_changes_what_was_sent_and_nothing_else(rest: Rest) -> None:
    make(rest, "findable")
    changed = rest.attributes("PUT", f"/dois/{DOI}", {"titles": [{"title": "New"}, {"title": "Newer"}]})
    assert [title["title"] for title in changed["titles"]] == ["New", "Newer"]
    assert (changed["creators"][0]["name"], changed["metadataVersion"]) == ("Carberry, Josiah", 1)
    unchanged = rest.attributes("PUT", f"/dois/{DOI}", {"url": "https://repository.example.org/2"})
    assert (unchanged["url"], unchanged["metadataVersion"]) == ("https://repository.example.org/2", 1)
    assert rest.attributes("PUT", f"/dois/{DOI}", {"subjects": []})["subjects"] == []


def test_illegal_update_changes_nothing(rest: Rest) -> None:
    make(rest, "findable")
    assert rest.send("PUT", f"/dois/{DOI}", {"titles": []}).status_code == 422
    assert rest.attributes("GET", f"/dois/{DOI}")["titles"] == [{"title": "Cracks in bowls"}]


def test_stage_is_the_test_system(rest: Rest) -> None:
    make(rest, "findable")
    assert rest.send("GET", f"/dois/{DOI}", host=TEST.replace("test", "stage"), auth=None).status_code == 200


def test_activities_tell_who_changed_what(rest: Rest) -> None:
    make(rest, "draft")
    rest.attributes("PUT", f"/dois/{DOI}", {"event": "publish"})
    answer = rest.send("GET", f"/dois/{DOI}/activities")
    assert answer.json is not None
    changes = [
        (item["attributes"]["action"], item["attributes"]["changes"].get("aasm_state"))
        for item in answer.json["data"]
    ]
    assert sorted(changes, key=str) == [("create", "draft"), ("update", ["draft", "findable"])]


def test_url_of_a_draft(rest: Rest) -> None:
    rest.attributes("POST", "/dois", {"doi": DOI})
    assert rest.send("GET", f"/dois/{DOI}/get-url").status_code == 204
    rest.attributes("PUT", f"/dois/{DOI}", {"url": "https://example.org"})
    assert rest.send("GET", f"/dois/{DOI}/get-url").json == {"url": "https://example.org"}
    assert rest.send("GET", f"/dois/{DOI}/get-url", auth=None).status_code == 401


def test_validate_saves_nothing(rest: Rest) -> None:
    assert rest.attributes("POST", "/dois/validate", {**COMPLETE, "doi": DOI})["doi"] == DOI
    bad = rest.send("POST", "/dois/validate", {**COMPLETE, "doi": DOI, "creators": []})
    assert bad.status_code == 200
    assert bad.json is not None
    assert bad.json["errors"][0]["source"] == "creators"
    assert rest.send("GET", f"/dois/{DOI}").status_code == 404
