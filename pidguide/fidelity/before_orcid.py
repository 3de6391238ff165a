"""What ORCID must have known before a recorded request, and the tokens it accepted.

- A 2xx answer about an iD is that part of its record.
- An error tells the record's state (locked, deactivated, unclaimed, deprecated), the item's visibility, or
  the item that a new one doubles.
- The record exists in which something was created, changed or refused, and so does the item that a
  change was answered 200 or that a request was not allowed to touch.
- A search found records that have what was searched for: each gets the values of the query's fields. As many
  people as `start` skips are made up.
- An accepted token was issued for the record and with all scopes, to the client that the answer names as
  the source; an answer 403/9038 means a token for reading only, 401/9017 one of another record. Where
  a token is called invalid, the one in the answer is sent.
- A client that got a token is registered with the id, the secret and the redirect URI that it sent; the code
  or refresh token that it exchanged was issued for what the answer grants.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import parse_qs, parse_qsl, unquote, urlencode, urlsplit

from luqum.exceptions import ParseError
from luqum.parser import parser
from luqum.tree import Item, SearchField, Term
from lxml import etree

from pidguide.compare.exchanges import Exchange
from pidguide.emulator import accounts
from pidguide.emulator.orcid import shapes_activities, shapes_person
from pidguide.emulator.orcid.errors import ApiError
from pidguide.emulator.orcid.kinds import KINDS
from pidguide.emulator.orcid.xml_messages import qualified, read_xml
from pidguide.emulator.world import World
from pidguide.fidelity.state import Found, Load, Record, dictionaries, shown

_PATH = re.compile(r"^/v\d[\d.]*(?:_rc\d)?/((?:\d{4}-){3}\d{3}[\dX])(?:/([a-z-]+))?(?:/(.+))?$")
# Error codes that tell a record's state, and an item's visibility.
_STATES = {"9007": "deprecated", "9018": "locked", "9036": "unclaimed", "9044": "deactivated"}
_VISIBILITIES = {"9013": "private", "9039": "limited"}
_SHAPES = (
    shapes_person.RECORD,
    shapes_person.PERSON,
    shapes_person.PERSONAL_DETAILS,
    shapes_activities.ACTIVITIES,
    *(shape for kind in KINDS.values() for shape in (kind.list_shape, kind.item)),
)
_SCOPES = ("/read-limited", "/activities/update", "/person/update", "/authenticate")
# Beyond so many a search is not filled up.
_MOST_MADE_UP = 1000
_OTHER_RECORD = "0009-0000-0000-0001"


def records_shown(exchange: Exchange) -> Iterator[Load]:
    """Yield the part of a record that a 2xx answer to a GET shows."""
    match = _PATH.match(unquote(urlsplit(exchange.url).path))
    body = exchange.json() or _from_xml(exchange)
    if match and shown(exchange) and isinstance(body, dict):
        name = "/".join(part for part in match.groups() if part)
        yield Load("orcid", "sections", {"orcid": match[1], "body": body}, name)


def _from_xml(exchange: Exchange) -> Record | None:
    """Return an answer's XML as the same answer's JSON, read as the emulator reads what clients send."""
    if not exchange.answer.body.lstrip().startswith(b"<"):
        return None
    try:
        root = etree.fromstring(exchange.answer.body)
    except etree.XMLSyntaxError:
        return None
    shape = next((shape for shape in _SHAPES if qualified(shape.tag) == root.tag), None)
    try:
        return read_xml(shape, exchange.answer.body) if shape else None
    except ApiError:
        return None


def records_before(exchange: Exchange, found: Found) -> Iterator[Load]:
    """Yield what must have been there for ORCID to answer as recorded."""
    yield from records_shown(exchange)
    path = unquote(urlsplit(exchange.url).path)
    if path.rstrip("/").endswith("/oauth/token") and exchange.status == 200:
        yield from _client(exchange)
    if "search" in path and exchange.status == 200:
        yield from _people_found(exchange)
    match = _PATH.match(path)
    if match and exchange.method != "GET":
        yield _section(match[1], {"orcid-identifier": {"path": match[1]}}, match[1])
        touched = exchange.status == 200 or exchange.status in (204, 403)
        if match[3] and match[3].isdigit() and match[2] and touched:
            yield from _item(match[1], match[2], int(match[3]), exchange)
    if match:
        yield from _refused(match, exchange)
    source = _source_client(exchange)
    if source:
        client = {"client_id": source[0], "name": source[1], "kind": "premium"}
        yield Load("orcid", "clients", client, source[0])


def _refused(match: re.Match[str], exchange: Exchange) -> Iterator[Load]:
    """What an error tells of a record: that it exists, its state, or an item that is in the way."""
    orcid, section = match[1], match[2]
    text = exchange.answer.body.decode("utf-8", errors="replace")
    code = re.search(r"error-code\D{1,4}(\d{4})", text)
    if code is None:
        return
    if code[1] in _STATES:
        primary = re.search(r"(?:\d{4}-){3}\d{3}[\dX]", exchange.answer.header("location") or "")
        record = {"orcid": orcid, "state": _STATES[code[1]], "primary": primary[0] if primary else None}
        yield Load("orcid", "states", record, orcid)
    elif code[1] != "9016" or "ORCID iD" not in text:
        yield _section(orcid, {"orcid-identifier": {"path": orcid}}, orcid)
    if section and code[1] in _VISIBILITIES and match[3] and match[3].isdigit():
        item = {"put-code": int(match[3]), "path": f"/{orcid}/{section}/{match[3]}"}
        item["visibility"] = _VISIBILITIES[code[1]]
        yield _section(orcid, item, f"{orcid}/{section}/{match[3]}")
    if section and code[1] == "9021" and (put_code := re.search(r"put-code (\d+)", text)):
        yield from _item(orcid, section, int(put_code[1]), exchange)


def _section(orcid: str, body: Record, name: str) -> Load:
    return Load("orcid", "sections", {"orcid": orcid, "body": body}, name)


def _item(orcid: str, section: str, put_code: int, exchange: Exchange) -> Iterator[Load]:
    """The item that a request is about: as the request sends it, else with nothing but its put-code.

    What a client may change is its own, so the client is the source.
    """
    try:
        item = json.loads(exchange.request.body or b"{}")
    except ValueError:
        item = {}
    source = _source_client(exchange)
    client_id = source[0] if source else accounts.ORCID_CLIENT_ID
    item = item if isinstance(item, dict) else {}
    if exchange.method == "PUT" and isinstance(answered := exchange.json(), dict):
        item = {**item, "created-date": answered.get("created-date"), "source": answered.get("source")}
    item.setdefault("source", {"source-client-id": {"path": client_id}})
    item.update({"put-code": put_code, "path": f"/{orcid}/{section}/{put_code}"})
    yield _section(orcid, item, f"{orcid}/{section}/{put_code}")


def _source_client(exchange: Exchange) -> tuple[str, str] | None:
    body = exchange.json()
    source = body.get("source") if isinstance(body, dict) else None
    if exchange.method in ("PUT", "POST") and isinstance(source, dict):
        client_id = (source.get("source-client-id") or {}).get("path")
        if client_id:
            return str(client_id), str((source.get("source-name") or {}).get("value", client_id))
    return None


def _client(exchange: Exchange) -> Iterator[Load]:
    sent = parse_qs(exchange.request.body.decode("utf-8", errors="replace"))
    client_id, secret = sent.get("client_id", [""])[0], sent.get("client_secret", [""])[0]
    if client_id:
        record: Record = {"client_id": client_id, "client_secret": secret, "kind": "premium"}
        record["redirect_uris"] = sent.get("redirect_uri", [])
        yield Load("orcid", "clients", record, client_id)
    granted = exchange.json()
    if isinstance(granted, dict) and isinstance(granted.get("orcid"), str):
        orcid, name = granted["orcid"], granted.get("name")
        shown_name = {"credit-name": _value(name), "given-names": _value(name), "visibility": "public"}
        person = {"name": {**shown_name, "path": orcid}} if name else {}
        yield _section(orcid, {"orcid-identifier": {"path": orcid}, "person": person}, orcid)


def _people_found(exchange: Exchange) -> Iterator[Load]:
    document = exchange.json()
    query = parse_qs(urlsplit(exchange.url).query).get("q", [""])[0]
    if not isinstance(document, dict):
        return
    # People whom a search found and who come before those that the answer shows.
    for number in range(_count_before(exchange)):
        orcid = orcid_id(900_000_000_000_000 + number)
        yield _section(orcid, _person_with(orcid, dict(_terms(query)), {}), orcid)
    for result in dictionaries(document.get("result")):
        orcid = str((result.get("orcid-identifier") or {}).get("path", ""))
        yield _section(orcid, _person_with(orcid, dict(_terms(query)), {}), orcid)
    for result in dictionaries(document.get("expanded-result")):
        orcid = str(result.get("orcid-id", ""))
        yield _section(orcid, _person_with(orcid, dict(_terms(query)), result), orcid)


def _count_before(exchange: Exchange) -> int:
    start = parse_qs(urlsplit(exchange.url).query).get("start", ["0"])[0]
    return int(start) if start.isdigit() and int(start) <= _MOST_MADE_UP else 0


def orcid_id(number: int) -> str:
    """Return the iD with these fifteen digits, its check character last (ISO 7064 mod 11-2)."""
    digits = f"{number:015d}"
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    last = (12 - total % 11) % 11
    text = digits + ("X" if last == 10 else str(last))
    return "-".join(text[start : start + 4] for start in range(0, 16, 4))


def _terms(query: str) -> Iterator[tuple[str, str]]:
    """Yield field and value of every term of a query that names a field."""
    try:
        tree = parser.parse(query)
    except ParseError:
        return
    yield from _terms_below(tree, None)


def _terms_below(node: Item, name: str | None) -> Iterator[tuple[str, str]]:
    if isinstance(node, SearchField):
        name = node.name
    if isinstance(node, Term) and name:
        yield name, str(node.value).strip('"')
    for child in node.children:
        yield from _terms_below(child, name)


_EXTERNAL_ID_FIELDS = {
    "digital-object-ids": "doi",
    "doi-self": "doi",
    "pmid": "pmid",
    "pmid-self": "pmid",
    "isbn": "isbn",
    "issn": "issn",
    "eid-self": "eid",
    "arxiv": "arxiv",
}
_ORGANIZATION_FIELDS = {
    "ringgold-org-id": "RINGGOLD",
    "grid-org-id": "GRID",
    "ror-org-id": "ROR",
    "affiliation-org-name": "",
    "current-institution-affiliation-name": "",
    "past-institution-affiliation-name": "",
    "organisation-id": "",
}


def _person_with(orcid: str, terms: dict[str, str], result: Record) -> Record:
    """Return the record of a person who has what was searched for and what an expanded result shows."""
    identifier = {"path": orcid, "uri": f"https://orcid.org/{orcid}", "host": "orcid.org"}
    given = result.get("given-names") or terms.get("given-names")
    family = result.get("family-names") or terms.get("family-name")
    person: Record = {
        "name": {
            "given-names": _value(given),
            "family-name": _value(family),
            "path": orcid,
            "credit-name": _value(result.get("credit-name")),
            "visibility": "public",
        }
    }
    if keyword := terms.get("keyword"):
        person["keywords"] = {"keyword": [{"content": keyword, "put-code": 1, "visibility": "public"}]}
    others = result.get("other-name") or ([terms["other-names"]] if "other-names" in terms else [])
    person["other-names"] = {
        "other-name": [
            {"content": name, "put-code": 10 + position, "visibility": "public"}
            for position, name in enumerate(others)
        ]
    }
    emails = result.get("email") or ([terms["email"]] if "email" in terms else [])
    person["emails"] = {
        "email": [{"email": email, "visibility": "public", "verified": True} for email in emails]
    }
    activities: Record = {}
    works = [
        {"external-id-type": kind, "external-id-value": terms[name], "external-id-relationship": "self"}
        for name, kind in _EXTERNAL_ID_FIELDS.items()
        if name in terms
    ]
    titles = [value for name, value in terms.items() if name == "work-titles"] or (["Title"] if works else [])
    if titles:
        external_ids = {"external-id": works}
        summary = {
            "put-code": 2,
            "title": {"title": _value(titles[0])},
            "external-ids": external_ids,
            "type": "journal-article",
            "visibility": "public",
        }
        activities["works"] = {"group": [{"external-ids": external_ids, "work-summary": [summary]}]}
    organizations = [
        _organization(terms[name], kind) for name, kind in _ORGANIZATION_FIELDS.items() if name in terms
    ]
    organizations += [{"name": name} for name in result.get("institution-name") or []]
    if organizations:
        activities["employments"] = {
            "affiliation-group": [
                {
                    "summaries": [
                        {
                            "employment-summary": {
                                "put-code": 20 + position,
                                "organization": organization,
                                "visibility": "public",
                            }
                        }
                    ]
                }
                for position, organization in enumerate(organizations)
            ]
        }
    return {"orcid-identifier": identifier, "person": person, "activities-summary": activities}


def _value(text: Any) -> Record | None:
    return {"value": text} if text else None


def _organization(value: str, kind: str) -> Record:
    if not kind:
        return {"name": value}
    disambiguated = {"disambiguated-organization-identifier": value, "disambiguation-source": kind}
    return {"name": "Organization", "disambiguated-organization": disambiguated}


def client_of(exchanges: Iterable[Exchange]) -> str:
    """Return the client that a recording's requests come from: the source that an answer names."""
    sources = (_source_client(exchange) for exchange in exchanges)
    return next((source[0] for source in sources if source), accounts.ORCID_CLIENT_ID)


def authorization(exchange: Exchange, world: World, client_id: str) -> str | None:
    """Return the Authorization to send: a token that the emulator issued, an unknown one, or none."""
    if exchange.request.header("authorization") is None:
        return None
    match = _PATH.match(unquote(urlsplit(exchange.url).path))
    if exchange.status == 401 and b"invalid_token" in exchange.answer.body:
        echoed = re.search(r"Invalid access token: ([\w-]+)", exchange.answer.body.decode())
        return f"Bearer {echoed[1] if echoed else 'unknown'}"
    orcid = match[1] if match else None
    scopes: tuple[str, ...] = _SCOPES
    if exchange.status == 403 or match is None:
        orcid, scopes = None, ("/read-public",)
    elif exchange.status == 401:
        orcid = _OTHER_RECORD
    token = world.orcid.tokens.issue(client_id, scopes, orcid, world.clock.now(), world.random)
    return f"Bearer {token.access_token}"


def request_body(exchange: Exchange, world: World) -> bytes:
    """Return the body to send: the recorded one, with a code or a refresh token that the emulator issued.

    A code that was accepted had been issued for what the answer grants; a refresh token, too.
    """
    path = urlsplit(exchange.url).path.rstrip("/")
    granted = exchange.json()
    if not path.endswith("/oauth/token") or exchange.status != 200 or not isinstance(granted, dict):
        return exchange.request.body
    sent = dict(parse_qsl(exchange.request.body.decode("utf-8", errors="replace")))
    client_id, scopes = sent.get("client_id", ""), tuple(str(granted.get("scope") or "").split())
    orcid, now = granted.get("orcid"), world.clock.now()
    if sent.get("grant_type") == "authorization_code" and isinstance(orcid, str):
        redirect = sent.get("redirect_uri", "")
        sent["code"] = world.orcid.tokens.issue_code(
            client_id, redirect, scopes, orcid, now, world.random
        ).code
    elif sent.get("grant_type") == "refresh_token":
        token = world.orcid.tokens.issue(client_id, scopes, orcid, now, world.random)
        sent["refresh_token"] = token.refresh_token or ""
    return urlencode(sent).encode()
