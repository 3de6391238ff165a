"""DataCite's MDS API: mds.datacite.org and mds.test.datacite.org, metadata first and then a URL.

It writes through the REST API's own rules and says what came of it as text, as
https://support.datacite.org/docs/mds-api-guide tells.
"""

import base64
from typing import Any

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from pid_emulator.core.service import Application
from pid_emulator.datacite.dois import normalize_doi
from pid_emulator.datacite.errors import Problem
from pid_emulator.datacite.mds.bodies import (
    WrongBody,
    identifier_in,
    is_metadata,
    read_media,
    read_registration,
)
from pid_emulator.datacite.mds.context import MdsContext
from pid_emulator.datacite.request_path import request_path
from pid_emulator.datacite.world import DataCiteWorld

UNOBSERVED = (
    "MDS: a foreign prefix: 403 `Access is denied`, as documented",
    "MDS: metadata without a DOI in path or document: 404 `DOI not found`",
)

_TEXTS = {401: "Bad credentials", 403: "Access is denied", 404: "DOI not found", 405: "Method not allowed"}
_NOT_SIGNED_IN = "An Authentication object was not found in the SecurityContext"
_FORM = "application/x-www-form-urlencoded"


def create_application(world: DataCiteWorld, system: str, host: str) -> Flask:
    """Return the MDS of "production" or "test", which goes by the name `host`."""
    context = MdsContext(world, system, host)
    app = Application(__name__)
    app.url_map.merge_slashes = False
    _check_credentials(app, context)
    _explain_errors(app)

    @app.get("/heartbeat")
    def heartbeat() -> Response:
        return _text("OK")

    @app.get("/login")
    def login() -> Response:
        return _text("One-time login and session cookies not supported by this service", 501)

    _add_metadata(app, context)
    _add_dois(app, context)
    _add_media(app, context)
    return app


def _check_credentials(app: Flask, context: MdsContext) -> None:
    """Let nobody in without credentials; every answer names them."""

    @app.before_request
    def check() -> Response | None:
        if request.path == "/heartbeat":
            return None
        credentials = request.authorization
        if credentials is None or not credentials.username or not credentials.password:
            response = _text(_NOT_SIGNED_IN, 401)
            response.headers["WWW-Authenticate"] = f'Basic realm="{context.host}"'
            return response
        context.require_account()
        return None

    @app.after_request
    def name(response: Response) -> Response:
        if response.status_code != 401 and request.authorization is not None:
            response.headers["X-Credential-Username"] = str(request.authorization.username)
        return response


def _explain_errors(app: Flask) -> None:
    """Say as text what went wrong."""

    @app.errorhandler(WrongBody)
    def explain_body(error: WrongBody) -> Response:
        return _text(str(error), error.status) if str(error) else _empty(error.status)

    @app.errorhandler(Problem)
    def explain_problem(problem: Problem) -> Response:
        first = problem.body["errors"][0] if isinstance(problem.body.get("errors"), list) else {}
        response = _text(_TEXTS.get(problem.status) or str(first.get("title", "")), problem.status)
        response.headers.update(problem.headers)
        return response

    @app.errorhandler(HTTPException)
    def explain(error: HTTPException) -> Response:
        if error.code == 405:
            return _text("Method not allowed", 405)
        return _text("Resource not found", 404)


def _add_metadata(app: Flask, context: MdsContext) -> None:
    """Add /metadata. A path is read as it was sent, since Flask joins doubled slashes."""

    @app.route("/metadata", methods=["POST", "PUT"])
    @app.route("/metadata/<path:_>", methods=["POST", "PUT"])
    def write_metadata(_: str = "") -> Response:
        if request.mimetype == _FORM:
            raise WrongBody(415, f"Content type {_FORM} is not supported")
        document = request.get_data()
        if not is_metadata(document):
            raise WrongBody(415, "Metadata format not recognized")
        path = request_path().removeprefix("metadata").removeprefix("/")
        name = context.chosen_name(path, identifier_in(document), request.args.get("number", ""))
        xml = base64.b64encode(document).decode("ascii")
        doi = context.save(name, {"doi": name, "xml": xml, "should_validate": "true", "event": "show"})
        response = _text(f"OK ({doi.doi.upper()})", 201)
        response.headers["Location"] = f"https://{context.host}/metadata/{doi.doi}"
        return response

    @app.get("/metadata/<path:_>")
    def read_metadata(_: str) -> Response:
        doi = context.known_doi(request_path().removeprefix("metadata/"), "DOI is unknown to MDS")
        if doi.xml is None:
            raise WrongBody(404, "DOI is unknown to MDS")
        return Response(doi.xml, content_type="application/xml; charset=utf-8")

    @app.delete("/metadata/<path:_>")
    def hide(_: str) -> Response:
        doi = context.known_doi(request_path().removeprefix("metadata/"))
        context.save(doi.doi, {"event": "hide"})
        return _text("OK")


def _add_dois(app: Flask, context: MdsContext) -> None:
    """Add /doi: the addresses that DOIs lead to."""

    @app.get("/doi")
    def list_dois() -> Response:
        own, dois = context.require_account().uid, context.system.dois.values()
        registered = [doi for doi in dois if doi.client_id == own and doi.state != "draft"]
        names = sorted(doi.doi.upper() for doi in registered)
        return _text("\n".join(names)) if names else _empty(204)

    @app.get("/doi/<path:_>")
    def read_url(_: str) -> Response:
        doi = context.known_doi(request_path().removeprefix("doi/"))
        url = doi.attributes.get("url")
        return _text(str(url)) if url else _empty(204)

    @app.route("/doi", methods=["POST", "PUT"])
    @app.route("/doi/<path:_>", methods=["POST", "PUT"])
    def register(_: str = "") -> Response:
        path = request_path().removeprefix("doi").removeprefix("/")
        resource = normalize_doi(path) if path else None
        if path and resource is None:
            raise WrongBody(404, "DOI not found")
        name, url = read_registration(request.get_data(), resource)
        context.save(name, {"url": url, "event": "publish"})
        return _text("OK", 201)

    @app.delete("/doi/<path:_>")
    def delete(_: str) -> Response:
        context.writer.delete(context.known_doi(request_path().removeprefix("doi/")))
        return _text("OK")


def _add_media(app: Flask, context: MdsContext) -> None:
    """Add /media: where the content of a DOI is."""

    @app.get("/media/<path:_>")
    def list_media(_: str) -> Response:
        doi = context.known_doi(request_path().removeprefix("media/"))
        lines = [f"{entry.get('mediaType')}={entry.get('url')}" for entry in map(_attributes, doi.media)]
        if not lines:
            raise WrongBody(404, "No media for the DOI")
        return _text("\n".join(lines))

    @app.post("/media/<path:_>")
    def add_media(_: str) -> Response:
        doi = context.known_doi(request_path().removeprefix("media/"))
        media_type, url = read_media(request.get_data())
        context.writer.add_media(doi, media_type, url)
        return _text("OK")


def _attributes(media: dict[str, Any]) -> dict[str, Any]:
    attributes = media.get("attributes")
    return attributes if isinstance(attributes, dict) else {}


def _text(text: str, status: int = 200) -> Response:
    return Response(text, status, content_type="text/plain; charset=utf-8")


def _empty(status: int) -> Response:
    response = Response(status=status)
    del response.headers["Content-Type"]
    return response
