"""Seeding at run time: records, people, codes, tokens and snapshots, over the emulator's own address.

A test makes here what it needs, without a record file, a browser or a wait.
"""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, Response, jsonify, request

from pid_emulator.core.json_bodies import load_json
from pid_emulator.core.records import Record
from pid_emulator.crossref.store import CrossrefStore
from pid_emulator.crossref.values import normalise_doi
from pid_emulator.datacite.dois import timestamp
from pid_emulator.datacite.store import DataCiteStore
from pid_emulator.doi_org.store import HandleStore
from pid_emulator.orcid.oauth import people
from pid_emulator.orcid.permissions.tokens import GUIDE_SCOPES
from pid_emulator.orcid.store import OrcidStore
from pid_emulator.record_schemas import schema_of
from pid_emulator.world import World

Answer = Response | tuple[Response, int] | tuple[str, int]
_STORES = {
    "crossref": CrossrefStore,
    "datacite": DataCiteStore,
    "doi_org": HandleStore,
    "orcid": OrcidStore,
}
_UNREADABLE = (AttributeError, LookupError, TypeError)
_VISIBILITIES = ("public", "limited", "private")


class Refused(ValueError):
    """What was sent cannot be taken; the text says in one line what to send."""


def blueprint(world: World) -> Blueprint:
    """Return the routes that seed a world. A refusal is one line, and changes nothing."""
    routes = Blueprint("seeding", __name__)
    routes.register_error_handler(Refused, lambda refusal: (f"{refusal}\n", 400))

    @routes.post("/records/<service>/<path:kind>")
    def add_records(service: str, kind: str) -> Answer:
        """Add a record, or a list of them: all or none. What the registry itself would add is filled in."""
        if service not in _STORES:
            raise Refused(f"There are no records of {service}; choose from {', '.join(_STORES)}.")
        body = _body()
        records = body if isinstance(body, list) else [body]
        completed = [_completed(world, service, kind, _object(record)) for record in records]
        _add(_STORES[service]([]), kind, completed)  # all of them, or none: an empty store tries them first
        _add(_store(world, service), kind, completed)
        return jsonify(completed if isinstance(body, list) else completed[0]), 201

    @routes.get("/schemas/<service>/<path:kind>")
    def show_schema(service: str, kind: str) -> Answer:
        """The JSON Schema of the records of one kind."""
        try:
            return jsonify(schema_of(service, kind))
        except LookupError:
            return f"There are no records of {service}: {kind}.\n", 404

    @routes.post("/people")
    def add_person() -> Answer:
        """Add a person with an empty ORCID record."""
        person = _object(_body())
        visibility = str(person.get("visibility", "public"))
        are_texts = all(
            isinstance(person.get(name, ""), str) for name in ("given", "family", "email", "password")
        )
        if not person.get("given") or not are_texts or visibility not in _VISIBILITIES:
            raise Refused(
                'Send {"given": …}, and with it, if you like, family, email, password and visibility '
                f"({', '.join(_VISIBILITIES)})."
            )
        password = person.get("password", "emulator-orcid-sign-in")
        orcid = people.register(
            world,
            given=person["given"],
            family=person.get("family", ""),
            email="",
            password=password,
            visibility=visibility,
        )
        email = person.get("email") or f"{orcid}@example.org"
        record = world.orcid.create(orcid)
        record.load({"emails": {"email": [{"email": email, "visibility": "private", "verified": True}]}})
        return jsonify(orcid=orcid, email=email, password=password), 201

    @routes.post("/tokens")
    def add_token() -> Answer:
        """Issue an access token for client_id, orcid and scopes, without a browser."""
        asked = _grant(world, _object(_body()))
        token = world.orcid.tokens.issue(
            asked.client_id, asked.scopes, asked.orcid, world.clock.now(), world.random
        )
        answer = {"access_token": token.access_token, "refresh_token": token.refresh_token}
        return jsonify({**answer, "scope": " ".join(asked.scopes), "orcid": asked.orcid}), 201

    @routes.post("/codes")
    def add_code() -> Answer:
        """Issue an authorization code for client_id, orcid and scopes, without a browser."""
        body = _object(_body())
        asked = _grant(world, body)
        if asked.orcid is None:
            raise Refused("A code is of a person: send orcid, too.")
        redirect_uri = str(body.get("redirect_uri") or asked.redirect_uri)
        code = world.orcid.tokens.issue_code(
            asked.client_id,
            redirect_uri,
            asked.scopes,
            asked.orcid,
            world.clock.now(),
            world.random,
            nonce=body.get("nonce"),
        )
        return jsonify(code=code.code, redirect_uri=redirect_uri), 201

    @routes.post("/keys/rotate")
    def rotate_keys() -> Answer:
        """Sign ORCID's id_tokens with a new key. The one before stays published until the next rotation."""
        world.orcid.tokens.key_rotations += 1
        return "", 204

    @routes.post("/snapshots")
    def take_snapshot() -> Answer:
        """Remember the whole state until the emulator ends."""
        return jsonify(id=world.take_snapshot()), 201

    @routes.post("/snapshots/<int:number>/restore")
    def restore_snapshot(number: int) -> Answer:
        """Go back to a state that was remembered."""
        try:
            world.restore_snapshot(number)
        except LookupError:
            return f"There is no snapshot {number}.\n", 404
        return "", 204

    return routes


class _Grant:
    """Which client is granted what, by whom."""

    def __init__(self, client_id: str, redirect_uri: str, orcid: str | None, scopes: tuple[str, ...]) -> None:
        self.client_id = client_id
        self.redirect_uri = redirect_uri
        self.orcid = orcid
        self.scopes = scopes


def _grant(world: World, body: Record) -> _Grant:
    """Read client_id, orcid and scopes; raises Refused for a client or person that is not known."""
    client = world.orcid.clients.find(str(body.get("client_id")))
    if client is None:
        known = ", ".join(each.client_id for each in world.orcid.clients)
        raise Refused(f"Send the client_id of a client that there is: {known}.")
    orcid = body.get("orcid")
    if orcid is not None and world.orcid.find(str(orcid)) is None:
        raise Refused(f"There is no person with the iD {orcid}. Make one with POST /people.")
    wanted = body.get("scopes", list(GUIDE_SCOPES))
    if not isinstance(wanted, str | list):
        raise Refused("Send scopes as a list, or as one string with blanks between them.")
    scopes = tuple(wanted.split() if isinstance(wanted, str) else map(str, wanted))
    refused = [scope for scope in scopes if scope not in client.allowed_scopes]
    if refused:
        raise Refused(f"{client.client_id} may not have {' '.join(refused)}.")
    return _Grant(client.client_id, client.get_default_redirect_uri() or "", orcid, scopes)


def _store(world: World, service: str) -> Any:
    stores: Mapping[str, Callable[[], Any]] = {
        "crossref": lambda: world.crossref,
        "datacite": lambda: world.datacite,
        "doi_org": lambda: world.handles,
        "orcid": lambda: world.orcid,
    }
    return stores[service]()


def _add(store: Any, kind: str, records: list[Record]) -> None:
    for record in records:
        try:
            store.add(kind, record)
        except ValueError as error:
            raise Refused(f"{error}") from None
        except _UNREADABLE as error:
            raise Refused(f"That is a record of another form: {error!r}") from None


def _completed(world: World, service: str, kind: str, record: Record) -> Record:
    """Return a record with what the registry itself would add to it."""
    if (service, kind) == ("crossref", "works"):
        return _work(world, record)
    if service == "datacite" and kind.rpartition("/")[2] == "dois":
        return _doi(world, record)
    if (service, kind) == ("orcid", "clients"):
        return _client(world, record)
    return record


def _work(world: World, record: Record) -> Record:
    if not isinstance(record.get("DOI"), str):
        return record
    now = world.clock.now()
    stamp = {
        "date-parts": [[now.year, now.month, now.day]],
        "date-time": f"{now:%Y-%m-%dT%H:%M:%SZ}",
        "timestamp": int(now.timestamp()) * 1000,
    }
    prefix = normalise_doi(record["DOI"]).partition("/")[0]
    made = {
        **dict.fromkeys(("indexed", "created", "deposited"), stamp),
        "issued": record.get("published") or {"date-parts": [[now.year, now.month, now.day]]},
        "prefix": prefix,
        "URL": f"https://doi.org/{record['DOI']}",
        "type": "journal-article",
        "source": "Crossref",
        **dict.fromkeys(("reference-count", "references-count", "is-referenced-by-count"), 0),
        "content-domain": {"domain": [], "crossmark-restriction": False},
    }
    return {**made, **record}


def _doi(world: World, record: Record) -> Record:
    attributes = record.get("attributes")
    if not isinstance(attributes, dict) or not isinstance(record.get("id"), str):
        return record
    now = timestamp(world.clock.now())
    made = {
        **dict.fromkeys(("created", "registered", "updated"), now),
        "state": "findable",
        "source": "api",
        "metadataVersion": 0,
        "schemaVersion": "http://datacite.org/schema/kernel-4",
    }
    return {"type": "dois", **record, "attributes": {**made, **attributes}}


def _client(world: World, record: Record) -> Record:
    number = world.random.getrandbits(64)
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    client_id = "APP-" + "".join(letters[number // 36**place % 36] for place in range(16))
    secret = f"emulator-{world.random.getrandbits(64):016x}"
    return {"client_id": client_id, "client_secret": secret, "kind": "member", **record}


def _body() -> Any:
    try:
        return load_json(request.get_data())
    except ValueError as error:
        raise Refused(f"Send JSON: {error}") from None


def _object(body: Any) -> Record:
    if not isinstance(body, dict):
        raise Refused("Send a JSON object.")
    return body
