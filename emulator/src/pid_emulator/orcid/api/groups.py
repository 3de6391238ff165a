"""Peer-review groups on the member API (/v3.0/group-id-record)."""

from flask import Blueprint, Response, g, request

from pid_emulator.orcid.api.answers import created, empty, respond
from pid_emulator.orcid.api.item_writer import NOT_FOUND
from pid_emulator.orcid.api.reads import parse_put_code
from pid_emulator.orcid.api.writes import read_body
from pid_emulator.orcid.errors import ApiError
from pid_emulator.orcid.record.groups import GROUP, GROUPS
from pid_emulator.orcid.record.json_messages import Message
from pid_emulator.orcid.record.orcid_record import latest, time
from pid_emulator.orcid.record.validation import check_group
from pid_emulator.orcid.world import OrcidWorld

PAGE_SIZE = 100
READ, UPDATE = "/group-id-record/read", "/group-id-record/update"


def blueprint(world: OrcidWorld) -> Blueprint:
    """Return the routes of peer-review groups."""
    routes = Blueprint("groups", __name__)

    @routes.get("/v3.0/group-id-record")
    def list_groups() -> Response:
        _check(READ)
        found = world.orcid.groups.list(name=request.args.get("name"), group_id=request.args.get("group-id"))
        size, page = _number("page-size", PAGE_SIZE), _number("page", 1)
        shown = found[(page - 1) * size : page * size]
        message = {
            "last-modified-date": latest(*(group["last-modified-date"] for group in shown)),
            "total": len(found),
            "page": page,
            "page-size": size,
            "group-id-record": shown,
        }
        return respond(GROUPS, message)

    @routes.get("/v3.0/group-id-record/<put_code>")
    def read_group(put_code: str) -> Response:
        _check(READ)
        return respond(GROUP, _find(world, parse_put_code(put_code)))

    @routes.post("/v3.0/group-id-record")
    def create_group() -> Response:
        _check_host()
        group = read_body(GROUP)
        _check(UPDATE)
        if group["put-code"] is not None:
            raise ApiError(9024)
        check_group(group)
        put_code, now = world.orcid.next_put_code(), time(int(world.clock.now().timestamp() * 1000))
        world.orcid.groups.put(
            put_code, {**group, "put-code": put_code, "created-date": now, "last-modified-date": now}
        )
        return created(f"/v3.0/group-id-record/{put_code}")

    @routes.put("/v3.0/group-id-record/<put_code>")
    def update_group(put_code: str) -> Response:
        _check_host()
        group = read_body(GROUP)
        _check(UPDATE)
        code = parse_put_code(put_code)
        if group["put-code"] != code:
            raise ApiError(9019, urlPutCode=code, bodyPutCode=group["put-code"] or "null")
        known = _find(world, code)
        check_group(group)
        now = time(int(world.clock.now().timestamp() * 1000))
        group |= {"created-date": known["created-date"], "last-modified-date": now}
        world.orcid.groups.put(code, group)
        return respond(GROUP, group)

    @routes.delete("/v3.0/group-id-record/<put_code>")
    def delete_group(put_code: str) -> Response:
        _check(UPDATE)
        world.orcid.groups.delete(_find(world, parse_put_code(put_code))["put-code"])
        return empty(204)

    return routes


def _check_host() -> None:
    if not g.is_member_api:
        raise ApiError(9001, "HTTP 404 Not Found", status=404)


def _check(scope: str) -> None:
    _check_host()
    g.caller.check_scope(scope)


def _find(world: OrcidWorld, put_code: int) -> Message:
    group = world.orcid.groups.find(put_code)
    if group is None:
        raise ApiError(9016, NOT_FOUND)
    return group


def _number(name: str, default: int) -> int:
    text = request.args.get(name)
    if text is None:
        return default
    number = parse_put_code(text)
    if number < 1:
        raise ApiError(9006, f"{name} must be greater than 0")
    return number
