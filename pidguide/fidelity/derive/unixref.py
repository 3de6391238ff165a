"""Makes a Crossref work from UNIXREF, alone or inside the UNIXSD query result, as far as the XML tells it."""

import re
from typing import Any

from lxml import etree

Record = dict[str, Any]

_ROLES = ("author", "editor", "chair", "translator")
# The elements of a citation, and the members of a reference that they stand for.
_REFERENCE = {
    "issn": "ISSN",
    "journal_title": "journal-title",
    "author": "author",
    "volume": "volume",
    "issue": "issue",
    "first_page": "first-page",
    "cYear": "year",
    "doi": "DOI",
    "isbn": "ISBN",
    "series_title": "series-title",
    "volume_title": "volume-title",
    "article_title": "article-title",
    "unstructured_citation": "unstructured",
}
_TYPES = {"conference_paper": "proceedings-article", "content_item": "book-chapter"}
_CRM_ITEMS = {"publisher-name": "publisher", "member-id": "member", "owner-prefix": "prefix"}
_CRM_MOMENTS = {"last-update": "deposited", "created": "created"}
_MEDIA = {"print": "published-print", "online": "published-online"}


def work_from_unixref(doi: str, body: bytes) -> Record | None:
    """Return the work, None where the XML is no record of one."""
    root = etree.fromstring(body)
    data = root.find(".//{*}doi_data")
    item = data.getparent() if data is not None else None
    if item is None or root.find(".//{*}doi_record") is None:
        return None
    # A journal may have a DOI of its own before that of the article.
    item = next(root.iter("{*}journal_article", "{*}conference_paper", "{*}content_item"), item)
    work: Record = {"DOI": _text(item, "{*}doi_data/{*}doi") or doi}
    name = etree.QName(item).localname
    work["type"] = _TYPES.get(name) or name.removesuffix("_metadata").replace("_", "-")
    if name == "book_metadata" and (book := item.getparent()) is not None:
        work["type"] = (book.get("book_type") or "book").replace("_", "-")
    if name == "posted_content" and item.get("type"):
        work["subtype"] = item.get("type")
    work["title"] = _texts(item, "{*}titles/{*}title")
    work["subtitle"] = _texts(item, "{*}titles/{*}subtitle")
    work["URL"] = f"http://dx.doi.org/{work['DOI']}"
    work["resource"] = {"primary": {"URL": _text(item, "{*}doi_data/{*}resource")}}
    work |= _container(root) | _people(item) | _dates(item) | _registration(root) | _beside(item)
    singles = {
        "volume": _text(root, ".//{*}journal_volume/{*}volume") or _text(item, "{*}volume"),
        "issue": _text(root, ".//{*}journal_issue/{*}issue"),
        "page": _pages(item),
    }
    work.update({name: value for name, value in singles.items() if value})
    if references := [_reference(each) for each in item.iterfind("{*}citation_list/{*}citation")]:
        work["reference"] = references
    return work


def _container(root: etree._Element) -> Record:
    metadata = root.find(".//{*}journal_metadata")
    if metadata is None:
        return _book_or_proceedings(root)
    issns = [(_hyphenated(_own_text(each)), each.get("media_type")) for each in metadata.iterfind("{*}issn")]
    found: Record = {
        "container-title": _texts(metadata, "{*}full_title"),
        "short-container-title": _texts(metadata, "{*}abbrev_title"),
        "ISSN": [issn for issn, _ in issns],
        "issn-type": [{"value": issn, "type": media} for issn, media in issns if media],
    }
    if language := metadata.get("language"):
        found["language"] = language
    return found


def _book_or_proceedings(root: etree._Element) -> Record:
    """Return what holds a chapter or a paper; nothing for what stands by itself."""
    titles = (
        _texts(root, ".//{*}proceedings_title")
        or _texts(root, ".//{*}content_item/../{*}book_metadata/{*}titles/{*}title")
        or _texts(root, ".//{*}database_metadata/{*}titles/{*}title")
        or _texts(root, ".//{*}series_metadata/{*}titles/{*}title")
    )
    found: Record = {"container-title": titles, "ISBN": _texts(root, ".//{*}isbn")}
    if (book := root.find(".//{*}book_metadata")) is not None and book.get("language"):
        found["language"] = book.get("language")
    if name := _text(root, ".//{*}conference_name"):
        found["event"] = {"name": name}
    if publisher := _text(root, ".//{*}publisher/{*}publisher_name"):
        found["publisher"] = publisher
    return found


def _hyphenated(issn: str) -> str:
    return issn if "-" in issn else f"{issn[:4]}-{issn[4:]}"


def _people(item: etree._Element) -> Record:
    found: Record = {}
    for each in item.iterfind("{*}contributors/*"):
        role = each.get("contributor_role") or "author"
        if role in _ROLES:
            found.setdefault(role, []).append(_person(each))
    return found


def _person(element: etree._Element) -> Record:
    sequence = element.get("sequence") or "additional"
    if etree.QName(element).localname == "organization":
        return {"name": _own_text(element), "sequence": sequence}
    members = {"given": "given_name", "family": "surname", "ORCID": "ORCID"}
    named = {name: _text(element, f"{{*}}{tag}") for name, tag in members.items()}
    affiliations = [{"name": name} for name in _texts(element, "{*}affiliation")]
    return {
        **{name: value for name, value in named.items() if value},
        "sequence": sequence,
        "affiliation": affiliations,
    }


def _beside(item: etree._Element) -> Record:
    """Return the abstract, as the REST record holds it, and the links to full texts."""
    found: Record = {}
    if (abstract := item.find("{*}abstract")) is not None:
        text = (abstract.text or "").strip()
        parts = [etree.tostring(part, encoding="unicode", with_tail=False) for part in abstract]
        found["abstract"] = re.sub(r' xmlns:\w+="[^"]*"', "", text + "".join(parts))
    if links := [_link(each) for each in item.iterfind("{*}doi_data/{*}collection/{*}item/{*}resource")]:
        found["link"] = links
    return found


def _link(resource: etree._Element) -> Record:
    collection = next(resource.iterancestors("{*}collection"))
    purpose = collection.get("property") or "unspecified"
    return {
        "URL": _own_text(resource),
        "content-type": resource.get("mime_type") or "unspecified",
        "content-version": resource.get("content_version") or "unspecified",
        "intended-application": "similarity-checking" if purpose == "crawler-based" else purpose,
    }


def _dates(item: etree._Element) -> Record:
    """Return the dates of publication by medium, and the earliest of them."""
    found: Record = {}
    for each in item.iterfind("{*}publication_date"):
        parts = [_text(each, f"{{*}}{name}") for name in ("year", "month", "day")]
        date = {"date-parts": [[int(part) for part in parts if part.isdigit()]]}
        found[_MEDIA.get(each.get("media_type") or "", "issued")] = date
    if found:
        found["issued"] = min(found.values(), key=lambda date: date["date-parts"][0])
    return found


def _registration(root: etree._Element) -> Record:
    """Return what the query result, or the record's attributes, tell of the registration."""
    found: Record = {}
    for each in root.iter("{*}crm-item"):
        name, value = each.get("name") or "", _own_text(each)
        if name in _CRM_ITEMS:
            found[_CRM_ITEMS[name]] = value
        elif name in _CRM_MOMENTS:
            found[_CRM_MOMENTS[name]] = {"date-time": value}
        elif name == "citedby-count" and value.isdigit():
            found["is-referenced-by-count"] = int(value)
    record = root.find(".//{*}doi_record")
    if record is not None and record.get("owner"):
        found["prefix"] = record.get("owner")
    if record is not None and (timestamp := record.get("timestamp")):
        found["deposited"] = {"date-time": f"{timestamp.replace(' ', 'T')}Z"}
    return found


def _reference(citation: etree._Element) -> Record:
    told = {member: _text(citation, f"{{*}}{tag}") for tag, member in _REFERENCE.items()}
    doi = citation.find("{*}doi")
    if doi is not None and (provider := doi.get("provider")):
        told["doi-asserted-by"] = provider
    return {"key": citation.get("key"), **{member: value for member, value in told.items() if value}}


def _pages(item: etree._Element) -> str:
    first, last = _text(item, "{*}pages/{*}first_page"), _text(item, "{*}pages/{*}last_page")
    return f"{first}-{last}" if last else first


def _texts(element: etree._Element, path: str) -> list[str]:
    return [text for each in element.iterfind(path) if (text := _own_text(each))]


def _text(element: etree._Element, path: str) -> str:
    found = element.find(path)
    return "" if found is None else _own_text(found)


def _own_text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext())).strip()
