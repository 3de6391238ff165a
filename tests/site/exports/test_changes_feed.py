"""The Atom feed of what changed at the services, as a feed reader reads it."""

from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from pidguide.site.exports import changes_feed
from pidguide.site.exports.changes_feed import write_feed
from pidguide.site.render.changes import Change, read_changes

ATOM = {"": "http://www.w3.org/2005/Atom"}


def entries(feed: str) -> list[ElementTree.Element]:
    return ElementTree.fromstring(feed).findall("entry", ATOM)


def change(date: str, text: str = "It sings", told: str = "") -> Change:
    return Change(date, text, "Do.", "x", (), told or date)


def test_every_change_is_an_entry_with_what_the_standard_asks_for() -> None:
    root = ElementTree.fromstring(write_feed("https://example.org/guide"))
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    assert root.findtext("author/name", namespaces=ATOM)
    for each in (root, *root.findall("entry", ATOM)):
        assert each.findtext("title", namespaces=ATOM)
        assert urlsplit(each.findtext("id", "", ATOM)).scheme == "urn"
        assert datetime.fromisoformat(each.findtext("updated", "", ATOM)).tzinfo
    assert len(root.findall("entry", ATOM)) == len(read_changes())


def test_an_entry_leads_to_its_place_on_the_page(built_site: Path) -> None:
    page = (built_site / "changes" / "index.html").read_text(encoding="utf-8")
    for entry in entries(write_feed("https://example.org/guide/")):
        link = entry.find("link", ATOM)
        assert link is not None
        address, _, anchor = link.attrib["href"].partition("#")
        assert address == "https://example.org/guide/changes/"
        assert f'id="{anchor}"' in page


def test_no_address_of_the_site_no_link() -> None:
    assert "<link" not in write_feed("")


@pytest.mark.parametrize(
    ("date", "updated"),
    [
        ("2026", "2026-01-01T00:00:00Z"),
        ("2026-08", "2026-08-01T00:00:00Z"),
        ("2026-08-21", "2026-08-21T00:00:00Z"),
    ],
)
def test_a_month_and_a_year_begin_with_their_first_day(
    monkeypatch: pytest.MonkeyPatch, date: str, updated: str
) -> None:
    monkeypatch.setattr(changes_feed, "read_changes", lambda: [change(date, "<It> & sings")])
    (entry,) = entries(write_feed(""))
    assert entry.findtext("updated", namespaces=ATOM) == updated
    assert entry.findtext("title", namespaces=ATOM) == "<It> & sings"


def test_an_announced_change_is_dated_by_its_announcement(monkeypatch: pytest.MonkeyPatch) -> None:
    """Readers sort by this moment: one to come would stand first for years."""
    monkeypatch.setattr(changes_feed, "read_changes", lambda: [change("2027", told="2026-08")])
    feed = ElementTree.fromstring(write_feed(""))
    told = [feed.findtext("updated", "", ATOM), feed.findtext("entry/updated", "", ATOM)]
    assert told == ["2026-08-01T00:00:00Z"] * 2


def test_an_entry_keeps_its_id_when_the_site_moves_or_the_day_is_corrected(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def ids(site_url: str, date: str) -> list[str]:
        monkeypatch.setattr(changes_feed, "read_changes", lambda: [change(date)])
        return [entry.findtext("id", "", ATOM) for entry in entries(write_feed(site_url))]

    assert ids("https://old.example.org", "2026") == ids("https://new.example.org", "2026-08-21")


def test_the_site_has_the_feed_and_every_page_names_it(built_site: Path) -> None:
    assert entries((built_site / "changes.xml").read_text(encoding="utf-8"))
    for page, feed in (("index.html", "changes.xml"), ("doi/access/index.html", "../../changes.xml")):
        assert f'type="application/atom+xml" title="What changed at the services" href="{feed}"' in (
            built_site / page
        ).read_text(encoding="utf-8")
