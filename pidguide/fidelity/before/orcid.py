"""What ORCID must have known before a recorded request, and the tokens it accepted.

- A 2xx answer about an iD is that part of its record; an error in a bulk tells the visibility of the item
  that was asked for and is not shown.
- An error tells the record's state (locked, deactivated, unclaimed, deprecated), the item's visibility, or
  the item that a new one doubles.
- An organization that an accepted item names is known.
- The record exists in which something was created, changed or refused, and so does the item that was
  changed or removed, or that a request was not allowed to touch. It is the client's own, but where the error
  calls it another's.
- What a refused double is the double of: the item as it was sent, with the put-code that the error names.
- A search found records that have what was searched for: see `people_found`.
- The member API answers nobody without a token but 403 forbidden: where the recording shows none, the
  recorder took it out.
- An accepted token was issued for the record and with all scopes, to the client that the answer names as
  the source; an answer 403/9038 means a token for reading only, 401/9017 one of another record. Where
  a token is called invalid, the one in the answer is sent.
- A client that got a token, or whose code was refused, is registered with the id, the secret and the
  redirect URI that it sent; the code or refresh token that it exchanged was issued for what the answer
  grants. The guide's own client gets the name by which an error addresses the client.
"""

import base64
import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, parse_qsl, unquote, urlencode, urlsplit

from lxml import etree

from pid_emulator.core import accounts
from pid_emulator.orcid.api.versions import as_current_version
from pid_emulator.orcid.errors import ApiError
from pid_emulator.orcid.record import shapes_activities, shapes_person
from pid_emulator.orcid.record.external_ids import self_keys
from pid_emulator.orcid.record.kinds import KINDS
from pid_emulator.orcid.record.organizations import named_in
from pid_emulator.orcid.record.xml_messages import qualified, read_xml
from pid_emulator.world import World
from pidguide.compare.exchanges import Exchange
from pidguide.fidelity.before.orcid_search import people_found
from pidguide.fidelity.before.state import Found, Load, OrcidClient, Record, dictionaries, shown

_PATH = re.compile(r"^/v\d[\d.]*(?:_rc\d)?/((?:\d{4}-){3}\d{3}[\dX])(?:/([a-z-]+))?(?:/(.+))?$")
_RECORD = re.compile(r"^(?:/v\d[^/]*)?/((?:\d{4}-){3}\d{3}[\dX])(?:/|$)")
# Error codes that tell a record's state, and an item's visibility.
_STATES = {"9007": "deprecated", "9018": "locked", "9036": "unclaimed", "9044": "deactivated"}
_CLIENT_NAME = "${clientName}"
_VISIBILITIES = {"9013": "private", "9039": "limited"}
# Error codes for an item that another one doubles; the second does not tell which.
_DOUBLED = ("9021", "9030")
_SOME_PUT_CODE = 1
# Error codes that tell that the item is another client's.
_OF_ANOTHER_CLIENT = ("9010", "9013")
_OTHER_CLIENT = "APP-0000000000000000"
_SCOPE_MISSING = "9038"
_SHAPES = (
    shapes_person.RECORD,
    shapes_person.PERSON,
    shapes_person.PERSONAL_DETAILS,
    shapes_activities.ACTIVITIES,
    *(shape for kind in KINDS.values() for shape in (kind.list_shape, kind.item)),
)
_TOKEN_PATH = "/oauth/token"
_REVOKE_PATH = "/oauth/revoke"
_SCOPES = ("/read-limited", "/activities/update", "/person/update", "/authenticate")
# Parts of a path that a client calls in its own name, and the scopes for it.
_CLIENT_SCOPES = {
    "/notification-permission": ("/premium-notification",),
    "/webhook/": ("/webhook",),
    "/group-id-record": ("/group-id-record/read", "/group-id-record/update"),
}
_OTHER_RECORD = "0009-0000-0000-0001"


def records_shown(exchange: Exchange) -> Iterator[Load]:
    """Yield the part of a record that a 2xx answer to a GET shows."""
    path = unquote(urlsplit(exchange.url).path)
    match = _PATH.match(path)
    body = exchange.json() or _from_xml(exchange)
    if match and shown(exchange) and isinstance(body, dict):
        if path.startswith("/v2"):
            body = as_current_version(body)
        name = "/".join(part for part in match.groups() if part)
        yield Load("orcid", "sections", {"orcid": match[1], "body": body}, name)
        yield from _hidden_in_bulk(match, body)


def _hidden_in_bulk(match: re.Match[str], body: Record) -> Iterator[Load]:
    """The items of a bulk that an error calls another client's, in the order in which they were asked for."""
    elements = list(dictionaries(body.get("bulk")))
    given = {str((each.get("work") or {}).get("put-code")) for each in elements}
    codes = [str((each.get("error") or {}).get("error-code")) for each in elements if "error" in each]
    hidden = [code for code in (match[3] or "").split(",") if code.isdigit() and code not in given]
    for number, code in zip(hidden, codes, strict=False):
        if code in _VISIBILITIES:
            yield _hidden_item(match[1], "work", number, code)


def _hidden_item(orcid: str, section: str, number: str, code: str) -> Load:
    path = f"{orcid}/{section}/{number}"
    item = {"put-code": int(number), "path": f"/{path}", "visibility": _VISIBILITIES[code]}
    return _section(orcid, item, path)


def without_items(load: Load, made: Collection[str]) -> Load:
    """Return a record's part without the items that earlier requests of the recording made."""
    if load.store != "orcid" or load.kind != "sections" or not made:
        return load
    return replace(load, record={**load.record, "body": _pruned(load.record["body"], made)})


def without_made_up_doubles(loads: list[Load]) -> list[Load]:
    """Return the records to load without an item that was made up as a double where one of them is it."""
    known: dict[tuple[str, tuple[str, str]], set[int]] = {}
    for load in loads:
        for item in _items_in(load.record["body"]) if load.kind == "sections" else ():
            for key in self_keys(item.get("external-ids")):
                known.setdefault((load.record["orcid"], key), set()).add(item["put-code"])

    def is_needless(load: Load) -> bool:
        if load.kind != "sections" or load.record["body"].get("put-code") != _SOME_PUT_CODE:
            return False
        updated = int(load.name.rpartition(" of ")[2] or 0) if " of " in load.name else 0
        keys = self_keys(load.record["body"].get("external-ids"))
        return any(known[load.record["orcid"], key] - {_SOME_PUT_CODE, updated} for key in keys)

    return [load for load in loads if not is_needless(load)]


def _pruned(value: Any, made: Collection[str]) -> Any:
    if isinstance(value, dict):
        return {name: _pruned(each, made) for name, each in value.items()}
    if not isinstance(value, list):
        return value
    return [_pruned(each, made) for each in value if not _was_made(each, made)]


def _was_made(item: Any, made: Collection[str]) -> bool:
    path = str(item.get("path") or "").strip("/").lower() if isinstance(item, dict) else ""
    return path in made


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
    if path.rstrip("/").endswith((_TOKEN_PATH, _REVOKE_PATH)) and _client_was_known(exchange):
        yield from _client(exchange)
    if exchange.status == 200 and (person := _signed_in(exchange)):
        yield _person_signed_in(person, exchange.json())
    if "search" in path and exchange.status == 200:
        yield from people_found(exchange, found)
    match = _PATH.match(path)
    record = _RECORD.match(path)
    if record and (exchange.method != "GET" or exchange.status < 300) and not _is_unknown(exchange):
        yield _section(record[1], {"orcid-identifier": {"path": record[1]}}, record[1])
    changed = match is not None and exchange.method != "GET" and exchange.status not in (401, 404)
    if match and changed and match[2] and (match[3] or "").isdigit():
        yield from _item(match[1], match[2], int(match[3]), exchange, found.client)
    if match:
        yield from _refused(match, exchange, found.client)
    yield from _review_group(exchange)
    if match and match[2] and exchange.method in ("POST", "PUT") and exchange.status < 300:
        yield from _organizations(_sent(match[2], exchange))
    client = _source_client(exchange) or found.client
    if client.name:
        known = {"client_id": client.client_id, "name": client.name, "kind": "premium"}
        yield Load("orcid", "clients", known, client.client_id)


def _error_code(exchange: Exchange) -> str:
    """Return the code of an error in ORCID's own format, else nothing."""
    text = exchange.answer.body.decode("utf-8", errors="replace")
    code = re.search(r"error-code\D{1,4}(\d{4})", text) if exchange.status >= 300 else None
    return code[1] if code else ""


def _review_group(exchange: Exchange) -> Iterator[Load]:
    """The group of reviews that an accepted review names."""
    sent = _sent("peer-review", exchange) if "/peer-review" in exchange.url else {}
    group_id = sent.get("review-group-id")
    if group_id and exchange.method in ("POST", "PUT") and exchange.status < 300:
        group = {"group-id": group_id, "name": group_id, "description": group_id, "type": "journal"}
        yield Load("orcid", "groups", group, str(group_id))


def _organizations(sent: Any) -> Iterator[Load]:
    """The organizations that an item which was taken names: ORCID knows them."""
    for source, number in named_in(sent):
        identifier = f"https://ror.org/{number}" if source == "ROR" else number
        identifier = f"10.13039/{number}" if source == "FUNDREF" else identifier
        known = {"disambiguation-source": source, "disambiguated-organization-identifier": identifier}
        yield Load("orcid", "organizations", known, f"{source} {number}")


def _is_unknown(exchange: Exchange) -> bool:
    """Tell whether ORCID answered that there is no such iD."""
    return _error_code(exchange) == "9016" and b"ORCID iD" in exchange.answer.body


def _refused(match: re.Match[str], exchange: Exchange, client: OrcidClient) -> Iterator[Load]:
    """What an error tells of a record: that it exists, its state, or an item that is in the way."""
    orcid, section = match[1], match[2]
    text = exchange.answer.body.decode("utf-8", errors="replace")
    code = _error_code(exchange)
    if not code:
        return
    if code in _STATES:
        primary = re.search(r"(?:\d{4}-){3}\d{3}[\dX]", exchange.answer.header("location") or "")
        record = {"orcid": orcid, "state": _STATES[code], "primary": primary[0] if primary else None}
        yield Load("orcid", "states", record, orcid)
    elif not _is_unknown(exchange):
        yield _section(orcid, {"orcid-identifier": {"path": orcid}}, orcid)
    if section == "biography" and code in _VISIBILITIES:
        hidden = {"content": "Biography", "visibility": _VISIBILITIES[code]}
        yield _section(orcid, {"biography": hidden}, f"{orcid}/biography")
    if section and code in _VISIBILITIES and match[3] and match[3].isdigit():
        yield _hidden_item(orcid, section, match[3], code)
    if section and code in _DOUBLED:
        put_code = re.search(r"put-code (\d+)", text)
        number = int(put_code[1]) if put_code else _SOME_PUT_CODE
        for load in _item(orcid, section, number, exchange, client):
            # An update was refused for another item than the one that it is of.
            yield replace(load, name=f"{load.name} of {match[3]}") if match[3] else load
    if name := _client_named(code, text):
        addressed = {"client_id": accounts.ORCID_CLIENT_ID, "name": name, "kind": "premium"}
        yield Load("orcid", "clients", addressed, accounts.ORCID_CLIENT_ID)


def _client_named(code: str, text: str) -> str | None:
    """Return the client that an error's text addresses by its name."""
    template = ApiError(int(code)).body()["user-message"]
    if _CLIENT_NAME not in template:
        return None
    pattern = re.escape(template).replace(re.escape(_CLIENT_NAME), "(.+?)")
    match = re.search(pattern, text)
    return match[1] if match and match[1] != _CLIENT_NAME else None


def _section(orcid: str, body: Record, name: str) -> Load:
    return Load("orcid", "sections", {"orcid": orcid, "body": body}, name)


def _item(orcid: str, section: str, put_code: int, exchange: Exchange, client: OrcidClient) -> Iterator[Load]:
    """The item that a request is about: as the request sends it, else with nothing but its put-code.

    What a client may change is its own, so the client is the source. An update leaves the visibility alone.
    """
    item = _sent(section, exchange)
    client = _source_client(exchange) or client
    if _error_code(exchange) in _OF_ANOTHER_CLIENT:
        client = OrcidClient(_OTHER_CLIENT)
    if exchange.method == "PUT" and isinstance(answered := exchange.json(), dict):
        kept = ("created-date", "source", "visibility")
        item.update({name: value for name in kept if (value := as_current_version(answered).get(name))})
    item["source"] = item.get("source") or {
        "source-client-id": {
            "uri": f"https://orcid.org/client/{client.client_id}",
            "path": client.client_id,
        },
        "source-name": _value(client.name),
    }
    item.update({"put-code": put_code, "path": f"/{orcid}/{section}/{put_code}"})
    yield _section(orcid, item, f"{orcid}/{section}/{put_code}")


def _sent(section: str, exchange: Exchange) -> Record:
    """Return the item that a request sends, as JSON or as XML; nothing where the emulator can't read it."""
    body = exchange.request.body
    try:
        if section in KINDS and body.lstrip().startswith(b"<"):
            return read_xml(KINDS[section].item, body)
        item = json.loads(body or b"{}")
    except (ValueError, ApiError):
        return {}
    return item if isinstance(item, dict) else {}


def _source_client(exchange: Exchange) -> OrcidClient | None:
    """Return the client that the answer to a write names as the source."""
    body = exchange.json()
    return _client_in(body) if exchange.method in ("PUT", "POST") and isinstance(body, dict) else None


def _client_was_known(exchange: Exchange) -> bool:
    """Tell whether the answer came after the client had been recognised: a token, or a refused grant."""
    error = (exchange.json() or {}).get("error") if isinstance(exchange.json(), dict) else None
    return exchange.status == 200 or error in ("invalid_grant", "invalid_scope")


def _client(exchange: Exchange) -> Iterator[Load]:
    sent = parse_qs(exchange.request.body.decode("utf-8", errors="replace"))
    client_id, secret = _credentials(exchange)
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


def _value(text: Any) -> Record | None:
    return {"value": text} if text else None


def _credentials(exchange: Exchange) -> tuple[str, str]:
    """Return the client's id and secret: from HTTP Basic, else from the form.

    Where a recorder took out what Basic sent, the emulator's own client stands for it.
    """
    header = exchange.request.header("authorization")
    if header is None:
        sent = parse_qs(exchange.request.body.decode("utf-8", errors="replace"))
        return sent.get("client_id", [""])[0], sent.get("client_secret", [""])[0]
    try:
        decoded = base64.b64decode(header.partition(" ")[2], validate=True).decode()
    except ValueError:
        decoded = ""
    client_id, colon, secret = decoded.partition(":")
    return (client_id, secret) if colon else (accounts.ORCID_CLIENT_ID, accounts.ORCID_CLIENT_SECRET)


def _signed_in(exchange: Exchange) -> str | None:
    """Return whom an answer of /oauth/userinfo tells of."""
    answer = exchange.json() if urlsplit(exchange.url).path.rstrip("/").endswith("/oauth/userinfo") else None
    return str(answer["sub"]) if isinstance(answer, dict) and answer.get("sub") else None


def _person_signed_in(orcid: str, answer: Record) -> Load:
    """The record of whom /oauth/userinfo names: with these names."""
    name = {
        "given-names": _value(answer.get("given_name")),
        "family-name": _value(answer.get("family_name")),
        "credit-name": _value(answer.get("name")),
    }
    name_shown = {**name, "path": orcid, "visibility": "public"}
    return _section(orcid, {"orcid-identifier": {"path": orcid}, "person": {"name": name_shown}}, orcid)


def client_of(exchanges: Iterable[Exchange]) -> OrcidClient:
    """Return the client that a recording's requests come from.

    It is the source that the answer to a write names, or that another answer names of an item that was
    changed or that was in the way of one.
    """
    exchanges = list(exchanges)
    sources = (_source_client(exchange) for exchange in exchanges)
    if source := next((source for source in sources if source), None):
        return source
    own = [pair for exchange in exchanges for pair in _own_items(exchange)]
    numbers, keys = {number for number, _ in own}, {key for _, sent in own for key in sent}
    for exchange in exchanges:
        for item in _items_in(as_current_version(exchange.json()) if shown(exchange) else None):
            client = _client_in(item)
            if client and (item.get("put-code") in numbers or self_keys(item.get("external-ids")) & keys):
                return client
    return OrcidClient(accounts.ORCID_CLIENT_ID)


def _own_items(exchange: Exchange) -> Iterator[tuple[int | None, set[tuple[str, str]]]]:
    """Yield what tells the items that a request shows to be the client's own: put-code, identifiers."""
    match = _PATH.match(unquote(urlsplit(exchange.url).path))
    is_double = exchange.status == 409 and _error_code(exchange) in _DOUBLED
    was_changed = exchange.method in ("PUT", "DELETE") and (exchange.status < 300 or is_double)
    if match and was_changed and (match[3] or "").isdigit():
        yield int(match[3]), set()
    if match and match[2] and is_double:
        named = re.search(r"put-code (\d+)", exchange.answer.text)
        yield int(named[1]) if named else None, self_keys(_sent(match[2], exchange).get("external-ids"))


def _client_in(item: Record) -> OrcidClient | None:
    source = item.get("source")
    client = source.get("source-client-id") if isinstance(source, dict) else None
    if not isinstance(client, dict) or not client.get("path"):
        return None
    name = (source.get("source-name") or {}).get("value") if isinstance(source, dict) else None
    return OrcidClient(str(client["path"]), str(name or ""))


def _items_in(value: Any) -> Iterator[Record]:
    """Yield every object of an answer that has a put-code, however deep it stands."""
    if isinstance(value, dict):
        if "put-code" in value:
            yield value
        value = list(value.values())
    for each in value if isinstance(value, list) else []:
        yield from _items_in(each)


def authorization(exchange: Exchange, world: World, client_id: str) -> str | None:
    """Return the Authorization to send: a token that the emulator issued, an unknown one, or none."""
    recorded = exchange.request.header("authorization")
    if recorded is None and not _token_was_taken_out(exchange):
        return None
    if urlsplit(exchange.url).path.rstrip("/").endswith((_TOKEN_PATH, _REVOKE_PATH)):
        if exchange.status != 200:
            return recorded
        return f"Basic {base64.b64encode(':'.join(_credentials(exchange)).encode()).decode()}"
    match = _PATH.match(unquote(urlsplit(exchange.url).path))
    if exchange.status == 401 and b"invalid_token" in exchange.answer.body:
        echoed = re.search(r"Invalid access token: ([^\s\"]+)", exchange.answer.body.decode())
        return f"Bearer {echoed[1] if echoed else 'unknown'}"
    orcid = match[1] if match else None
    scopes: tuple[str, ...] = _SCOPES
    if exchange.status == 200 and (person := _signed_in(exchange)):
        orcid, scopes = person, ("openid",)
    of_client = next((granted for part, granted in _CLIENT_SCOPES.items() if part in exchange.url), None)
    if of_client:
        orcid, scopes = None, of_client
    elif (match is None and orcid is None) or _error_code(exchange) == _SCOPE_MISSING:
        orcid, scopes = None, ("/read-public",)
    elif exchange.status == 401:
        orcid = _OTHER_RECORD
    token = world.orcid.tokens.issue(client_id, scopes, orcid, world.clock.now(), world.random)
    return f"Bearer {token.access_token}"


def _token_was_taken_out(exchange: Exchange) -> bool:
    """Tell whether the member API answered as it answers nobody without a token."""
    is_member_api = exchange.host in ("api.orcid.org", "api.sandbox.orcid.org")
    is_refused = exchange.status == 403 and b'"forbidden"' in exchange.answer.body
    return is_member_api and not is_refused and _PATH.match(urlsplit(exchange.url).path) is not None


def address(exchange: Exchange) -> str:
    """Return the address to send: what was refused as not normalised had a doubled slash.

    Recorders normalise addresses, so that the recording no longer shows it.
    """
    if b"the URL was not normalized" not in exchange.answer.body:
        return exchange.url
    parts = urlsplit(exchange.url)
    return parts._replace(path=re.sub(r"(?<=.)/", "//", parts.path, count=1)).geturl()


def request_body(exchange: Exchange, world: World) -> bytes:
    """Return the body to send: the recorded one, with a code or a refresh token that the emulator issued.

    A code that was accepted had been issued for what the answer grants; a refresh token, too.
    """
    path = urlsplit(exchange.url).path.rstrip("/")
    granted = exchange.json()
    if not path.endswith(_TOKEN_PATH) or exchange.status != 200 or not isinstance(granted, dict):
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
