"""Reading a record and its parts (GET /v3.0/{iD}/…), on the public and on the member API."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, g, request

from pid_emulator.orcid.api import versions
from pid_emulator.orcid.api.answers import json_text, respond, respond_with_part
from pid_emulator.orcid.api.item_writer import NOT_FOUND
from pid_emulator.orcid.api.media_types import CSL_JSON, JSON_LD
from pid_emulator.orcid.api.visibility import check_state
from pid_emulator.orcid.errors import ApiError
from pid_emulator.orcid.record import csl, jsonld, sections, summaries
from pid_emulator.orcid.record.json_messages import Message
from pid_emulator.orcid.record.kinds import KINDS, RESEARCH_RESOURCE, WORK, Kind
from pid_emulator.orcid.record.orcid_record import OrcidRecord
from pid_emulator.orcid.record.shapes import Shape
from pid_emulator.orcid.record.shapes_activities import ACTIVITIES, BULK
from pid_emulator.orcid.record.shapes_person import PERSON, PERSONAL_DETAILS, RECORD, STANDALONE_BIOGRAPHY
from pid_emulator.orcid.world import OrcidWorld

MAX_PUT_CODES = 100
_PUT_CODES_AT_A_TIME = 10
_SUMMARY_EXCEPTION = "org.orcid.core.exception.ExceedMaxNumberOfPutCodesException"


def blueprint(world: OrcidWorld) -> Blueprint:
    """Return the routes that read."""
    routes = Blueprint("reads", __name__)

    @routes.get("/v3.0/<orcid>")
    def whole_record(orcid: str) -> Response:
        record = readable(world, orcid)
        message = sections.whole_record(record, g.caller.sees, g.site.host)
        if g.format.media_type == JSON_LD:
            return Response(json_text(jsonld.person(message)), content_type=g.format.content_type)
        return respond(RECORD, message)

    @routes.get("/v3.0/<orcid>/record")
    def record_record(orcid: str) -> Response:
        record = readable(world, orcid)
        return respond_with_part(
            world.orcid.people,
            orcid,
            "record",
            RECORD,
            lambda: sections.whole_record(record, g.caller.sees, g.site.host),
        )

    @routes.get("/v3.0/<orcid>/biography")
    def biography(orcid: str) -> Response:
        record = readable(world, orcid)
        if record.biography is None or not record.biography.get("content"):
            raise ApiError(9041)
        g.caller.check_item(None, record.biography)
        return respond(STANDALONE_BIOGRAPHY, sections.biography(record, g.caller.sees) or {})

    @routes.get("/v3.0/<orcid>/works/<put_codes>")
    def works_in_bulk(orcid: str, put_codes: str) -> Response:
        record = known(world, orcid)
        if g.is_member_api:
            g.caller.check_record(orcid)
        return respond(BULK, {"bulk": _bulk(record, put_codes)})

    @routes.get("/v3.0/<orcid>/work/<int:put_code>")
    def work(orcid: str, put_code: int) -> Response:
        record = readable(world, orcid)
        item = _item(record, WORK, put_code)
        if g.format.media_type == CSL_JSON:
            return Response(json_text(csl.work(item)), content_type=g.format.content_type)
        return respond(WORK.item, sections.full_item(record, WORK, item))

    @routes.get("/v3.0/<orcid>/summary")
    def record_summary(orcid: str) -> Response:
        if not g.is_member_api:
            raise ApiError(9001, "HTTP 404 Not Found", status=404)
        record = readable(world, orcid)
        g.caller.check_scope("/read-public")
        return respond(summaries.RECORD_SUMMARY, summaries.record_summary(record, g.site.host))

    _add_part(routes, world, "person", PERSON, sections.person)
    _add_part(routes, world, "personal-details", PERSONAL_DETAILS, sections.personal_details)
    _add_part(routes, world, "activities", ACTIVITIES, sections.activities)
    for kind in KINDS.values():
        _add_kind(routes, world, kind)
    return routes


def known(world: OrcidWorld, orcid: str) -> OrcidRecord:
    """Return a record that exists, in whatever state; raises ApiError 9016."""
    record = world.orcid.find(orcid)
    if record is None:
        raise ApiError(9016, f"ORCID iD {orcid} not found")
    return record


def readable(world: OrcidWorld, orcid: str) -> OrcidRecord:
    """Return the record to read. Raises the ApiError of its state, or of a token for another record."""
    record = world.orcid.find(orcid)
    if record is not None and record.state == "deprecated" and record.primary_orcid:
        _redirect_to_primary(orcid, record)
    record = check_state(record, orcid, g.site.host, reading=True)
    if g.is_member_api:
        g.caller.check_record(orcid)
    return record


def _redirect_to_primary(orcid: str, record: OrcidRecord) -> None:
    primary = str(record.primary_orcid)
    raise ApiError(
        9007,
        headers={"Location": f"https://{request.host}{request.path.replace(orcid, primary, 1)}"},
        orcid=f"https://{g.site.host}/{primary}",
        deprecated_orcid=f"https://{g.site.host}/{orcid}",
    )


def _add_part(
    routes: Blueprint, world: OrcidWorld, name: str, shape: Shape, read: Callable[..., Message]
) -> None:
    def view(orcid: str) -> Response:
        record = readable(world, orcid)
        return respond_with_part(world.orcid.people, orcid, name, shape, lambda: read(record, g.caller.sees))

    routes.add_url_rule(f"/v3.0/<orcid>/{name}", f"read-{name}", view)


def _add_kind(routes: Blueprint, world: OrcidWorld, kind: Kind) -> None:
    number = "int:put_code" if kind.numeric_path else "put_code"

    def read_list(orcid: str) -> Response:
        record = world.orcid.find(orcid)
        # These lists do not look at the record, so an iD that nobody has reads as an empty one.
        if record is None and not g.is_member_api and (kind.is_affiliation or kind is RESEARCH_RESOURCE):
            record = OrcidRecord(orcid)
        else:
            record = readable(world, orcid)
        return respond_with_part(
            world.orcid.people,
            orcid,
            kind.list_name,
            kind.list_shape,
            lambda: sections.section(record, kind, g.caller.sees),
        )

    def read_item(orcid: str, put_code: Any) -> Response:
        record = readable(world, orcid)
        item = _item(record, kind, parse_put_code(put_code))
        return respond(kind.item, sections.full_item(record, kind, item))

    def read_summary(orcid: str, put_code: Any) -> Response:
        record = readable(world, orcid)
        item = _item(record, kind, parse_put_code(put_code))
        return respond(kind.summary, sections.summary_of(record, kind, item))

    routes.add_url_rule(f"/v3.0/<orcid>/{kind.list_name}", f"list-{kind.name}", read_list)
    if kind.name != "email" and kind is not WORK:
        routes.add_url_rule(f"/v3.0/<orcid>/{kind.name}/<{number}>", f"item-{kind.name}", read_item)
    if kind.is_activity:
        routes.add_url_rule(
            f"/v3.0/<orcid>/{kind.name}/summary/<{number}>", f"summary-{kind.name}", read_summary
        )


def parse_put_code(text: int | str) -> int:
    """Return a put-code from a path; raises ApiError 9006 in Java's words."""
    try:
        return int(text)
    except ValueError:
        raise ApiError(9006, f'For input string: "{text}"') from None


def _item(record: OrcidRecord, kind: Kind, put_code: int) -> Message:
    item = record.find(kind, put_code)
    if item is None:
        raise ApiError(9016, NOT_FOUND)
    g.caller.check_item(kind, item)
    return item


def _bulk(record: OrcidRecord, put_codes: str) -> list[Message]:
    """Return one element for each put-code, whatever order they were asked in.

    First what is no number at all, which is an error of its own before version 3 and one of the whole request
    in it; then the works, which the database is asked for ten at a time and gives by number; then the errors.
    """
    asked = [code.strip() for code in put_codes.split(",") if code.strip()]
    if len(asked) > MAX_PUT_CODES:
        reason = f"Too many put codes specified: maximum is {MAX_PUT_CODES}"
        raise ApiError(9042, reason, developer_message=_SUMMARY_EXCEPTION)
    numbers, no_numbers = [], []
    for code in asked:
        if code.isdecimal() or versions.asked_version() == versions.CURRENT:
            numbers.append(parse_put_code(code))
        else:
            no_numbers.append(_no_put_code(code))
    works, errors = [], []
    for first in range(0, len(numbers), _PUT_CODES_AT_A_TIME):
        for number in sorted(numbers[first : first + _PUT_CODES_AT_A_TIME]):
            item = record.find(WORK, number)
            if item is None:
                errors.append(_no_put_code(number))
                continue
            try:
                g.caller.check_item(WORK, item)
            except ApiError as refusal:
                errors.append(refusal)
            else:
                works.append({"work": sections.full_item(record, WORK, item, with_path=False)})
    before, after = (
        [{"error": error.body(g.caller.client_name)} for error in each] for each in (no_numbers, errors)
    )
    return [*before, *works, *after]


def _no_put_code(code: int | str) -> ApiError:
    return ApiError(9034, f"'{code}' is not a valid put code")
