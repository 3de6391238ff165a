"""Writing to a record with the member API: POST, PUT and DELETE, one item or up to 100 works at once."""

import json
import re
from typing import Any

from flask import Blueprint, Response, g, request
from werkzeug.http import parse_options_header

from pid_emulator.core.json_bodies import load_json
from pid_emulator.orcid.api import versions
from pid_emulator.orcid.api.answers import created, empty, respond
from pid_emulator.orcid.api.item_writer import Writer
from pid_emulator.orcid.api.media_types import QUALITY
from pid_emulator.orcid.api.reads import parse_put_code
from pid_emulator.orcid.api.visibility import check_state
from pid_emulator.orcid.errors import ApiError
from pid_emulator.orcid.record import sections
from pid_emulator.orcid.record.json_messages import Message, read_json
from pid_emulator.orcid.record.kinds import KINDS, WORK, Kind
from pid_emulator.orcid.record.schemas import first_fault
from pid_emulator.orcid.record.shapes import Shape
from pid_emulator.orcid.record.shapes_activities import BULK
from pid_emulator.orcid.record.xml_messages import (
    check_xml,
    in_old_names,
    is_other_message,
    read_xml,
    to_element,
    unreadable,
)
from pid_emulator.orcid.world import OrcidWorld

MAX_BULK = 100
_BULK_BODY = re.compile(r'\s*\{\s*"bulk"')


def blueprint(world: OrcidWorld) -> Blueprint:
    """Return the routes that write."""
    routes = Blueprint("writes", __name__)

    @routes.post("/v3.0/<orcid>/works")
    def create_works(orcid: str) -> Response:
        body = read_body(BULK)
        writer = _writer(world, orcid, *WORK.create_scopes)
        if len(body["bulk"]) > MAX_BULK:
            raise ApiError(9006, f"You are allowed to add up to {MAX_BULK} elements per request.")
        return respond(BULK, {"bulk": [_created_in_bulk(writer, element) for element in body["bulk"]]})

    for kind in KINDS.values():
        if kind.writable:
            _add_kind(routes, world, kind)
    return routes


def read_body(shape: Shape) -> Message:
    """Read the request's body as XML or JSON, as its Content-Type says, and check it with ORCID's schema.

    Raises ApiError 9001 (415 for another type), 9006 for another message than the path takes, 9047, and
    SchemaMissing.
    """
    media_type = parse_options_header(request.headers.get("Content-Type"))[0].lower()
    if media_type not in QUALITY:
        raise ApiError(9001, "HTTP 415 Unsupported Media Type", status=415)
    body = request.get_data()
    if media_type.endswith("xml"):
        if is_other_message(shape, body):
            raise ApiError(9006, "argument type mismatch")
        if shape is not BULK:
            check_xml(shape, body, versions.asked_version())
        return read_xml(shape, body)
    text = body.decode("utf-8", "replace")
    if shape is WORK.item and _BULK_BODY.match(text):
        raise ApiError(9006, "argument type mismatch")
    message = read_json(shape, _in_current_version(text))
    if shape is not BULK and (fault := _fault(shape, message)):
        raise ApiError(9047, error=fault)
    return message


def _fault(shape: Shape, message: Message) -> str | None:
    """Return what the schema has against a message, which is written as XML for that; None without any."""
    version = versions.asked_version()
    root = to_element(shape, message)
    if version != versions.CURRENT:
        in_old_names(root)
    fault = first_fault(root, shape, version)
    return fault.message if fault else None


def _in_current_version(text: str) -> str:
    """Return the JSON that a client of an older version sends as one of the current version would."""
    if versions.asked_version() == versions.CURRENT:
        return text
    try:
        return json.dumps(versions.as_current_version(load_json(text)))
    except ValueError:
        # What is wrong with it is told in the words for any version.
        return text


def _writer(world: OrcidWorld, orcid: str, *scopes: str) -> Writer:
    record = check_state(world.orcid.find(orcid), orcid, g.site.host, reading=False)
    g.caller.check_write(orcid, *scopes)
    return Writer(world, g.caller, record, g.site.host)


def _add_kind(routes: Blueprint, world: OrcidWorld, kind: Kind) -> None:
    number = "int:put_code" if kind.numeric_path else "put_code"

    def create(orcid: str) -> Response:
        body = read_body(kind.item)
        item = _writer(world, orcid, *kind.create_scopes).create(kind, body)
        return created(f"/v3.0/{orcid}/{kind.name}/{item['put-code']}")

    def update(orcid: str, put_code: Any) -> Response:
        body = read_body(kind.item)
        writer = _writer(world, orcid, kind.update_scope)
        item = writer.update(kind, parse_put_code(put_code), body)
        return respond(kind.item, sections.full_item(writer.record, kind, item, with_path=False))

    def delete(orcid: str, put_code: Any) -> Response:
        _writer(world, orcid, kind.delete_scope).delete(kind, parse_put_code(put_code))
        return empty(204)

    routes.add_url_rule(f"/v3.0/<orcid>/{kind.name}", f"create-{kind.name}", create, methods=["POST"])
    item_path = f"/v3.0/<orcid>/{kind.name}/<{number}>"
    routes.add_url_rule(item_path, f"update-{kind.name}", update, methods=["PUT"])
    routes.add_url_rule(item_path, f"delete-{kind.name}", delete, methods=["DELETE"])


def _created_in_bulk(writer: Writer, element: Message) -> Message:
    """Add one work of a bulk; a refusal stands in its place and does not stop the others."""
    if "work" not in element:
        return {"error": ApiError(9006, "argument type mismatch").body(g.caller.client_name)}
    try:
        work = element["work"]
        item = writer.create(WORK, work, lambda: _check_element(work))
    except ApiError as refusal:
        return {"error": refusal.body(g.caller.client_name)}
    return {"work": sections.full_item(writer.record, WORK, item, with_path=False)}


def _check_element(work: Message) -> None:
    """Raise ApiError 9001 for a work of a bulk that breaks the schema, which the bulk as a whole may."""
    if fault := _fault(WORK.item, work):
        raise unreadable(fault)
