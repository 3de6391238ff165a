"""What a reader relies on in the samples of orcid/member: failures first."""

import os
import queue
import re
import runpy
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from pid_emulator import Emulator
from pidguide.basics import paths
from pidguide.running import transports
from tests.support.orcid_schemas import needs_orcid_schemas

pytestmark = needs_orcid_schemas

CARBERRY = "0000-0002-1825-0097"
OTHER = "0009-9000-0000-0010"
FAR = timedelta(days=1)
RECORD = f"https://api.sandbox.orcid.org/v3.0/{CARBERRY}"


def function(name: str, function_name: str) -> Callable[..., Any]:
    file = paths.ROOT / "samples" / "orcid" / "member" / f"{name}.py"
    found: Callable[..., Any] = runpy.run_path(str(file))[function_name]
    return found


@pytest.fixture
def online(emulator: Emulator) -> Iterator[Emulator]:
    """The hosts that samples call lead to the emulator in its start state, with credentials for it."""
    with transports.emulator(emulator):
        yield emulator


@pytest.fixture
def token(online: Emulator) -> str:
    return os.environ["ORCID_ACCESS_TOKEN"]


def work(doi: str, title: str = "Pots") -> dict[str, Any]:
    ids = [{"external-id-type": "doi", "external-id-value": doi, "external-id-relationship": "self"}]
    return {"title": {"title": {"value": title}}, "type": "other", "external-ids": {"external-id": ids}}


def works(token: str) -> dict[str, list[str]]:
    """Return the sources of the versions of each work, by normalised DOI."""
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
    groups = requests.get(f"{RECORD}/works", headers=headers, timeout=30).json()["group"]
    return {
        group["external-ids"]["external-id"][0]["external-id-normalized"]["value"]: [
            version["source"]["source-name"]["value"] for version in group["work-summary"]
        ]
        for group in groups
    }


ADDERS: list[tuple[str, str, tuple[Any, ...]]] = [
    ("add_work", "add_work", (work("10.5555/x"),)),
    ("works/add_works_in_bulk", "add_works", ([work("10.5555/x")],)),
    ("affiliations/add_employment", "add_employment", ("Potter", 2026)),
    ("affiliations/add_funding", "add_grant", ("Pots", "1")),
    ("affiliations/add_peer_review", "add_peer_review", ("issn:0264-3561", "1")),
    ("affiliations/add_person_items", "add_person_item", ("keywords", {"content": "pots"})),
]


@pytest.mark.parametrize(("name", "function_name", "arguments"), ADDERS)
def test_a_refusal_is_raised_in_orcids_words(
    token: str, name: str, function_name: str, arguments: tuple[Any, ...]
) -> None:
    add = function(name, function_name)
    with pytest.raises(RuntimeError, match="401 from ORCID.*Access token is for a different record"):
        add(OTHER, token, *arguments)
    with pytest.raises(RuntimeError, match=r"(?s)401 from ORCID.*invalid_token"):
        add(CARBERRY, "not-a-token", *arguments)


def test_a_review_without_its_group(token: str) -> None:
    with pytest.raises(RuntimeError, match="9026"):
        function("affiliations/add_peer_review", "add_peer_review")(CARBERRY, token, "issn:2049-3630", "1")


def test_xml_out_of_order_is_refused(token: str) -> None:
    from lxml import etree

    empty = etree.Element("{http://www.orcid.org/ns/work}work")
    with pytest.raises(RuntimeError, match="400 from ORCID"):
        function("works/add_work_xml", "add_work_as_xml")(CARBERRY, token, empty)


def test_more_than_a_hundred_works_are_not_sent(token: str) -> None:
    with pytest.raises(ValueError, match="at most 100 works"):
        function("works/add_works_in_bulk", "add_works")(CARBERRY, token, [work("10.5555/x")] * 101)


def test_an_update_of_what_is_gone(token: str) -> None:
    with pytest.raises(RuntimeError, match="404 from ORCID"):
        function("works/update_work", "update_work")(1, {})


def test_only_own_works_can_be_removed(token: str) -> None:
    with pytest.raises(RuntimeError, match="403 from ORCID.*9010"):
        function("works/delete_work", "delete_work")(CARBERRY, 1000015)


def test_a_duplicate_becomes_an_update_in_whatever_spelling(token: str) -> None:
    save_work = function("works/duplicate_to_update", "save_work")
    assert save_work(CARBERRY, token, "10.5555/Spelt", work("10.5555/Spelt")).startswith("added")
    again = save_work(CARBERRY, token, "10.5555/SPELT", work("https://doi.org/10.5555/SPELT", "Kilns"))
    assert again.startswith("updated")
    assert works(token)["10.5555/spelt"] == ["PID guide"]


def test_another_refusal_is_not_taken_for_a_duplicate(token: str) -> None:
    with pytest.raises(RuntimeError, match="9047"):
        function("works/duplicate_to_update", "save_work")(
            CARBERRY, token, "10.5555/x", work("10.5555/x", "")
        )


CHAPTER_IDS = [
    {"external-id-type": "issn", "external-id-value": "2049-3630", "external-id-relationship": "part-of"},
    {"external-id-type": "doi", "external-id-value": "10.5555/book", "external-id-relationship": "part-of"},
    {"external-id-type": "doi", "external-id-value": "10.5555/chapter", "external-id-relationship": "self"},
]


@pytest.fixture
def chapter(token: str) -> dict[str, Any]:
    """A work of this client, rich in content, whose own DOI is the last of its identifiers."""
    added = {
        **work("10.5555/chapter", "Chapter"),
        "title": {"title": {"value": "Chapter"}, "subtitle": {"value": "On Pots"}},
        "short-description": "About pots.",
        "publication-date": {"year": {"value": "2020"}},
        "external-ids": {"external-id": CHAPTER_IDS},
    }
    put_code = function("add_work", "add_work")(CARBERRY, token, added)
    return {**added, "put-code": put_code}


def read_work(token: str, put_code: int) -> Any:
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
    return requests.get(f"{RECORD}/work/{put_code}", headers=headers, timeout=30).json()


@pytest.mark.parametrize("year", ["1999", "2026"])
def test_a_chapter_is_not_taken_for_its_book(token: str, year: str) -> None:
    """Whether the chapter stands before or behind its book in the list of works."""
    save_work, add_work = function("works/duplicate_to_update", "save_work"), function("add_work", "add_work")
    book, dated = work("10.5555/book", "Book"), {"publication-date": {"year": {"value": "2010"}}}
    chapter = {**work("10.5555/chapter", "Chapter"), "external-ids": {"external-id": CHAPTER_IDS}}
    codes = [
        int(save_work(CARBERRY, token, "10.5555/book", {**book, **dated}).removeprefix("added ")),
        add_work(CARBERRY, token, {**chapter, "publication-date": {"year": {"value": year}}}),
    ]
    save_work(CARBERRY, token, "10.5555/book", {**work("10.5555/book", "Book, 2nd"), **dated})
    titles = [read_work(token, code)["title"]["title"]["value"] for code in codes]
    assert titles == ["Book, 2nd", "Chapter"]


def test_synchronising_knows_a_work_by_its_own_doi(token: str, chapter: dict[str, Any]) -> None:
    assert function("works/synchronise_works", "synchronise_works")({"10.5555/chapter": "Chapter"}) == []


def test_synchronising_changes_the_title_and_nothing_else(token: str, chapter: dict[str, Any]) -> None:
    before = read_work(token, chapter["put-code"])
    synchronise_works = function("works/synchronise_works", "synchronise_works")
    assert synchronise_works({"10.5555/chapter": "Kilns"}) == ["PUT 10.5555/chapter"]
    after = read_work(token, chapter["put-code"])
    assert after["title"]["title"]["value"] == "Kilns"
    before["title"]["title"], after["title"]["title"] = None, None
    for work_read in (before, after):
        work_read["last-modified-date"] = None
    assert after == before


def test_synchronising_keeps_works_that_have_no_doi(token: str) -> None:
    isbn = {"external-id-type": "isbn", "external-id-value": "978-3-16-148410-0"}
    book = {**work("x"), "external-ids": {"external-id": [{**isbn, "external-id-relationship": "self"}]}}
    put_code = function("add_work", "add_work")(CARBERRY, token, book)
    assert function("works/synchronise_works", "synchronise_works")({}) == []
    assert read_work(token, put_code)["put-code"] == put_code


def test_synchronising_survives_an_identifier_that_orcid_cannot_normalise(
    token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`external-id-normalized` is null then; the emulator's own lists are edited to hold one."""
    function("add_work", "add_work")(CARBERRY, token, work("10.5555/odd"))
    send = requests.Session.send

    def without_normalised(self: requests.Session, *request: Any, **options: Any) -> requests.Response:
        answer = send(self, *request, **options)
        assert isinstance(answer.content, bytes)
        answer._content = answer.content.replace(b'{"value":"10.5555/odd","transient":true}', b"null")
        return answer

    monkeypatch.setattr(requests.Session, "send", without_normalised)
    assert function("works/synchronise_works", "synchronise_works")({"10.5555/odd": "Pots"}) == []


def test_synchronising_leaves_other_sources_alone_and_can_be_repeated(token: str) -> None:
    synchronise_works = function("works/synchronise_works", "synchronise_works")
    before = works(token)
    wanted = {"10.5555/sync.1": "One", "10.5555/12345678": "Silly String, our version"}
    assert synchronise_works(wanted) == ["POST 10.5555/sync.1", "POST 10.5555/12345678"]
    assert synchronise_works(wanted) == []
    assert "PID guide" in works(token)["10.5555/12345678"]
    assert len(works(token)["10.5555/12345678"]) == 3
    assert sorted(synchronise_works({})) == ["DELETE 10.5555/12345678", "DELETE 10.5555/sync.1"]
    assert works(token) == before


def test_limited_items_are_seen_with_permission_only(online: Emulator, token: str) -> None:
    visibilities = function("read_limited", "visibilities")
    assert visibilities(CARBERRY, token)["keywords limited"] == 1
    world = online.world
    own = world.orcid.tokens.issue(
        os.environ["ORCID_CLIENT_ID"], ("/read-public",), None, world.clock.now(), world.random
    )
    assert "keywords limited" not in visibilities(CARBERRY, own.access_token)


def test_the_notifications_link_is_encoded(online: Emulator) -> None:
    file = paths.ROOT / "samples" / "orcid" / "member" / "notifications" / "send_notification.py"
    link = runpy.run_path(str(file))["AUTHORIZE"]
    assert "redirect_uri=http%3A%2F%2F127.0.0.1%3A5000%2Fcallback" in link
    assert parse_qs(urlsplit(link).query)["scope"] == ["/activities/update"]


def test_a_source_whose_name_is_not_public(token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    send = requests.Session.send

    def without_names(self: requests.Session, *request: Any, **options: Any) -> requests.Response:
        answer = send(self, *request, **options)
        answer._content = re.sub(rb'"source-name":{"value":"[^"]*"}', b'"source-name":null', answer.content)
        return answer

    monkeypatch.setattr(requests.Session, "send", without_names)
    assert list(function("source_rules", "try_to_delete")(CARBERRY, token)) == ["(name not public)"]


def test_a_person_who_wants_no_notifications(online: Emulator) -> None:
    record = online.world.orcid.find(CARBERRY)
    assert record is not None
    record.receives_notifications = False
    with pytest.raises(RuntimeError, match="409 from ORCID.*9032"):
        function("notifications/send_notification", "send_notification")(CARBERRY, "Pots", "10.5555/x")


def test_a_webhook_without_its_scope(token: str) -> None:
    with pytest.raises(RuntimeError, match="403 from ORCID.*9038"):
        function("notifications/register_webhook", "register_webhook")(
            CARBERRY, "https://example.org/", token
        )


def test_the_receiver_hears_the_emulators_call(online: Emulator, token: str) -> None:
    """A change on the record reaches the sample's application through a real POST."""
    changed: queue.Queue[str] = queue.Queue()
    receiver = function("notifications/webhook_receiver", "create_receiver")(
        changed, "an-unguessable-word"
    ).test_client()
    world = online.world
    own = world.orcid.tokens.issue(
        os.environ["ORCID_CLIENT_ID"], ("/webhook",), None, world.clock.now(), world.random
    )
    callback = f"https://example.org/orcid-changes/an-unguessable-word/{CARBERRY}"
    assert (
        function("notifications/register_webhook", "register_webhook")(CARBERRY, callback, own.access_token)
        == 201
    )
    function("affiliations/add_person_items", "add_person_item")(
        CARBERRY, token, "keywords", {"content": "new"}
    )
    world.clock.advance(600)

    def post(address: str) -> int:
        return int(receiver.post(address.removeprefix("https://example.org")).status_code)

    world.orcid.webhooks.deliver_due(world.clock.now() + FAR, post)
    assert changed.get(timeout=5) == CARBERRY


def test_the_receiver_refuses_who_does_not_know_the_word() -> None:
    changed: queue.Queue[str] = queue.Queue()
    client = function("notifications/webhook_receiver", "create_receiver")(
        changed, "an-unguessable-word"
    ).test_client()
    for guess in ("guess", "an-unguessable-wor", "geheim\u00e9"):
        assert client.post(f"/orcid-changes/{guess}/{CARBERRY}").status_code == 404
    assert client.get(f"/orcid-changes/an-unguessable-word/{CARBERRY}").status_code == 405
    assert changed.empty()
