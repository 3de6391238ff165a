"""Writes answers with the headers of DataCite's server."""

import json
import re
from collections.abc import Callable
from http import HTTPStatus
from random import Random
from typing import Any

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from pid_emulator.core.service import Application, Headers
from pid_emulator.datacite.errors import Problem
from pid_emulator.datacite.store import new_uuid

VERSION = "5.74.0"
JSON = "application/json; charset=utf-8"
_CALLBACK = re.compile(r"[A-Za-z_$][\w$.]{0,100}")
_ALLOWED_HEADERS = (
    "Accept,Access-Control-Allow-Origin,Access-Control-Expose-Headers,Access-Control-Allow-Methods,"
    "Access-Control-Allow-Headers,Authorization,Cache-Control,Content-Type,DNT,If-Modified-Since,Keep-Alive,Origin,"
    "User-Agent,X-Mx-ReqToken,X-Requested-With"
)

_FIRST_HEADERS = [
    ("Server", "nginx/1.24.0 + Phusion Passenger(R) 6.1.2"),
    ("X-Powered-By", "Phusion Passenger(R) 6.1.2"),
]
_LAST_HEADERS = [
    ("x-runtime", "0.020000"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("x-permitted-cross-domain-policies", "none"),
    ("x-xss-protection", "0"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "SAMEORIGIN"),
    ("Access-Control-Allow-Credentials", "true"),
    ("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE, OPTIONS"),
    ("Access-Control-Allow-Headers", _ALLOWED_HEADERS),
    ("Access-Control-Expose-Headers", "Authorization"),
]


def json_answer(body: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """Return an answer in JSON."""
    return text_answer(to_json(body), status, headers)


def to_json(body: Any) -> str:
    """Write JSON as DataCite does."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def list_answer(data: list[str], rest: dict[str, Any]) -> Response:
    """Return the answer of a list: its resources, which are JSON already, and what comes after them."""
    return text_answer(f'{{"data":[{",".join(data)}],{to_json(rest)[1:]}')


def text_answer(text: str, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """Return JSON as an answer, wrapped in a call where `callback` asks for JSONP."""
    arguments = request.args
    if status == 200 and "callback" in arguments and _CALLBACK.fullmatch(callback := arguments["callback"]):
        return Response(
            f"/**/{callback}({text})", status, headers, content_type="application/javascript; charset=utf-8"
        )
    return Response(text, status, headers, content_type=JSON)


def problem_answer(problem: Problem) -> Response:
    """Return the answer of a problem."""
    return json_answer(problem.body, problem.status, problem.headers)


def add_error_answers(app: Flask) -> None:
    """Answer every failure in DataCite's own words."""

    @app.errorhandler(Problem)
    def answer_problem(problem: Problem) -> Response:
        return problem_answer(problem)

    @app.errorhandler(HTTPException)
    def answer_http_error(error: HTTPException) -> Response:
        status = error.code or 404
        if status == 413:
            return Response("<html><head><title>413 Request Entity Too Large</title></head></html>", 413)
        if status >= 500:
            return Response("failed", status, content_type="text/plain; charset=utf-8")
        if status == 400:
            return problem_answer(Problem(400, str(error.description)))
        # A path or method that the server has no route for is a missing resource to it.
        return problem_answer(Problem(404))


def add_headers(app: Application, username: Callable[[], str | None], source: Callable[[], Random]) -> None:
    """Send the headers that every answer of the API has; `username()` tells who is asking."""

    def headers(environ: dict[str, Any], status: int) -> Headers:
        name = username() if "HTTP_AUTHORIZATION" in environ else None
        return _common_headers(environ, status, name, new_uuid(source()))

    app.add_to_every_answer(headers)


def _common_headers(environ: dict[str, Any], status: int, username: str | None, request_id: str) -> Headers:
    is_read = environ["REQUEST_METHOD"] in ("GET", "HEAD")
    is_write = not is_read and status in (200, 201)
    headers = [
        *_FIRST_HEADERS,
        ("Status", f"{status} {HTTPStatus(status).phrase}"),
        ("X-LupoVersion", VERSION),
    ]
    if username:
        headers.append(("X-Credential-Username", username))
    elif status < 400:
        headers.append(("x-anonymous-consumer", "true"))
    headers += [
        ("Cache-Control", "max-age=0, private, must-revalidate" if is_write else "no-cache"),
        ("Vary", "Accept,Accept-Encoding" if is_read else "Accept-Encoding"),
        ("x-request-id", request_id),
        *_LAST_HEADERS,
    ]
    if origin := environ.get("HTTP_ORIGIN"):
        headers.append(("Access-Control-Allow-Origin", origin))
    return headers
