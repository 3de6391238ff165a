"""The Atom feed of what changed at the services (RFC 4287)."""

import uuid
from xml.etree import ElementTree

from pidguide.site.render.changes import FEED, Change, read_changes

_ATOM = "http://www.w3.org/2005/Atom"
_OF_THE_GUIDE = uuid.uuid5(uuid.NAMESPACE_URL, "pid-guide/changes")


def write_feed(site_url: str) -> str:
    """Return the feed, newest change first, with the days on which the changes took place.

    Without `site_url`, the site's address, entries have no link. What identifies an entry is made of its
    text alone: another address of the site or another day brings no entry back as new.
    """
    ElementTree.register_namespace("", _ATOM)
    changes = read_changes()
    feed = ElementTree.Element(f"{{{_ATOM}}}feed")
    _add(feed, "title", "What changed at the services")
    _add(feed, "id", _OF_THE_GUIDE.urn)
    _add(feed, "updated", max(map(_moment, changes)))
    _add(_add(feed, "author"), "name", "The PID guide's authors")
    if site_url:
        _add(feed, "link", rel="self", href=f"{site_url.rstrip('/')}/{FEED}")
    for change in changes:
        _add_entry(feed, change, site_url)
    ElementTree.indent(feed)
    return ElementTree.tostring(feed, "unicode", xml_declaration=True) + "\n"


def _add_entry(feed: ElementTree.Element, change: Change, site_url: str) -> None:
    entry = _add(feed, "entry")
    _add(entry, "title", change.text.replace("`", ""))
    _add(entry, "id", uuid.uuid5(_OF_THE_GUIDE, change.text).urn)
    _add(entry, "updated", _moment(change))
    if site_url:
        _add(entry, "link", rel="alternate", href=f"{site_url.rstrip('/')}/changes/#{change.anchor}")
    _add(entry, "content", f"{change.todo} Source: {change.source}".replace("`", ""), type="text")


def _moment(change: Change) -> str:
    """Return the first moment of the day, month or year in which a change became known, never one to come."""
    return f"{change.told}{'-01-01'[len(change.told) - 4 :]}T00:00:00Z"


def _add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    element.text = text or None
    return element
