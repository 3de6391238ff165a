"""ORCID's APIs, public and member: what every request and every answer goes through."""

import json
import re
from collections.abc import Callable
from typing import Any

from flask import Blueprint, Flask, Response, g, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from pid_emulator.core.service import Application
from pid_emulator.orcid.api import (
    groups,
    media_types,
    notifications,
    reads,
    services,
    versions,
    webhooks,
    writes,
)
from pid_emulator.orcid.api.answers import empty, respond_error
from pid_emulator.orcid.api.media_types import PRETTY, MalformedAccept
from pid_emulator.orcid.api.visibility import Caller
from pid_emulator.orcid.errors import ApiError, OAuthError
from pid_emulator.orcid.limits import quota_used_up
from pid_emulator.orcid.record.json_messages import to_pretty_json
from pid_emulator.orcid.record.schemas import SchemaMissing
from pid_emulator.orcid.sites import site_of
from pid_emulator.orcid.world import OrcidWorld

HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Cache-Control": "no-cache, no-store, max-age=0, must-revalidate",
    "Pragma": "no-cache",
    "Expires": "0",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
PREFLIGHT = {
    "Allow": "HEAD,GET,OPTIONS",
    "Access-Control-Allow-Methods": "GET, POST, PUT, DELETE",
    "Access-Control-Allow-Headers": "X-Requested-With,Origin,Content-Type, Accept",
}
READ_METHODS = ("GET", "HEAD", "OPTIONS")
_STABLE_VERSIONS = ("v3.0", "v2.1", "v2.0")
_NOT_NORMALISED = re.compile(r"//|/\.{1,2}(/|$)")
_VERSION = re.compile(r"/(v\d[^/]*)(/.*)?")
_RELEASE_CANDIDATE = re.compile(r"(v\d\.\d)_rc\d+")
_RDF = ("n3", "rdf", "n-triples", "turtle")
_UNVERSIONED = ("/oauth/token", "/experimental_rdf_v1/", "/static/")
# Paths that answer without a token on the member API too.
_OPEN_PATHS = ("/v3.0/status", "/v3.0/apiStatus", "/v3.0/pubStatus", "/v3.0/", "/oauth/token")
_WEBHOOK = re.compile(r"/[^/]+/webhook/.+")


def create_application(world: OrcidWorld, search: Blueprint) -> Flask:
    """Return the application behind pub. and api., production and sandbox; `search` answers its searches.

    Which of the two APIs answers follows from the host name. State is read from `world.orcid`.
    """
    app = Application(__name__)
    app.url_map.strict_slashes = False
    app.url_map.merge_slashes = False
    app.before_request(lambda: _prepare(world))
    app.after_request(_add_headers)
    app.after_request(versions.in_asked_version)
    app.after_request(lambda response: _deliver_webhooks(world, response))
    app.register_error_handler(ApiError, respond_error)
    app.register_error_handler(OAuthError, _respond_oauth_error)
    app.register_error_handler(
        SchemaMissing, lambda error: Response(f"{error}\n", 501, mimetype="text/plain")
    )
    app.register_error_handler(MalformedAccept, _respond_malformed_accept)
    app.register_error_handler(HTTPException, _respond_http_exception)
    app.register_blueprint(search)
    for part in (reads, writes, services, groups, notifications, webhooks):
        app.register_blueprint(part.blueprint(world))
    app.wsgi_app = versions.OldVersions(app.wsgi_app)  # type: ignore[method-assign]
    return app


def _prepare(world: OrcidWorld) -> Response | None:
    """Do what comes before any path: limits, versions, the format, the token."""
    g.site = site_of(request.host)
    g.is_member_api = request.host.startswith("api.")
    g.format = media_types.DEFAULT
    g.caller = Caller(g.is_member_api)
    if _NOT_NORMALISED.search(_raw_path()):
        return _rejected()
    if request.method == "OPTIONS":
        return _without_type(Response(status=200, headers=PREFLIGHT))
    elsewhere = _redirect_version()
    if elsewhere is not None:
        return elsewhere
    g.caller = _identify(world)
    if g.caller.token is None and not g.is_member_api and _is_over_quota(world):
        return quota_used_up()
    g.format = media_types.choose(
        request.headers.get("Accept"), request.headers.get("Content-Type"), _produces()
    )
    if not g.is_member_api and request.method not in READ_METHODS and request.path != "/oauth/token":
        raise ApiError(9001, "HTTP 405 Method Not Allowed", status=405)
    return None


def _rejected() -> Response:
    """Answer a path with a doubled slash or a dot segment, which the firewall before ORCID's API refuses."""
    title = "HTTP Status 500 – Internal Server Error"
    text = "The request was rejected because the URL was not normalized."
    page = (
        f'<!doctype html><html lang="en"><head><title>{title}</title></head><body><h1>{title}</h1>'
        f"<p><b>Type</b> Exception Report</p><p><b>Message</b> {text}</p></body></html>"
    )
    return Response(page, 500, content_type="text/html;charset=utf-8")


def _produces() -> tuple[str, ...]:
    """Return what else the requested path can answer with, besides XML and JSON."""
    if request.path.startswith("/v3.0/csv-search"):
        return ("text/csv",)
    if request.path.startswith("/experimental_rdf_v1/"):
        return tuple(services.RDF_FORMATS)
    segments = request.path.strip("/").split("/")
    if g.is_member_api:
        return ()
    if len(segments) == 2:
        return (media_types.JSON_LD,) if segments[1] not in ("search", "expanded-search") else ()
    return (media_types.CSL_JSON,) if len(segments) == 4 and segments[2] == "work" else ()


def _redirect_version() -> Response | None:
    """Send requests for other versions, or for none, to v3.0."""
    path = request.path
    query = f"?{request.query_string.decode('latin-1')}" if request.query_string else ""
    found = _VERSION.fullmatch(path)
    if found is None:
        if path == "/" or path.startswith(_UNVERSIONED) or (g.is_member_api and _WEBHOOK.fullmatch(path)):
            return None
        accept = request.headers.get("Accept", "")
        version = "experimental_rdf_v1" if any(word in accept for word in _RDF) else "v3.0"
        return _send_to(f"/{version}{_raw_path()}{query}", 302)
    version, rest = found[1], found[2] or ""
    if not rest and version == "v3.0":
        return _send_to("/v3.0/v3.0", 302)
    candidate = _RELEASE_CANDIDATE.fullmatch(version)
    if candidate is not None:
        raise ApiError(
            9056,
            headers={"Location": f"https://{request.host}/{candidate[1]}{rest}{query}"},
            version=candidate[1].removeprefix("v"),
        )
    if version not in _STABLE_VERSIONS:
        return _send_to(f"/v3.0{rest}{query}", 308)
    return None


def _send_to(path: str, status: int) -> Response:
    return empty(status, {"Location": f"https://{request.host}{path}"})


def _raw_path() -> str:
    """Return the path as it was sent, with its percent-encoding."""
    raw: str = request.environ.get("REQUEST_URI") or request.environ.get("RAW_URI") or request.path
    return raw.partition("?")[0]


def _identify(world: OrcidWorld) -> Caller:
    """Return who is asking, by the bearer token in the header or the query.

    Raises OAuthError 401 for a token that opens nothing, 403 where the member API gets none.
    """
    scheme, _, credentials = request.headers.get("Authorization", "").partition(" ")
    sent = credentials.strip() if scheme.lower() == "bearer" else request.args.get("access_token")
    if not sent:
        if g.is_member_api and request.path not in _OPEN_PATHS:
            raise OAuthError(
                403,
                "forbidden",
                "Forbidden: The server understood the request but refuses to authorize it.",
            )
        return Caller(g.is_member_api)
    token = world.orcid.tokens.find(sent)
    now = world.clock.now()
    # A person who takes permission back still lets the client remove what it has added.
    may_clean_up = token is not None and token.revoked_by_user and request.method == "DELETE"
    if token is None or not (token.is_active(now) or (may_clean_up and now < token.expires_at)):
        raise OAuthError(401, "invalid_token", f"Invalid access token: {sent}")
    client = world.orcid.clients.find(token.client_id)
    if client is not None and not client.active:
        raise ApiError(9057)
    return Caller(g.is_member_api, token, client)


def _is_over_quota(world: OrcidWorld) -> bool:
    forwarded = request.headers.get("X-Forwarded-For", "").partition(",")[0].strip()
    address = forwarded or request.remote_addr or ""
    return world.orcid.limits.is_over_quota(address, world.clock.now().date())


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def _deliver_webhooks(world: OrcidWorld, response: Response) -> Response:
    world.orcid.webhooks.deliver_batch(world.clock.now(), world.deliver_webhooks)
    return response


def _respond_oauth_error(error: OAuthError) -> Response:
    """Answer as the security filter does: always JSON. The member API's indents it and names its realm.

    A kind of JSON that Accept names is what the answer calls itself; anything else is plain JSON.
    """
    write: Callable[[Any], str] = to_pretty_json if g.is_member_api else _compact
    asked = next((each.lower() for each in request.accept_mimetypes.values()), "")
    media_type = asked if asked in PRETTY else "application/json"
    response = Response(write(error.body()), error.status, content_type=f"{media_type};charset=UTF-8")
    response.headers["Cache-Control"] = "no-store"
    if g.is_member_api and error.status == 401:
        response.headers["WWW-Authenticate"] = (
            f'Bearer realm="ORCID T2 API", error="{error.error}", error_description="{_header(error)}"'
        )
    return response


def _header(error: OAuthError) -> str:
    return (
        "".join(character for character in error.description if character.isprintable())
        .encode("ascii", "replace")
        .decode("ascii")
    )


def _compact(body: Any) -> str:
    return json.dumps(body, separators=(",", ":"), ensure_ascii=False)


def _respond_malformed_accept(error: MalformedAccept) -> Response:
    page = (
        '<!doctype html><html lang="en"><head><title>HTTP Status 400 – Bad Request</title></head>'
        "<body><h1>HTTP Status 400 – Bad Request</h1></body></html>"
    )
    return Response(page, 400, content_type="text/html;charset=utf-8")


def _respond_http_exception(error: HTTPException) -> Response:
    """Answer a path or method that does not exist with error 9001, as ORCID does."""
    status = error.code or 500
    if isinstance(error, MethodNotAllowed):
        return respond_error(ApiError(9001, "HTTP 405 Method Not Allowed", status=405))
    if status == 404:
        return respond_error(ApiError(9001, "HTTP 404 Not Found", status=404))
    if 300 <= status < 400:
        return Response(status=status, headers=dict(error.get_headers()))
    return respond_error(ApiError(9001, f"HTTP {status} {error.name}", status=status))


def _without_type(response: Response) -> Response:
    del response.headers["Content-Type"]
    return response
