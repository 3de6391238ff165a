"""What DataCite must have known before a recorded request.

Whose account it came from is `datacite_owner`'s business.

- Resources of a 2xx answer to a GET are loaded into the system of the host (production, or test for
  api.test, api.stage and mds.test), side-loaded repositories, members and media too. A DOI that a query
  found, of which the answer shows only some fields, is about the words of the query.
- A PUT or PATCH answered 200 found the DOI: the answer's resource without what the request sets, and without
  any metadata where the answer's is the first version.
  A DELETE answered 2xx found a draft. "This DOI has already been taken" found it, too. A PUT answered
  201 and a POST found nothing.
- A request that was refused named a DOI that exists, of another repository where the answer is 403; a DELETE
  answered 405 named a findable one.
- A list that counts DOIs but shows none counts one that the query finds.
- A list of media or activities belongs to a DOI that exists.
- The MDS's text answers show a DOI with its URL, or a list of DOIs.
- A value that the test handle server showed was written to it; the prefix of a handle that it lists, or lets
  a client write, is one of the test system's. A handle that a write did not create was there.
"""

import base64
import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

from pidguide.compare.exchanges import Exchange
from pidguide.fidelity.before.datacite_owner import (
    OTHER_REPOSITORY,
    WRITES,
    doi_of,
    kind_on,
    needs_owner,
    repository,
    sent_attributes,
)
from pidguide.fidelity.before.state import (
    Found,
    Load,
    NoRecordError,
    Record,
    dictionaries,
    number_asked,
    shown,
    skipped,
)
from pidguide.fidelity.derive.datacite import datacite_resource

_KINDS = {
    "dois": "dois",
    "clients": "clients",
    "repositories": "clients",
    "providers": "providers",
    "prefixes": "prefixes",
    "client-prefixes": "client-prefixes",
    "activities": "activities",
    "provider-prefixes": "provider-prefixes",
    "events": "events",
}
# What follows from a record's XML: an update that sends XML replaces all of it.
_FROM_XML = (
    "identifiers",
    "alternateIdentifiers",
    "creators",
    "titles",
    "publisher",
    "container",
    "publicationYear",
    "subjects",
    "contributors",
    "dates",
    "language",
    "types",
    "relatedIdentifiers",
    "relatedItems",
    "sizes",
    "formats",
    "version",
    "rightsList",
    "descriptions",
    "geoLocations",
    "fundingReferences",
    "xml",
    "schemaVersion",
)


def records_shown(exchange: Exchange) -> Iterator[Load]:
    """Yield the resources that a 2xx answer to a GET shows."""
    if not shown(exchange):
        return
    document = exchange.json()
    if isinstance(document, dict) and "data" in document:
        data = document["data"]
        resources = [*(data if isinstance(data, list) else [data]), *(document.get("included") or [])]
        media = [item for item in dictionaries(document.get("included")) if item.get("type") == "media"]
        for resource in dictionaries(resources):
            kind = _KINDS.get(str(resource.get("type")))
            if kind and isinstance(resource.get("attributes"), dict) and isinstance(resource.get("id"), str):
                record = {**resource, "media": media} if kind == "dois" and media else resource
                yield Load("datacite", kind_on(exchange, kind), record, resource["id"])
        return
    doi = doi_of(exchange)
    if doi and _is_format(exchange):
        made = _resource_from_format(doi, exchange)
        if made:
            yield Load("datacite", kind_on(exchange, "dois"), made, doi)


def _is_format(exchange: Exchange) -> bool:
    """Tell whether an answer shows a DOI in another format than JSON:API."""
    elsewhere = "/get-url" in exchange.url or exchange.host.startswith(("mds.", "handle."))
    document = exchange.json()
    json_api = isinstance(document, dict) and "data" in document
    return shown(exchange) and bool(exchange.answer.body) and not elsewhere and not json_api


def _resource_from_format(doi: str, exchange: Exchange) -> Record | None:
    body = exchange.answer.body
    if "xml" in (exchange.content_type or "") or body.lstrip().startswith(b"<"):
        attributes = {"doi": doi, "state": "findable", "xml": base64.b64encode(body).decode()}
        return {"id": doi, "type": "dois", "attributes": attributes}
    return datacite_resource(doi, exchange.content_type, body)


def records_before(exchange: Exchange, found: Found) -> Iterator[Load]:
    """Yield what must have been there for DataCite to answer as recorded."""
    yield from _skipped(exchange)
    yield from _counted(exchange)
    for load in records_shown(exchange):
        known = found.get(load.store, load.kind, load.name)
        # What a citation format tells is less than what another recording shows; XML tells all.
        derived = load.kind.endswith("dois") and not load.record.get("relationships")
        if derived and ("xml" in load.record["attributes"] or not same_title(known, load.record)):
            known = None
        record = _owned((known or load.record), exchange, found) if derived else load.record
        yield Load(load.store, load.kind, _found_by_query(record, exchange), load.name)
    if exchange.host.startswith("handle."):
        yield from _handle_before(exchange, found)
        return
    doi = doi_of(exchange)
    if doi and _is_format(exchange) and _resource_from_format(doi, exchange) is None:
        kind = kind_on(exchange, "dois")
        elsewhere = found.get("datacite", kind, doi) or found.built_in("datacite", "dois", doi)
        if elsewhere is None:
            raise NoRecordError(f"no recording shows the DOI {doi}")
        yield Load("datacite", kind, elsewhere, doi)
    elif doi:
        yield from _doi_before(doi, exchange, found)
    if exchange.host.startswith("mds.") and urlsplit(exchange.url).path == "/doi" and shown(exchange):
        for line in exchange.answer.body.decode().split():
            yield Load("datacite", kind_on(exchange, "dois"), _resource(line, found, {}), line)
    if needs_owner(exchange):
        yield repository(exchange, found)


def _found_by_query(record: Record, exchange: Exchange) -> Record:
    """Return a listed DOI with what a query found it by, where `fields[dois]` hid that from the answer."""
    asked = parse_qs(urlsplit(exchange.url).query)
    query = asked.get("query", [""])[0]
    words = re.fullmatch(r"[\w\s]+", query)
    if not words or "fields[dois]" not in asked or record.get("type") != "dois":
        return record
    attributes = {"descriptions": [{"description": query}], **record["attributes"]}
    return {**record, "attributes": attributes}


def _counted(exchange: Exchange) -> Iterator[Load]:
    """A DOI behind the counts of an answer that lists none: about the words and people of the query."""
    document = exchange.json()
    meta = document.get("meta") if isinstance(document, dict) else None
    listed = document.get("data") if isinstance(document, dict) else None
    asked = parse_qs(urlsplit(exchange.url).query)
    if not shown(exchange) or listed != [] or not isinstance(meta, dict) or not meta.get("total"):
        return
    if urlsplit(exchange.url).path != "/dois":
        return
    query = asked.get("query", [""])[0]
    people = [
        {"name": "Name, Given", "nameIdentifiers": [{"nameIdentifier": f"https://orcid.org/{orcid}",
         "nameIdentifierScheme": "ORCID", "schemeUri": "https://orcid.org"}]}
        for orcid in sorted(set(re.findall(r"(?:\d{4}-){3}\d{3}[\dX]", query)))
    ]  # fmt: skip
    attributes = {
        **_metadata(),
        "doi": "10.5555/counted",
        "state": "findable",
        "creators": people or _metadata()["creators"],
        "descriptions": [{"description": query, "descriptionType": "Abstract"}],
    }
    record = {"id": "10.5555/counted", "type": "dois", "attributes": attributes}
    yield Load("datacite", kind_on(exchange, "dois"), record, "10.5555/counted")


def _skipped(exchange: Exchange) -> Iterator[Load]:
    """The DOIs on the pages before: updated last, since that is how lists are sorted."""
    page = number_asked(exchange, "page[number]", default=1)
    size = number_asked(exchange, "page[size]", default=25)
    listed = [load for load in records_shown(exchange) if load.kind.endswith("dois")]
    for number, record in skipped([load.record for load in listed], max(0, page - 1) * size):
        doi = f"{record['id']}x{number}"
        attributes = {**record["attributes"], "doi": doi, "updated": "2099-01-01T00:00:00Z"}
        yield Load("datacite", listed[0].kind, {**record, "id": doi, "attributes": attributes}, doi)


def _doi_before(doi: str, exchange: Exchange, found: Found) -> Iterator[Load]:
    kind = kind_on(exchange, "dois")
    if (
        exchange.method in ("PUT", "PATCH")
        and exchange.status == 200
        and not exchange.host.startswith("mds.")
    ):
        document = exchange.json() or {}
        resource = document.get("data") if isinstance(document, dict) else None
        if isinstance(resource, dict):
            yield Load("datacite", kind, _before_update(resource, exchange), doi)
            return
    known = found.get("datacite", kind, doi)
    path = urlsplit(exchange.url).path
    taken = exchange.status == 422 and b"already been taken" in exchange.answer.body
    if exchange.host.startswith("mds."):
        if exchange.status in (200, 201) and not (exchange.method == "POST" and path.startswith("/metadata")):
            state = "findable" if exchange.method == "GET" else "draft"
            text = exchange.answer.body.decode().strip()
            url = text if exchange.method == "GET" and path.startswith("/doi/") else "https://example.org/"
            shows_xml = exchange.method == "GET" and path.startswith("/metadata/")
            xml = base64.b64encode(exchange.answer.body).decode() if shows_xml else _kernel_xml(doi)
            resource = _resource(doi, found, {**_metadata(), "state": state, "url": url, "xml": xml})
            if exchange.method == "GET" and path.startswith("/media/"):
                resource["media"] = _media_listed(text)
            yield Load("datacite", kind, resource, doi)
    elif path.endswith("/get-url"):
        if exchange.status == 200:
            attributes = {**_metadata(), "url": (exchange.json() or {}).get("url")}
            yield Load("datacite", kind, _resource(doi, found, attributes), doi)
        elif exchange.status in (204, 401):
            yield Load("datacite", kind, _resource(doi, found, {"state": "draft"}), doi)
    elif exchange.method == "DELETE" and exchange.status < 300:
        before = _resource(doi, found, {"state": "draft"})
        if "/media/" in path:
            before = _resource(doi, found, _metadata())
            file = {"version": 0, "url": "https://example.org/file", "mediaType": "application/pdf"}
            before["media"] = [{"id": path.rpartition("/")[2], "type": "media", "attributes": file}]
        yield Load("datacite", kind, before, doi)
    elif exchange.method == "DELETE" and exchange.status == 405:
        yield Load("datacite", kind, _resource(doi, found, {**_metadata(), "state": "findable"}), doi)
    elif exchange.status == 403:
        others = _resource(doi, replace(found, repository=OTHER_REPOSITORY), _metadata())
        yield Load("datacite", kind, others, doi)
    elif "/media" in path and shown(exchange):
        data = (exchange.json() or {}).get("data")
        listed = list(dictionaries(data if isinstance(data, list) else [data]))
        yield Load("datacite", kind, {**(known or _resource(doi, found, _metadata())), "media": listed}, doi)
    elif path.endswith("/activities") and shown(exchange):
        yield Load("datacite", kind, known or _resource(doi, found, _metadata()), doi)
    elif "/media" in path and exchange.status == 201:
        for load in _side_loaded(exchange):
            if load.name.lower() == doi:
                yield load
                return
        yield Load("datacite", kind, known or _resource(doi, found, _metadata()), doi)
    elif exchange.method in WRITES and (exchange.status == 401 or taken) and "/dois/" in path:
        yield Load("datacite", kind, _resource(doi, found, {**_metadata(), "state": "findable"}), doi)


def same_title(known: Record | None, derived: Record) -> bool:
    """Tell whether a DOI of another recording is still the one that an answer shows."""
    return known is not None and (not _title(derived) or _title(known) == _title(derived))


def _title(resource: Record) -> str:
    titles = list(dictionaries((resource.get("attributes") or {}).get("titles")))
    # A citation may leave out the full stop that ends a title.
    return " ".join(str(titles[0].get("title", "")).lower().split()).rstrip(".") if titles else ""


def _side_loaded(exchange: Exchange) -> Iterator[Load]:
    document = exchange.json()
    for resource in dictionaries(document.get("included") if isinstance(document, dict) else None):
        kind = _KINDS.get(str(resource.get("type")))
        if kind and isinstance(resource.get("attributes"), dict):
            yield Load("datacite", kind_on(exchange, kind), resource, str(resource.get("id")))


def records_written(exchange: Exchange) -> Iterator[Load]:
    """Yield the DOI that a 2xx answer to a write shows: how it was afterwards."""
    document = exchange.json()
    resource = document.get("data") if isinstance(document, dict) else None
    written = exchange.method in ("POST", "PUT", "PATCH") and exchange.status < 300
    if not written or not isinstance(resource, dict) or resource.get("type") != "dois":
        return
    if isinstance(resource.get("attributes"), dict):
        yield Load("datacite", kind_on(exchange, "dois"), resource, str(resource.get("id")))


def _media_listed(text: str) -> list[Record]:
    """Return the media that the MDS lists, one `type=url` a line."""
    pairs = [line.partition("=") for line in text.splitlines() if "=" in line]
    return [
        {"id": f"0000-0000-0000-{number:04d}", "type": "media", "attributes": {"mediaType": kind, "url": url}}
        for number, (kind, _, url) in enumerate(pairs)
    ]


def _metadata() -> Record:
    """Return the least metadata that a findable DOI can have."""
    return {
        "creators": [{"name": "Name, Given"}],
        "titles": [{"title": "Title"}],
        "publisher": "Publisher",
        "publicationYear": 2018,
        "types": {"resourceTypeGeneral": "Dataset"},
        "url": "https://example.org/",
    }


def _kernel_xml(doi: str) -> str:
    """Return the same metadata as the XML that the MDS takes, encoded as the REST API has it."""
    xml = (
        '<resource xmlns="http://datacite.org/schema/kernel-4">'
        f'<identifier identifierType="DOI">{escape(doi)}</identifier>'
        "<creators><creator><creatorName>Name, Given</creatorName></creator></creators>"
        "<titles><title>Title</title></titles><publisher>Publisher</publisher>"
        '<publicationYear>2018</publicationYear><resourceType resourceTypeGeneral="Dataset"/></resource>'
    )
    return base64.b64encode(xml.encode()).decode()


def _resource(doi: str, found: Found, attributes: Record) -> Record:
    client = {"data": {"id": found.repository.lower(), "type": "clients"}}
    return {
        "id": doi.lower(),
        "type": "dois",
        "attributes": {"doi": doi.lower(), **attributes},
        "relationships": {"client": client},
    }


def _owned(record: Record, exchange: Exchange, found: Found) -> Record:
    """Give a DOI that only its owner may see to the repository that saw it."""
    if not needs_owner(exchange):
        return record
    client = {"data": {"id": found.repository.lower(), "type": "clients"}}
    return {**record, "relationships": {**record.get("relationships", {}), "client": client}}


def _before_update(resource: Record, exchange: Exchange) -> Record:
    """Return a DOI as it was before an update: the answer without what the request sets.

    An event moves a DOI on: what was published was a draft, what was hidden was findable.
    """
    sent = sent_attributes(exchange)
    gone = {*sent, *(_FROM_XML if sent.get("xml") else ())} - {"doi"}
    attributes = {name: value for name, value in resource.get("attributes", {}).items() if name not in gone}
    event, after = sent.get("event"), attributes.get("state")
    if event in ("publish", "register") and after != "draft":
        attributes["state"] = "draft" if _just_registered(resource["attributes"]) else after
    elif event == "hide" and after == "registered":
        attributes["state"] = "findable"
    version = attributes.get("metadataVersion")
    if sent.get("xml") and isinstance(version, int):
        attributes["metadataVersion"] = max(0, version - 1)
        if version > 0:
            attributes["xml"] = _kernel_xml(str(attributes.get("doi")))  # an earlier one
    if version == 0 and gone & set(_FROM_XML):
        attributes.pop("xml", None)  # what was sent was the first metadata
    return {**resource, "attributes": attributes}


def _just_registered(attributes: Record) -> bool:
    return str(attributes.get("registered"))[:16] == str(attributes.get("updated"))[:16]


def _handle_before(exchange: Exchange, found: Found) -> Iterator[Load]:
    document = exchange.json()
    if not isinstance(document, dict) or not 200 <= exchange.status < 300:
        return
    if exchange.method in WRITES or "handles" in document:
        name = str(document.get("handle") or document.get("prefix"))
        prefix = name.partition("/")[0]
        yield Load("datacite", "test/prefixes", {"id": prefix, "attributes": {}}, prefix)
        there = [name] if exchange.method in WRITES and exchange.status == 200 else document.get("handles")
        for handle in there or []:
            attributes = {**_metadata(), "url": "https://example.org/", "state": "findable"}
            yield Load("datacite", "test/dois", _resource(str(handle), found, attributes), str(handle))
    for value in dictionaries(document.get("values")):
        if value.get("type") == "URL":
            attributes = {
                **_metadata(),
                "url": (value.get("data") or {}).get("value"),
                "state": "findable",
                "registered": value.get("timestamp"),
                "updated": value.get("timestamp"),
            }
            handle = str(document["handle"])
            yield Load("datacite", "test/dois", _resource(handle, found, attributes), handle)
