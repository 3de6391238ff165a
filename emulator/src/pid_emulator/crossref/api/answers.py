"""The shapes and headers of api.crossref.org's answers."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from flask import Request, Response

from pid_emulator.crossref.errors import Problem

JSON = "application/json"
JSON_UTF8 = "application/json;charset=utf-8"
_NOT_FOUND = "Resource not found."
_COMMON_HEADERS = {
    "access-control-expose-headers": "Link",
    "access-control-allow-headers": (
        "X-Requested-With, Accept, Accept-Encoding, Accept-Charset, Accept-Language, Accept-Ranges, "
        "Cache-Control"
    ),
    "access-control-allow-origin": "*",
    "server": "Jetty(9.4.40.v20210413)",
    "permissions-policy": "interest-cohort=()",
}


@dataclass(frozen=True)
class Pool:
    """A class of clients, and the limits that its headers advertise."""

    name: str
    requests: int
    concurrent: int | None


# (single record, lists and searches): of one pool each until July 2026, when the clock stands before it.
PUBLIC = (Pool("public-single", 5, 1), Pool("public-array", 1, 1))
POLITE = (Pool("polite-single", 10, 3), Pool("polite-array", 3, 3))
PLUS = (Pool("plus", 150, None), Pool("plus", 150, None))
DATA_CITATIONS = Pool("datacitations", 3, 3)
_SPLIT = date(2026, 7, 1)
_PUBLIC_BEFORE, _POLITE_BEFORE = (Pool("public", 5, 1),) * 2, (Pool("polite", 10, 3),) * 2


def pool_of(request: Request, today: date, *, is_list: bool) -> Pool:
    """Return the pool a request is served from: by Plus token, by a contact, else the public one."""
    if request.headers.get("Crossref-Plus-API-Token", "").startswith("Bearer "):
        pools = PLUS
    elif request.args.get("mailto") or "mailto:" in request.headers.get("User-Agent", ""):
        pools = POLITE if today >= _SPLIT else _POLITE_BEFORE
    else:
        pools = PUBLIC if today >= _SPLIT else _PUBLIC_BEFORE
    return pools[is_list]


def add_headers(response: Response, pool: Pool) -> None:
    """Put the headers on that every answer of the API itself has."""
    response.headers.update(_COMMON_HEADERS)
    response.headers["x-rate-limit-limit"] = str(pool.requests)
    response.headers["x-rate-limit-interval"] = "1s"
    response.headers["x-api-pool"] = pool.name
    if pool.concurrent is not None:
        response.headers["x-concurrency-limit"] = str(pool.concurrent)


def to_json(content: Any) -> str:
    """Write JSON as Crossref does: compact, with every slash escaped."""
    return to_plain_json(content).replace("/", "\\/")


def to_plain_json(content: Any) -> str:
    """Write JSON as the data citations have it: compact, with slashes as they are."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def add_data_citation_headers(response: Response) -> None:
    """Put the headers on that the data citations have, which are those of another server."""
    response.headers["permissions-policy"] = _COMMON_HEADERS["permissions-policy"]
    response.headers["x-rate-limit"] = str(DATA_CITATIONS.requests)
    response.headers["x-concurrency-limit"] = str(DATA_CITATIONS.concurrent)
    response.headers["x-api-pool"] = DATA_CITATIONS.name


def ok(kind: str, message: Any, content_type: str = JSON) -> Response:
    """Answer with a message of a kind such as "work" or "member-list"."""
    content = {"status": "ok", "message-type": kind, "message-version": "1.0.0", "message": message}
    vary = "Accept" if content_type == JSON_UTF8 else "Accept-Encoding"
    return Response(to_json(content), content_type=content_type, headers={"vary": vary})


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
