"""The states of a DOI, what leads from one to another, who may write."""

import pytest

from support.datacite_rest import COMPLETE, DOI, PREFIX, Rest, make_doi, needs_schema

FORBIDDEN = {"errors": [{"status": "403", "title": "You are not authorized to access this resource."}]}


@pytest.mark.parametrize(
    "attributes", [{"prefix": "10.1594"}, {"doi": "10.1594/mine"}, {"prefix": "10.x"}, {}]
)
def test_foreign_or_missing_prefix(rest: Rest, attributes: dict[str, str]) -> None:
    answer = rest.send("POST", "/dois", attributes)
    assert (answer.status_code, answer.json) == (403, FORBIDDEN)


@needs_schema
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
    make_doi(rest, state)
    assert rest.attributes("PUT", f"/dois/{DOI}", {"event": event})["state"] == after[state]


@needs_schema
def test_only_drafts_are_deleted(rest: Rest, state: str) -> None:
    make_doi(rest, state)
    answer = rest.send("DELETE", f"/dois/{DOI}")
    if state == "draft":
        assert (answer.status_code, answer.data) == (204, b"")
        assert rest.send("GET", f"/dois/{DOI}").status_code == 404
    else:
        assert answer.json == {"errors": [{"status": "405", "title": "Method not allowed"}]}
        assert answer.headers["Allow"] == "HEAD, GET, POST, PATCH, PUT, OPTIONS"
        assert rest.attributes("GET", f"/dois/{DOI}")["state"] == state


@needs_schema
def test_registered_stamp_comes_with_the_first_public_state(rest: Rest, state: str) -> None:
    make_doi(rest, state)
    assert (rest.attributes("GET", f"/dois/{DOI}")["registered"] is None) == (state == "draft")


@needs_schema
def test_registered_is_stamped_once_and_updated_at_each_change(rest: Rest) -> None:
    make_doi(rest, "findable")
    first = rest.attributes("GET", f"/dois/{DOI}")
    rest.emulator.world.clock.advance(60)
    for change in ({"url": "https://repository.example.org/2"}, {"event": "hide"}, {"event": "publish"}):
        second = rest.attributes("PUT", f"/dois/{DOI}", change)
        assert second["registered"] == first["registered"]
        assert second["updated"] > first["updated"]


@needs_schema
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


@needs_schema
def test_put_creates_what_is_missing(rest: Rest) -> None:
    assert rest.send("PUT", f"/dois/{DOI}", {"titles": [{"title": "T"}]}).status_code == 201
    assert rest.send("PUT", f"/dois/{DOI}", {"titles": [{"title": "U"}]}).status_code == 200


@needs_schema
def test_update_changes_what_was_sent_and_nothing_else(rest: Rest) -> None:
    make_doi(rest, "findable")
    changed = rest.attributes("PUT", f"/dois/{DOI}", {"titles": [{"title": "New"}, {"title": "Newer"}]})
    assert [title["title"] for title in changed["titles"]] == ["New", "Newer"]
    assert (changed["creators"][0]["name"], changed["metadataVersion"]) == ("Carberry, Josiah", 1)
    unchanged = rest.attributes("PUT", f"/dois/{DOI}", {"url": "https://repository.example.org/2"})
    assert (unchanged["url"], unchanged["metadataVersion"]) == ("https://repository.example.org/2", 1)
    assert rest.attributes("PUT", f"/dois/{DOI}", {"subjects": []})["subjects"] == []


@needs_schema
def test_illegal_update_changes_nothing(rest: Rest) -> None:
    make_doi(rest, "findable")
    assert rest.send("PUT", f"/dois/{DOI}", {"titles": []}).status_code == 422
    assert rest.attributes("GET", f"/dois/{DOI}")["titles"] == [{"title": "Cracks in bowls"}]


@needs_schema
def test_validate_saves_nothing(rest: Rest) -> None:
    assert rest.attributes("POST", "/dois/validate", {**COMPLETE, "doi": DOI})["doi"] == DOI
    bad = rest.send("POST", "/dois/validate", {**COMPLETE, "doi": DOI, "creators": []})
    assert bad.status_code == 200
    assert bad.json is not None
    assert bad.json["errors"][0]["source"] == "creators"
    assert rest.send("GET", f"/dois/{DOI}").status_code == 404


def test_a_doi_of_another_repository_stays(rest: Rest) -> None:
    rest.emulator.world.datacite.add("test/dois", {"id": "10.1234/x", "attributes": {"state": "draft"}})
    for method in ("PUT", "DELETE"):
        answer = rest.send(method, "/dois/10.1234/x", {"language": "en"})
        assert (answer.status_code, answer.json) == (403, FORBIDDEN)


def test_the_location_of_a_new_doi_counts_up(rest: Rest) -> None:
    rows = [
        int(rest.send("POST", "/dois", {"prefix": PREFIX}).headers["Location"].rpartition("/")[2])
        for _ in range(2)
    ]
    assert rows[1] == rows[0] + 1


@needs_schema
def test_the_day_of_registration_stays(rest: Rest) -> None:
    day = "2020-01-02T03:04:05.000Z"
    record = {
        "id": DOI,
        "attributes": {"state": "registered", "registered": day, "url": "https://example.org"},
        "relationships": {"client": {"data": {"id": "guide.emulator"}}},
    }
    rest.emulator.world.datacite.add("test/dois", record)
    assert rest.attributes("PUT", f"/dois/{DOI}", {"event": "draft", **COMPLETE})["registered"] == day


@pytest.mark.parametrize(
    ("urls", "status"),
    [
        (["https://example.org/a", "http://example.org/a", "ftp://example.org/a"], 200),
        (["gs://bucket/a", "s3://bucket/a", "dos://bucket/a"], 200),
        ("https://example.org/a", 200),
        ([], 200),
        (None, 200),
        (["https://example.org/a", "c"], 500),
        (["example.org/a"], 500),
        (["mailto:a@example.org"], 500),
        (["file:///a"], 500),
    ],
)
def test_a_content_address_that_is_none_fails_and_the_rest_is_saved_all_the_same(
    rest: Rest, urls: list[str] | str | None, status: int
) -> None:
    rest.attributes("POST", "/dois", {"doi": DOI})
    sent = {"contentUrl": urls, "titles": [{"title": "Changed"}]}
    assert rest.send("PUT", f"/dois/{DOI}", sent).status_code == status
    saved = rest.attributes("GET", f"/dois/{DOI}")
    assert (saved["titles"], saved["contentUrl"]) == ([{"title": "Changed"}], urls)


def test_the_first_metadata_of_a_bare_draft_is_version_0(rest: Rest) -> None:
    rest.send("POST", "/dois", {"doi": DOI})
    versions = [
        rest.attributes("PUT", f"/dois/{DOI}", {"titles": [{"title": title}]})["metadataVersion"]
        for title in ("First", "Second")
    ]
    assert versions == [0, 1]
