"""The handle API: https://doi.org/api/handles/<doi>, documented at

https://www.doi.org/the-identifier/resources/factsheets/doi-resolution-documentation
"""

import json
import re
from typing import Any

from flask import Blueprint, Response, request

from pid_emulator.doi_org.handles import find_handle
from pid_emulator.doi_org.proxy import select_values
from pid_emulator.doi_org.request_path import requested_path
from pid_emulator.doi_org.world import DoiOrgWorld

PATH = "api/handles/"
SUCCESS, ERROR, NOT_FOUND, NO_VALUES = 1, 2, 100, 200
CONTENT_TYPE = "application/json;charset=UTF-8"
CALLBACK = re.compile(r"[A-Za-z_$][\w$.]{0,99}")


def blueprint(world: DoiOrgWorld) -> Blueprint:
    """Return the route of the handle API."""
    routes = Blueprint("doi_org_handle_api", __name__)

    @routes.get(f"/{PATH}", defaults={"name": ""})
    @routes.get(f"/{PATH}<path:name>")
    def look_up(name: str) -> Response:
        handle = requested_path().removeprefix(PATH)
        if not handle:
            return _answer({"responseCode": ERROR, "message": "No handle is given."}, 400)
        unreadable = [index for index in request.args.getlist("index") if not index.isdecimal()]
        if unreadable:
            message = f"An index is a number, not {unreadable[0]}."
            return _answer({"responseCode": ERROR, "handle": handle, "message": message}, 400)
        record = find_handle(world, handle)
        if record is None:
            return _answer({"responseCode": NOT_FOUND, "handle": handle}, 404)
        values = select_values(record, request.args)
        code = SUCCESS if values else NO_VALUES
        return _answer({"responseCode": code, "handle": handle, "values": values}, 200)

    return routes


def _answer(body: dict[str, Any], status: int) -> Response:
    """Return JSON, indented with `pretty`, wrapped in a function call with `callback=`."""
    pretty = request.args.get("pretty", "false").lower() in ("", "1", "true", "yes")
    layout: dict[str, Any] = {"indent": 2} if pretty else {"separators": (",", ":")}
    text = json.dumps(body, ensure_ascii=False, **layout)
    content_type = CONTENT_TYPE
    callback = request.args.get("callback", "")
    if CALLBACK.fullmatch(callback):
        text, content_type = f"{callback}({text});", "application/javascript;charset=UTF-8"
    answer = Response(text, status=status, content_type=content_type)
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer
