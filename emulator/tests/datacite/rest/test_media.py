"""Media of a DOI."""

from typing import Any

import pytest

from support.datacite_rest import DOI, Rest


def test_media(rest: Rest) -> None:
    rest.attributes("POST", "/dois", {"doi": DOI})
    made = rest.send(
        "POST", f"/dois/{DOI}/media", {"mediaType": "application/pdf", "url": "https://example.org/a.pdf"}
    )
    assert made.status_code == 201
    assert made.json is not None
    identifier = made.json["data"]["id"]
    listed = rest.send("GET", f"/dois/{DOI}?include=media").json
    assert listed is not None
    assert [item["id"] for item in listed["included"]] == [identifier]
    assert rest.send("DELETE", f"/dois/{DOI}/media/{identifier}").status_code == 204


def test_media_come_in_pages_and_without_their_doi_unless_it_is_asked_for(rest: Rest) -> None:
    rest.attributes("POST", "/dois", {"doi": DOI})
    for name in ("a", "b"):
        file = {"mediaType": "application/pdf", "url": f"https://example.org/{name}.pdf"}
        made = rest.send("POST", f"/dois/{DOI}/media", file).json
        assert made is not None
        assert "included" not in made
    first = rest.send("GET", f"/dois/{DOI}/media?page[size]=1&include=doi").json
    assert first is not None
    assert [len(first["data"]), first["meta"]] == [1, {"total": 2, "totalPages": 2, "page": 1}]
    assert set(first["links"]) == {"self", "next"}
    assert [item["id"] for item in first["included"]] == [DOI.lower()]
    last = rest.send("GET", f"/dois/{DOI}/media?page[size]=1&page[number]=2").json
    assert last is not None
    assert (set(last["links"]), "included" in last) == ({"self"}, False)
    assert last["data"] != first["data"]


FILE = {"mediaType": "application/pdf", "url": "https://example.org/a.pdf"}


@pytest.mark.parametrize(
    ("attributes", "errors"),
    [
        ({**FILE, "url": ""}, [("url", "Can't be blank")]),
        ({**FILE, "mediaType": "pdf"}, [("media_type", "Is invalid")]),
        ({**FILE, "mediaType": 1}, [("media_type", "Is invalid")]),
        ({}, [("url", "Can't be blank"), ("media_type", "Is invalid")]),
    ],
)
def test_media_need_an_address_and_a_type(
    rest: Rest, attributes: dict[str, Any], errors: list[tuple[str, str]]
) -> None:
    rest.attributes("POST", "/dois", {"doi": DOI})
    answer = rest.send("POST", f"/dois/{DOI}/media", attributes)
    told = [{"source": source, "title": title, "uid": None} for source, title in errors]
    assert (answer.status_code, answer.json) == (422, {"errors": told})


def test_media_are_changed_by_their_owner_only(rest: Rest) -> None:
    rest.attributes("POST", "/dois", {"doi": DOI})
    made = rest.send("POST", f"/dois/{DOI}/media", FILE).json
    assert made is not None
    path = f"/dois/{DOI}/media/{made['data']['id']}"
    changed = rest.send("PUT", path, {**FILE, "url": "https://example.org/b.pdf"}).json
    assert changed is not None
    attributes = changed["data"]["attributes"]
    assert (attributes["url"], attributes["version"]) == ("https://example.org/b.pdf", 2)
    assert rest.send("GET", path).json == changed
    assert rest.send("PUT", path, FILE, auth=None).status_code == 401
    assert rest.send("GET", path, auth=None).status_code == 404
    for method in ("PUT", "DELETE", "GET"):
        assert rest.send(method, f"{path}0", FILE).status_code == 404
    assert rest.send("POST", f"/dois/{DOI}/media", body="{}").status_code == 400
