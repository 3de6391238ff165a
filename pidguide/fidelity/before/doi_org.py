"""What doi.org and the services behind content negotiation must have known before a recorded request.

- A redirect of doi.org means that the DOI has a handle. Where the target is an agency's content
  negotiation, the DOI belongs to that agency; else the target is the handle's URL.
- A work that Crossref can't give in the type asked for (406) is there.
- A handle that `/api/handles` answered is loaded as answered.
- What doiRA answered is loaded as answered; "DOI does not exist" is not loaded.
- CSL JSON that JaLC or mEDRA answered is loaded as answered; their other formats can't be.
- A DOI that an agency answered in a citation format has a record there: that of another recording, of the
  emulator's built-in records, else one made from the fields of the answer.
"""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, unquote, urlsplit

from pidguide.compare.exchanges import Exchange
from pidguide.fidelity.before.datacite import same_title
from pidguide.fidelity.before.state import Found, Load, NoRecordError, Record, dictionaries
from pidguide.fidelity.derive.crossref import crossref_work
from pidguide.fidelity.derive.datacite import datacite_resource

_AGENCY_BY_TARGET = {
    "api.crossref.org": "Crossref",
    "data.crosscite.org": "DataCite",
    "data.datacite.org": "DataCite",
    "japanlinkcenter.org": "JaLC",
    "data.medra.org": "mEDRA",
}
_OTHER_AGENCIES = {"japanlinkcenter.org": "JaLC", "data.medra.org": "mEDRA"}
_DOI = re.compile(r"10\.\d{3,9}(?:\.\d+)*/.+")
_CROSSREF_TRANSFORM = re.compile(r"^/(?:v1/)?works/(.+?)/transform(?:/.*)?$")


def records_before(exchange: Exchange, found: Found) -> Iterator[Load]:
    """Yield what must have been there for doi.org or content negotiation to answer as recorded."""
    parts = urlsplit(exchange.url)
    host, path = exchange.host, unquote(parts.path)
    if host == "api.crossref.org":
        match = _CROSSREF_TRANSFORM.match(path)
        if match and exchange.status == 200:
            yield from _crossref_work(match[1], exchange, found)
        elif match and exchange.status == 406:
            work = found.get("crossref", "works", match[1]) or {"DOI": match[1]}
            yield Load("crossref", "works", work, match[1])
    elif host in ("data.crosscite.org", "data.datacite.org"):
        if exchange.status != 404 and (match := _DOI.search(path)):
            yield from _datacite_doi(match[0], exchange, found)
    elif host in _OTHER_AGENCIES:
        if exchange.status == 200 and (match := _DOI.search(path)):
            yield from _other_agencys_doi(match[0], _OTHER_AGENCIES[host], exchange)
    elif host.startswith("citation."):
        doi = parse_qs(parts.query).get("doi", [""])[0]
        if exchange.status == 200 and doi:
            yield from _crossref_work(doi, exchange, found)
    elif path.startswith("/api/handles/"):
        document = exchange.json()
        if exchange.status == 200 and isinstance(document, dict) and document.get("handle"):
            yield Load("handles", "handles", document, str(document["handle"]))
    elif path.lower().startswith(("/ra/", "/doira/")):
        for entry in dictionaries(exchange.json()):
            if "RA" in entry:
                yield Load("handles", "prefixes", entry, str(entry.get("DOI")))
    elif match := _DOI.search(path):
        yield from _resolved(match[0], exchange, found)


def _resolved(doi: str, exchange: Exchange, found: Found) -> Iterator[Load]:
    location = exchange.answer.header("location")
    if exchange.status in (301, 302, 303, 307) and location:
        agency = _AGENCY_BY_TARGET.get((urlsplit(location).hostname or "").lower())
        if agency:
            yield Load("handles", "prefixes", {"DOI": doi, "RA": agency}, doi)
            yield Load("handles", "handles", _handle(doi, "https://example.org/"), doi)
        elif urlsplit(location).hostname != exchange.host:
            yield Load("handles", "handles", _handle(doi, location), doi)
    elif exchange.status == 200 and exchange.answer.body:
        # A client that follows redirects: the agency's answer is all that was kept.
        work = crossref_work(doi, exchange.content_type, exchange.answer.body)
        if work and ("indexed" in work or "member" in work or found.get("crossref", "works", doi)):
            yield from _crossref_work(doi, exchange, found)
        else:
            yield Load("handles", "prefixes", {"DOI": doi, "RA": "DataCite"}, doi)
            yield from _datacite_doi(doi, exchange, found)


def _other_agencys_doi(doi: str, agency: str, exchange: Exchange) -> Iterator[Load]:
    csl = exchange.json()
    if not isinstance(csl, dict):
        raise NoRecordError(f"{agency}'s {exchange.content_type} tells no CSL JSON")
    yield Load("handles", "prefixes", {"DOI": doi, "RA": agency}, doi)
    yield Load("handles", "handles", _handle(doi, "https://example.org/"), doi)
    yield Load("handles", "csl", {**csl, "DOI": csl.get("DOI", doi)}, doi)


def _handle(doi: str, url: str) -> Record:
    value = {
        "index": 1,
        "type": "URL",
        "data": {"format": "string", "value": url},
        "ttl": 86400,
        "timestamp": "2020-01-01T00:00:00Z",
    }
    return {"handle": doi, "values": [value]}


def _crossref_work(doi: str, exchange: Exchange, found: Found) -> Iterator[Load]:
    work = (
        found.get("crossref", "works", doi)
        or crossref_work(doi, _transform_type(exchange), exchange.answer.body)
        or found.built_in("crossref", "works", doi)
    )
    if work is None:
        raise NoRecordError(f"no recording shows the work {doi}")
    yield Load("crossref", "works", work, doi)


def _transform_type(exchange: Exchange) -> str | None:
    """Return the answer's type; the path form names it in the address and sends no Content-Type."""
    return exchange.content_type or unquote(urlsplit(exchange.url).path).partition("/transform/")[2] or None


def _datacite_doi(doi: str, exchange: Exchange, found: Found) -> Iterator[Load]:
    known = found.get("datacite", "dois", doi)
    derived = datacite_resource(doi, exchange.content_type, exchange.answer.body)
    resource = known if derived is None or same_title(known, derived) else derived
    resource = resource or found.built_in("datacite", "dois", doi)
    if resource is None and exchange.status < 400:
        raise NoRecordError(f"no recording shows the DOI {doi}")
    least = {"id": doi.lower(), "type": "dois", "attributes": {"doi": doi}}
    yield Load("datacite", "dois", resource or least, doi)
