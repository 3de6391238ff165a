"""Whose account DataCite accepted a recorded request from, and the credentials to send instead.

- A request of the owner that was not refused needs a repository: the one that a request or an answer of the
  recording names, else the emulator's own. It is given the prefix of the DOI, and its password is sent.
  Recorders take Authorization out or put a placeholder in its place; so a write without one was sent
  with one.
- A request answered 403 was sent by a repository that owns neither the DOI nor its prefix.
- A request answered 401 was sent with a wrong password; so was a POST answered 404, which is what DataCite
  answers to an unknown user.
"""

import base64
import json
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote, urlsplit

from pid_emulator.core import accounts
from pidguide.compare.exchanges import Exchange
from pidguide.fidelity.before.state import Found, Load, Record, dictionaries

OTHER_REPOSITORY = "OTHER.REPOSITORY"
PASSWORD = "password-of-a-recorded-repository"
WRITES = ("POST", "PUT", "PATCH", "DELETE")
_DOI = re.compile(
    r"(?:doi:)?(10\.\d{3,9}(?:\.\d+)*/.+?)(?=/get-url$|/activities$|/media(?:/|$)|$)", re.IGNORECASE
)


def is_test(exchange: Exchange) -> bool:
    """Tell whether the request went to DataCite's test system."""
    return ".test." in exchange.host or ".stage." in exchange.host


def kind_on(exchange: Exchange, kind: str) -> str:
    """Return the store's name of a kind of record on the system that was asked."""
    return f"test/{kind}" if is_test(exchange) else kind


def doi_of(exchange: Exchange) -> str | None:
    """Return the DOI that a request's path names, else the one its body names."""
    match = _DOI.search(unquote(urlsplit(exchange.url).path))
    if match:
        return match[1].lower()
    if exchange.host.startswith("mds."):
        found = re.search(r"(?:^doi=|>)\s*(10\.\d{3,9}/[^\s<]+)", _request_text(exchange), re.MULTILINE)
        return found[1].lower() if found else None
    doi = sent_attributes(exchange).get("doi")
    return str(doi).lower() if doi else None


def _request_text(exchange: Exchange) -> str:
    return exchange.request.body.decode("utf-8", errors="replace")


def sent(exchange: Exchange) -> Record:
    """Return the `data` that a request sent, empty where it sent none."""
    try:
        data = json.loads(_request_text(exchange)).get("data")
    except (ValueError, AttributeError):
        return {}
    return data if isinstance(data, dict) else {}


def sent_attributes(exchange: Exchange) -> Record:
    """Return the attributes that a request sent, empty where it sent none."""
    attributes = sent(exchange).get("attributes")
    return attributes if isinstance(attributes, dict) else {}


def needs_owner(exchange: Exchange) -> bool:
    """Tell whether the request was one of a repository's account that DataCite did not refuse."""
    sent_or_needed = exchange.method in WRITES or "authorization" in exchange.request.headers
    # An answer that names an account was given to it, though the recorder took its Authorization out.
    sent_or_needed = sent_or_needed or "x-credential-username" in exchange.answer.headers
    return (sent_or_needed or exchange.host.startswith("mds.")) and not refused(exchange)


def refused(exchange: Exchange) -> bool:
    """Tell whether the answer means wrong credentials: 401, or 404 to a POST of a DOI."""
    creates_doi = exchange.method == "POST" and urlsplit(exchange.url).path.rstrip("/") == "/dois"
    return exchange.status == 401 or (creates_doi and exchange.status == 404)


def repository_of(exchanges: Iterable[Exchange]) -> str:
    """Return the repository that a recording's requests come from, the emulator's own where none is named."""
    named = (_repository_named(exchange) for exchange in exchanges if needs_owner(exchange))
    return next((symbol for symbol in named if symbol), accounts.DATACITE_REPOSITORY_ID)


def _repository_named(exchange: Exchange) -> str | None:
    """Return the repository that a request or its answer names."""
    document = exchange.json()
    answered = document.get("data") if isinstance(document, dict) else None
    included = dictionaries(document.get("included")) if isinstance(document, dict) else ()
    for resource in (answered, sent(exchange), *included):
        if isinstance(resource, dict):
            relationship = (resource.get("relationships") or {}).get("client") or {}
            data = relationship.get("data") if isinstance(relationship, dict) else None
            if isinstance(data, dict) and data.get("id"):
                return str(data["id"])
    return None


def repository(exchange: Exchange, found: Found) -> Load:
    """Return the account that a request needs, with the prefixes that it uses."""
    symbol = found.repository
    known = found.get("datacite", kind_on(exchange, "clients"), symbol) or {}
    provider = symbol.partition(".")[0].lower()
    attributes = {
        "name": symbol,
        "symbol": symbol.upper(),
        "clientType": "repository",
        "isActive": True,
        **known.get("attributes", {}),
    }
    if b"domain settings" not in exchange.answer.body:
        # What was not refused was allowed then, whatever the settings are in another recording.
        attributes["domains"] = "*"
    relationships = {
        "provider": {"data": {"id": provider, "type": "providers"}},
        **(known.get("relationships") or {}),
        "prefixes": {"data": [{"id": prefix, "type": "prefixes"} for prefix in _prefixes(exchange)]},
    }
    record = {
        "id": symbol.lower(),
        "type": "clients",
        "attributes": attributes,
        "relationships": relationships,
        "password": PASSWORD,
    }
    return Load("datacite", kind_on(exchange, "clients"), record, symbol)


def _prefixes(exchange: Exchange) -> list[str]:
    if exchange.status == 403:
        return []
    prefixes = {str(sent_attributes(exchange).get("prefix") or "")}
    prefixes.add((doi_of(exchange) or "").partition("/")[0])
    answered = exchange.json()
    data = answered.get("data") if isinstance(answered, dict) else None
    if isinstance(data, dict):
        prefixes.add(str(data.get("id") or "").partition("/")[0])
    return sorted(prefix for prefix in prefixes if prefix.startswith("10."))


def authorization(exchange: Exchange, repository_id: str) -> str | None:
    """Return the Authorization to send: the owner's, a wrong one, or none where none was needed."""
    takes_password = exchange.method in WRITES or "authorization" in exchange.request.headers
    if exchange.host.startswith("handle.") and takes_password and exchange.status != 401:
        return _basic("300:TEST/ADMIN", accounts.DATACITE_PASSWORD)
    if needs_owner(exchange):
        return _basic(repository_id, PASSWORD)
    if not refused(exchange) or b"Authentication object was not found" in exchange.answer.body:
        return None
    sent_one = exchange.method in WRITES or "authorization" in exchange.request.headers
    if sent_one or exchange.host.startswith("mds."):
        return _basic("UNKNOWN.REPOSITORY", "wrong")
    return None


def _basic(user: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


def merge_repositories(loads: list[Load]) -> list[Load]:
    """Give one repository all the prefixes that the requests of a recording need."""
    prefixes: dict[tuple[str, str, str], list[Any]] = {}
    for load in loads:
        if load.kind.endswith("clients") and "password" in load.record:
            listed = prefixes.setdefault(load.key, [])
            listed += [
                item for item in load.record["relationships"]["prefixes"]["data"] if item not in listed
            ]
    for load in loads:
        if load.key in prefixes and "password" in load.record:
            load.record["relationships"]["prefixes"]["data"] = prefixes[load.key]
    return loads
