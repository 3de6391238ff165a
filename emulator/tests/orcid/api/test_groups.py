"""Peer-review groups on the member API."""

import pytest

from support.orcid_people import MEMBER, PUBLIC, Asker, error_of


def test_groups_of_peer_reviews(ask: Asker) -> None:
    token = ask.token_for("/group-id-record/update", orcid=None)
    group = {
        "name": "Pots Quarterly",
        "group-id": "issn:2049-3630",
        "description": "A journal",
        "type": "journal",
    }
    url = f"{MEMBER}/group-id-record"
    created = ask.send("POST", url, group, token)
    assert created.status_code == 201
    assert error_of(ask.send("POST", url, group, token)) == (409, 9025)
    assert error_of(ask.send("POST", url, {**group, "group-id": "issn:2049-3631"}, token)) == (400, 9053)
    assert ask.get(created.headers["Location"], token=token).json["name"] == "Pots Quarterly"
    listed = ask.get(f"{url}?page-size=1&page=2", token=token).json
    assert (listed["total"], listed["page"], len(listed["group-id-record"])) == (2, 2, 1)
    assert len(ask.get(f"{url}?group-id=issn:2049-3630", token=token).json["group-id-record"]) == 1
    assert error_of(ask.send("POST", url, group, ask.token)) == (403, 9038)
    assert ask.send("DELETE", created.headers["Location"], None, token).status_code == 204


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("page=0", "page must be greater than 0"),
        ("page-size=0", "page-size must be greater than 0"),
        ("page=first", 'For input string: "first"'),
    ],
)
def test_a_page_of_groups_that_cannot_be(ask: Asker, query: str, message: str) -> None:
    token = ask.token_for("/group-id-record/read", orcid=None)
    answer = ask.get(f"{MEMBER}/group-id-record?{query}", token=token)
    assert error_of(answer) == (400, 9006)
    assert answer.json["developer-message"] == (
        f"The client application sent a bad request to ORCID. Full validation error: {message}"
    )


def test_groups_are_not_on_the_public_api(ask: Asker) -> None:
    token = ask.token_for("/group-id-record/read", orcid=None)
    assert error_of(ask.get(f"{PUBLIC}/group-id-record", token=token)) == (404, 9001)
