"""The shapes and headers of api.crossref.org's answers."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from flask import Request, Response

from pid_emulator.core.service import Headers
from pid_emulator.crossref.errors import Problem

JSON = "application/json"
JSON_UTF8 = "application/json;charset=utf-8"
_NOT_FOUND = "Resource not found."
_ALLOWED_HEADERS = (
    "X-Requested-With, Accept, Accept-Encoding, Accept-Charset, Accept-Language, Accept-Ranges, Cache-Control"
)
_COMMON_HEADERS = [
    ("access-control-expose-headers", "Link"),
    ("access-control-allow-headers", _ALLOWED_HEADERS),
    ("access-control-allow-origin", "*"),
    ("server", "Jetty(9.4.40.v20210413)"),
    ("permissions-policy", "interest-cohort=()"),
]


@dataclass(frozen=True)
class Pool:
    """A class of clients, and the limits that its headers advertise."""

    name: str
    requests: int
    concurrent: int | None


# In force since December 2025, by these names since July 2026: (single record, lists and searches).
PUBLIC = (Pool("public-single", 5, 1), Pool("public-array", 1, 1))
POLITE = (Pool("polite-single", 10, 3), Pool("polite-array", 3, 3))
PLUS = (Pool("plus", 150, None), Pool("plus", 150, None))
DATA_CITATIONS = Pool("datacitations", 3, 3)


def pool_of(request: Request, *, is_list: bool) -> Pool:
    """Return the pool a request is served from: by Plus token, by a contact, else the public one."""
    environ, arguments = request.environ, request.args
    if environ.get("HTTP_CROSSREF_PLUS_API_TOKEN", "").startswith("Bearer "):
        pools = PLUS
    elif (arguments and arguments.get("mailto")) or "mailto:" in environ.get("HTTP_USER_AGENT", ""):
        pools = POLITE
    else:
        pools = PUBLIC
    return pools[is_list]


def common_headers(pool: Pool) -> Headers:
    """Return the headers that every answer of the API itself has."""
    limits = [
        ("x-rate-limit-limit", str(pool.requests)),
        ("x-rate-limit-interval", "1s"),
        ("x-api-pool", pool.name),
    ]
    if pool.concurrent is not None:
        limits.append(("x-concurrency-limit", str(pool.concurrent)))
    return _COMMON_HEADERS + limits


def to_json(content: Any) -> str:
    """Write JSON as Crossref does: compact, with every slash escaped."""
    return to_plain_json(content).replace("/", "\\/")


def to_plain_json(content: Any) -> str:
    """Write JSON as the data citations have it: compact, with slashes as they are."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def data_citation_headers() -> Headers:
    """Return the headers that the data citations have, which are those of another server."""
    return [
        *(header for header in _COMMON_HEADERS if header[0] == "permissions-policy"),
        ("x-rate-limit", str(DATA_CITATIONS.requests)),
        ("x-concurrency-limit", str(DATA_CITATIONS.concurrent)),
        ("x-api-pool", DATA_CITATIONS.name),
    ]


def ok(kind: str, message: Any, content_type: str = JSON) -> Response:
    """Answer with a message of a kind such as "work" or "member-list"."""
    return ok_text(kind, to_json(message), content_type)


def ok_text(kind: str, message: str, content_type: str = JSON) -> Response:
    """Answer with a message that is JSON already."""
    text = f'{{"status":"ok","message-type":"{kind}","message-version":"1.0.0","message":{message}}}'
    vary = "Accept" if content_type == JSON_UTF8 else "Accept-Encoding"
    return Response(text, content_type=content_type, headers={"vary": vary})


def failed(kind: str, failures: Sequence[Problem], status: int, content_type: str) -> Response:
    """Answer with what is wrong."""
    content = {"status": "failed", "message-type": kind, "message": [asdict(one) for one in failures]}
    return Response(to_json(content), status=status, content_type=content_type)


def invalid(failures: Sequence[Problem]) -> Response:
    """Answer 400 to parameters that aren't right."""
    response = failed("validation-failure", failures, 400, JSON_UTF8)
    response.headers["vary"] = "Accept"
    return response


def invalid_cursor(cursor: str) -> Response:
    """Answer 404 to a cursor that isn't one, or not any more."""
    problem = Problem("cursor-invalid", cursor, "Cursor specified but it is invalid")
    return failed("resource-failure", [problem], 404, JSON)


def not_found() -> Response:
    """Answer 404 for a single work, member, journal or funder: plain text."""
    return Response(_NOT_FOUND, status=404, content_type="text/plain")


def not_found_as_json() -> Response:
    """Answer 404 where Crossref says it is JSON, though the body is the same plain text."""
    return Response(_NOT_FOUND, status=404, content_type=JSON_UTF8, headers={"vary": "Accept"})


def route_not_found() -> Response:
    """Answer 404 to a path that no route has, which is not the answer to a record that is not there."""
    content = {
        "status": "error",
        "message-type": "route-not-found",
        "message-version": "1.0.0",
        "message": "Route not found",
    }
    return Response(to_json(content), status=404, content_type=JSON_UTF8)


def busy() -> Response:
    """Answer 429 to too many requests, as recorded in January 2025; it tells nothing of when to come back."""
    page = (
        "<html><body><h1>429 Too Many Requests</h1>\n"
        "You have sent too many requests in a given amount of time.\n</body></html>\n"
    )
    return Response(page, status=429, content_type="text/html", headers={"cache-control": "no-cache"})


def to_target_of_alias(doi: str) -> Response:
    """Answer a DOI that is an alias: no body, no content type, and a location without a host."""
    response = Response(status=301, headers={"location": f"/works/{doi}"})
    del response.headers["content-type"]
    return response


def to_https(request: Request) -> Response:
    """Answer a plain HTTP request: the load balancer in front sends it to HTTPS."""
    title = "301 Moved Permanently"
    heading = f"<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>"
    body = f"<html>\r\n{heading}\r\n</body>\r\n</html>\r\n"
    path = request.environ.get("REQUEST_URI") or request.full_path.rstrip("?")
    location = f"https://api.crossref.org:443{path}"
    headers = {"location": location, "server": "awselb/2.0"}
    return Response(body, status=301, content_type="text/html", headers=headers)
