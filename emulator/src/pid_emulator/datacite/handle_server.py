"""The handle server of DataCite's test system, where test DOIs live that doi.org does not know.

It speaks the Handle System's REST API (https://www.handle.net/hnr_documentation.html). The DOIs of the
emulated test system are there as soon as they are registered, and its prefixes live there. The real server's
administrators are not known here: `300:10.ADMIN/DATACITE` and the like may write with the password of the
guide's repository, and so may the test system's repositories with theirs.
"""

import base64
import binascii
import json
import re
from typing import Any
from urllib.parse import unquote
from weakref import WeakKeyDictionary

from flask import Flask, Response, request
from markupsafe import escape
from werkzeug.exceptions import HTTPException

from pid_emulator.core import accounts
from pid_emulator.core.json_bodies import load_json_or_none
from pid_emulator.core.service import Application
from pid_emulator.datacite.auth import authenticate
from pid_emulator.datacite.dois import Doi, parse_timestamp
from pid_emulator.datacite.request_path import request_path
from pid_emulator.datacite.store import DataCiteStore
from pid_emulator.datacite.world import DataCiteWorld

UNOBSERVED = (
    "Test handle server: administrators: `300:10.ADMIN/…` with the password of the guide's repository, and "
    "the test system's repositories; the real ones are DataCite's own.",
    "Test handle server: the list of a prefix's handles without credentials: refused as a write is.",
    "Test handle server: values other than URL and HS_ADMIN, and the HTML pages of its redirects and errors.",
)

_TTL = 86400
_SUCCESS, _ERROR, _NOT_FOUND, _NO_VALUES, _NOT_HERE = 1, 2, 100, 200, 301

Value = dict[str, Any]

# What was written to the server itself, by store: a new store, and so a reset, starts without.
_written: WeakKeyDictionary[DataCiteStore, dict[str, list[Value]]] = WeakKeyDictionary()


def create_application(world: DataCiteWorld) -> Flask:
    """Return the handle server."""
    app = Application(__name__)
    app.url_map.merge_slashes = False

    def values_of(handle: str) -> list[Value]:
        """Return what is written under a handle, else what the test system's DOI of that name puts there."""
        written = _written.get(world.datacite, {}).get(handle.upper())
        doi = world.datacite.find("test", handle)
        return written or (_values(doi) if doi is not None and doi.state != "draft" else [])

    @app.get("/api/handles")
    def list_handles() -> Response:
        prefix = request.args.get("prefix", "")
        if not _may_write(world):
            return _not_verified(world)
        if not _lives_here(world.datacite, prefix):
            message = "HandleException (INVALID_VALUE) The requested prefix doesn't live here"
            return _json({"responseCode": _ERROR, "message": message, "handle": prefix}, 500)
        return _json(_page_of_handles(world.datacite, prefix), 200)

    @app.get("/api/handles/<path:handle>")
    def read(handle: str) -> Response:
        name = request_path().removeprefix("api/handles/")
        values = values_of(name)
        if not values:
            return _json({"responseCode": _NOT_FOUND, "handle": name}, 404)
        selected = _selected(values)
        code = _SUCCESS if selected else _NO_VALUES
        return _json({"responseCode": code, "handle": name, "values": selected}, 200)

    @app.put("/api/handles/<path:handle>")
    def write(handle: str) -> Response:
        name = request_path().removeprefix("api/handles/")
        if not _may_write(world):
            return _not_verified(world)
        if not _lives_here(world.datacite, name.partition("/")[0]):
            message = "That prefix doesn't live here"
            return _json({"responseCode": _NOT_HERE, "message": message, "handle": name}, 400)
        body = load_json_or_none(request.get_data())
        values = body.get("values") if isinstance(body, dict) else body
        if not isinstance(values, list) or not all(_is_value(value) for value in values):
            return _json({"responseCode": _ERROR, "handle": name}, 400)
        now = world.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")
        status = 200 if values_of(name) else 201
        handles = _written.setdefault(world.datacite, {})
        handles[name.upper()] = [
            {**value, "ttl": value.get("ttl", _TTL), "timestamp": now} for value in values
        ]
        return _json({"responseCode": _SUCCESS, "handle": name}, status)

    @app.get("/<path:handle>")
    def resolve(handle: str) -> Response:
        values = values_of(request_path())
        urls = [str(value["data"].get("value")) for value in values if value["type"] == "URL"]
        if not urls:
            page = "<html><head><title>Handle Not Found</title></head><body>Handle Not Found</body></html>"
            return Response(page, 404, content_type="text/html;charset=UTF-8")
        link = escape(urls[0])
        page = "<html><head><title>Handle Redirect</title></head>\n"
        page += f'<body><a href="{link}">{link}</a></body></html>'
        response = Response(page, 302, content_type="text/html;charset=utf-8")
        response.autocorrect_location_header = False
        response.headers["Location"] = urls[0].replace("\n", "").replace("\r", "")
        return response

    @app.errorhandler(HTTPException)
    def explain(error: HTTPException) -> Response:
        return _json({"responseCode": _ERROR, "message": error.name}, error.code or 500)

    return app


def _lives_here(store: DataCiteStore, prefix: str) -> bool:
    """Tell whether a prefix is one of the test system's: listed there, a repository's or that of a DOI."""
    test = store.test
    return (
        prefix.lower() in test.prefixes
        or any(prefix in test.prefixes_of(client_id) for client_id in test.clients)
        or bool(_handles_of(store, prefix))
    )


def _handles_of(store: DataCiteStore, prefix: str) -> list[str]:
    """Return a prefix's handles in capitals: what was written to the server, and the registered DOIs."""
    dois = (doi.doi.upper() for doi in store.test.dois.values() if doi.state != "draft")
    names = {*dois, *_written.get(store, {})}
    return sorted(name for name in names if name.startswith(f"{prefix.upper()}/"))


def _page_of_handles(store: DataCiteStore, prefix: str) -> dict[str, Any]:
    """Return a prefix's handles: those of the page that is asked for, without a page all of them."""
    handles = _handles_of(store, prefix)
    page, size = (request.args.get(name, type=int) for name in ("page", "pageSize"))
    count = {"responseCode": _SUCCESS, "prefix": prefix, "totalCount": str(len(handles))}
    if page is None or not size:
        return {**count, "handles": handles}
    return {**count, "page": page, "pageSize": size, "handles": handles[max(page, 0) * size :][:size]}


def _may_write(world: DataCiteWorld) -> bool:
    return _is_administrator() or authenticate(request, world.datacite.test) is not None


def _is_administrator() -> bool:
    """Tell whether a request has the name of a handle's administrator, `300:10.ADMIN/…`, and the password."""
    scheme, _, value = request.headers.get("Authorization", "").partition(" ")
    try:
        decoded = base64.b64decode(value.strip(), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return False
    name, _, password = decoded.rpartition(":")
    is_name = re.fullmatch(r"\d+:[^/:]+/.+", unquote(name)) is not None
    return scheme.lower() == "basic" and is_name and password == accounts.DATACITE_PASSWORD


def _not_verified(world: DataCiteWorld) -> Response:
    """Refuse a write as recorded in 2025: with a header that offers a session, and nothing else."""
    session, nonce = (f"{world.random.getrandbits(64):x}" for _ in range(2))
    answer = Response(status=401)
    del answer.headers["Content-Type"]
    answer.headers["WWW-Authenticate"] = (
        f'Basic realm="handle", Handle sessionId="{session}", nonce="{nonce}", error="Identity not verified"'
    )
    return answer


def _values(doi: Doi) -> list[Value]:
    url = doi.attributes.get("url")
    moment = parse_timestamp(doi.attributes.get("registered") or doi.attributes.get("created"))
    timestamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else ""
    administrator = {"handle": "10.ADMIN/DATACITE", "index": 300, "permissions": "111111111111"}
    contents = [(100, "HS_ADMIN", "admin", administrator), (1, "URL", "string", url)] if url else []
    return [
        {
            "index": index,
            "type": kind,
            "data": {"format": form, "value": value},
            "ttl": _TTL,
            "timestamp": timestamp,
        }
        for index, kind, form, value in contents
    ]


def _is_value(value: Any) -> bool:
    return (
        isinstance(value, dict) and {"index", "type"} <= value.keys() and isinstance(value.get("data"), dict)
    )


def _selected(values: list[Value]) -> list[Value]:
    """Return the values of the indexes and types that were asked for: all where none was."""
    indexes, types = request.args.getlist("index"), request.args.getlist("type")
    if not indexes and not types:
        return values
    return [value for value in values if str(value["index"]) in indexes or value["type"] in types]


def _json(body: dict[str, Any], status: int) -> Response:
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return Response(text, status, content_type="application/json;charset=UTF-8")
