"""Other records in the world of a recorded search, which the search must not find.

A registry holds millions of records besides those that an answer shows. So an emulator that is asked to
search holds some, too: with words, numbers and dates that no request asks for. Where a request asks for
anything, or for all but something, they would be found rightly, and none are put there.
"""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qs, unquote, urlsplit

from pidguide.compare.exchanges import Exchange
from pidguide.compare.routes import service_of
from pidguide.fidelity.before.datacite_owner import kind_on
from pidguide.fidelity.before.state import Load, Record, shown

_WORD = "Qwzyxvu"
_DATE = "1806-01-01T00:00:00Z"
_HOW_MANY = 2
_EVERYTHING = ("", "*", "*:*")
_NEGATION = re.compile(r"(^|\s|\()(-|!|NOT\b)")
_CROSSREF_LISTS = {"works", "members", "journals", "funders"}
# Parameters of DataCite's lists that choose by a value which no other record has.
_DATACITE_FILTERS = {
    "query", "ids", "client-id", "repository-id", "provider-id", "consortium-id", "prefix",
    "resource-type-id", "created", "registered", "published", "subject", "user-id", "person-id",
    "affiliation-id", "funder-id",
    "field-of-science", "license",
}  # fmt: skip


def others_in_the_world(exchanges: Iterable[Exchange]) -> list[Load]:
    """Return records that no search of a recording may find; none where one of its lists could."""
    lists = [exchange for exchange in exchanges if _is_list(exchange)]
    if not lists or not all(_is_selective(exchange) for exchange in lists):
        return []
    return [load for exchange in lists for load in _OTHERS[service_of(exchange.url) or ""](exchange)]


def _is_list(exchange: Exchange) -> bool:
    if not shown(exchange) or service_of(exchange.url) not in _OTHERS:
        return False
    path = unquote(urlsplit(exchange.url).path).rstrip("/")
    if service_of(exchange.url) == "orcid":
        return "search" in path
    return path.rpartition("/")[2] in (*_CROSSREF_LISTS, "dois")


def _is_selective(exchange: Exchange) -> bool:
    """Tell whether a list shows only records that have something which is asked for."""
    asked = {name: values[0] for name, values in parse_qs(urlsplit(exchange.url).query).items()}
    if service_of(exchange.url) == "orcid":
        return _asks_for_something(asked.get("q", ""))
    if service_of(exchange.url) == "datacite":
        return any(name in _DATACITE_FILTERS and _asks_for_something(value) for name, value in asked.items())
    if re.search(
        r"/(members|journals|funders|prefixes|types)/.+/works$", unquote(urlsplit(exchange.url).path)
    ):
        return True
    queries = [value for name, value in asked.items() if name.split(".")[0] == "query"]
    return any(map(_asks_for_something, queries)) or any(
        not name.startswith("until-") and value.lower() not in ("false", "f", "0")
        for name, _, value in (each.partition(":") for each in asked.get("filter", "").split(",") if each)
    )


def _asks_for_something(query: str) -> bool:
    return query.strip() not in _EVERYTHING and not _NEGATION.search(query) and ":*" not in query


def _of_crossref(exchange: Exchange) -> Iterator[Load]:
    kind = unquote(urlsplit(exchange.url).path).rstrip("/").rpartition("/")[2]
    for number in range(_HOW_MANY):
        doi, member = f"10.99998/{_WORD.lower()}.{number}", 99_000_000 + number
        issn, funder = f"9999-990{number}", f"99999999999{number}"
        records: dict[str, tuple[Record, str]] = {
            "works": (_work(doi), doi),
            "members": ({"id": member, "primary-name": _WORD, "names": [_WORD]}, str(member)),
            "journals": ({"title": _WORD, "publisher": _WORD, "ISSN": [issn]}, issn),
            "funders": ({"id": funder, "name": _WORD, "location": _WORD}, funder),
        }
        record, name = records[kind]
        yield Load("crossref", kind, record, name)


def _work(doi: str) -> Record:
    moment = {"date-time": _DATE, "date-parts": [[1806, 1, 1]], "timestamp": -5175360000000}
    dates = dict.fromkeys(("indexed", "created", "deposited"), moment)
    return {"DOI": doi, "type": "other", "title": [_WORD], "publisher": _WORD, "member": "99000000",
            "prefix": "10.99998", "issued": {"date-parts": [[1806]]}, **dates}  # fmt: skip


def _of_datacite(exchange: Exchange) -> Iterator[Load]:
    client = {"data": {"id": f"{_WORD}.{_WORD}".lower(), "type": "clients"}}
    for number in range(_HOW_MANY):
        doi = f"10.99998/{_WORD.lower()}.{number}"
        attributes = {
            "doi": doi, "state": "findable", "titles": [{"title": _WORD}], "creators": [{"name": _WORD}],
            "publisher": _WORD, "publicationYear": 1806, "created": _DATE, "registered": _DATE,
            "updated": _DATE, "types": {"resourceTypeGeneral": "Other"},
        }  # fmt: skip
        record = {"id": doi, "type": "dois", "attributes": attributes, "relationships": {"client": client}}
        yield Load("datacite", kind_on(exchange, "dois"), record, doi)


def _of_orcid(exchange: Exchange) -> Iterator[Load]:
    for number in range(_HOW_MANY):
        orcid = f"0009-0099-0000-000{number}"
        name = {"given-names": {"value": _WORD}, "family-name": {"value": _WORD}, "visibility": "public"}
        identifier = {"path": orcid, "uri": f"https://orcid.org/{orcid}", "host": "orcid.org"}
        body = {"orcid-identifier": identifier, "person": {"name": {**name, "path": orcid}}}
        yield Load("orcid", "sections", {"orcid": orcid, "body": body}, orcid)


_OTHERS = {"crossref": _of_crossref, "datacite": _of_datacite, "orcid": _of_orcid}
