"""The XML formats: DataCite XML and JATS."""

from __future__ import annotations

import base64
import binascii
import re

from pid_emulator.core.libraries import etree
from pid_emulator.datacite.formats.view import Object, View, date_parts
from pid_emulator.datacite.kernel.writer import write_kernel_xml

_PUBLICATION_TYPES = {
    "Article": "journal",
    "Book": "book",
    "Chapter": "chapter",
    "DataCatalog": "data",
    "Dataset": "data",
    "PublicationIssue": "journal",
    "ScholarlyArticle": "journal",
    "SoftwareSourceCode": "software",
    "WebSite": "website",
}
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TITLE_ELEMENTS = {"data": "data-title", "journal": "article-title", "chapter": "chapter-title"}


def datacite_xml(view: View) -> bytes:
    """Return DataCite XML: the stored document where there is one, else one made of the attributes."""
    stored = view.text("xml")
    if stored:
        try:
            return base64.b64decode(stored, validate=True).strip()
        except (binascii.Error, ValueError):
            pass
    return write_kernel_xml(view.doi, view.attributes).encode("utf-8")


def jats(view: View) -> bytes:
    """Return JATS: one `element-citation`."""
    kind = _PUBLICATION_TYPES.get(str(view.types.get("schemaOrg")))
    container = view.container
    citation = etree.Element("element-citation")
    if kind:
        citation.set("publication-type", kind)
    _add_people(citation, "author", view.creators)
    _add_people(citation, "editor", view.contributors)
    if title_element := _TITLE_ELEMENTS.get(kind or ""):
        _add(citation, title_element, view.title)
        _add(citation, "source", container.get("title") or view.publisher_name)
    else:
        _add(citation, "source", view.title)
    if kind != "data":
        _add(citation, "publisher-name", view.publisher_name)
    _add_date(citation, view.issued())
    _add(citation, "volume", container.get("volume"))
    _add(citation, "issue", container.get("issue"))
    _add(citation, "fpage", container.get("firstPage"))
    _add(citation, "lpage", container.get("lastPage"))
    _add(citation, "version", view.text("version"))
    _add(citation, "pub-id", view.doi, {"pub-id-type": "doi"})
    return _DECLARATION + etree.tostring(citation, encoding="UTF-8", pretty_print=True)


def _add(parent: etree._Element, name: str, text: object, attributes: dict[str, str] | None = None) -> None:
    if text:
        element = etree.SubElement(parent, name, attributes or {})
        element.text = xml_text(str(text))


def _add_people(citation: etree._Element, role: str, people: list[Object]) -> None:
    if not people:
        return
    group = etree.SubElement(citation, "person-group", {"person-group-type": role})
    for person in people:
        name = etree.SubElement(group, "name")
        _add(name, "surname", person.get("familyName"))
        _add(name, "given-names", person.get("givenName"))


def _add_date(citation: etree._Element, issued: str | None) -> None:
    parts = date_parts(issued)["date-parts"][0]
    for name, part in zip(("year", "month", "day"), parts, strict=False):
        attributes = {"iso-8601-date": xml_text(issued or "")} if name == "year" else None
        _add(citation, name, f"{part:02d}", attributes)


def xml_text(text: str) -> str:
    """Return text without the characters that XML cannot hold."""
    return _NOT_XML.sub("", text)
