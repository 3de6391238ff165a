"""DataCite's MDS API: mds.datacite.org and mds.test.datacite.org, metadata first and then a URL.

It writes through the REST API's own rules and says what came of it as text, as
https://support.datacite.org/docs/mds-api-guide tells.
"""

import base64
import json
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, request
from lxml import etree
from werkzeug.exceptions import HTTPException

from pid_emulator.core.service import Service
from pid_emulator.datacite.auth import Account, authenticate, may_see
from pid_emulator.datacite.dois import Doi, normalize_doi
from pid_emulator.datacite.errors import Problem
from pid_emulator.datacite.mds.bodies import WrongBody, read_media, read_registration
from pid_emulator.datacite.request_path import request_path
from pid_emulator.datacite.rest.payloads import Payload
from pid_emulator.datacite.rest.writes import Writer
from pid_emulator.datacite.store import System
from pid_emulator.datacite.suffixes import random_doi

if TYPE_CHECKING:
    from pid_emulator.world import World

UNOBSERVED = (
    "MDS: a foreign prefix: 403 `Access is denied`, as documented",
    "MDS: metadata without a DOI in path or document: 404 `DOI not found`",
)

_TEXTS = {401: "Bad credentials", 403: "Access is denied", 404: "DOI not found", 405: "Method not allowed"}
_NOT_SIGNED_IN = "An Authentication object was not found in the SecurityContext"
_XML_MARKS = (b"http://datacite.org/schema/kernel", b"http://www.crossref.org/", b"<doi_records")
_FORM = "application/x-www-form-urlencoded"


def mds_services(world: "World") -> list[Service]:
    """Return the MDS of production and of the test system."""
    hosts = {"production": "mds.datacite.org", "test": "mds.test.datacite.org"}
    return [Service("datacite", (host,), _application(world, name, host)) for name, host in hosts.items()]


def _application(world: "World", system_name: str, host: str) -> Flask:
    app = Flask(__name__)
    app.url_map.merge_slashes = False

    def system() -> System:
        return world.datacite.systems[system_name]

    def account() -> Account:
        found = authenticate(request, system())
        if found is None:
            raise Problem(401)
        return found

    def writer() -> Writer:
        return Writer(system(), account(), world.clock.now(), world.random)

    def known_doi(name: str, error: str = "DOI not found") -> Doi:
        """Return a DOI that the account may see. Raises WrongBody with status 404."""
        doi = normalize_doi(name)
        found = system().dois.get(doi) if doi else None
        if found is None or not may_see(found, account()):
            raise WrongBody(404, error if doi else "DOI not found")
        return found

    def save(name: str, attributes: dict[str, Any]) -> Doi:
        payload = Payload({"data": {"type": "dois", "attributes": {**attributes, "source": "mds"}}})
        current = system().dois.get(name)
        return writer().update(current, payload) if current else writer().create(payload, name)

    @app.before_request
    def check_credentials() -> Response | None:
        if request.path == "/heartbeat":
            return None
        credentials = request.authorization
        if credentials is None or not credentials.username or not credentials.password:
            response = _text(_NOT_SIGNED_IN, 401)
            response.headers["WWW-Authenticate"] = f'Basic realm="{host}"'
            return response
        account()
        return None

    @app.after_request
    def name_credentials(response: Response) -> Response:
        if response.status_code != 401 and request.authorization is not None:
            response.headers["X-Credential-Username"] = str(request.authorization.username)
        return response

    @app.get("/heartbeat")
    def heartbeat() -> Response:
        return _text("OK")

    @app.get("/login")
    def login() -> Response:
        return _text("One-time login and session cookies not supported by this service", 501)

    @app.route("/metadata", methods=["POST", "PUT"])
    @app.route("/metadata/<path:_>", methods=["POST", "PUT"])
    def write_metadata(_: str = "") -> Response:
        if request.mimetype == _FORM:
            raise WrongBody(415, f"Content type {_FORM} is not supported")
        document = request.get_data()
        if not _is_recognized(document):
            raise WrongBody(415, "Metadata format not recognized")
        name = chosen_name(request_path().removeprefix("metadata").removeprefix("/"), document)
        xml = base64.b64encode(document).decode("ascii")
        doi = save(name, {"doi": name, "xml": xml, "should_validate": "true", "event": "show"})
        response = _text(f"OK ({doi.doi.upper()})", 201)
        response.headers["Location"] = f"https://{host}/metadata/{doi.doi}"
        return response

    def chosen_name(path: str, document: bytes) -> str:
        """Return the DOI of the path, else the document's own, else a new one with the path's prefix."""
        if doi := normalize_doi(path) or normalize_doi(_identifier(document)):
            return doi
        if not path.startswith("10."):
            raise WrongBody(404, "DOI not found")
        number = "".join(character for character in request.args.get("number", "") if character.isdecimal())
        name = random_doi(path, world.random, int(number[:15]) if number.strip("0") else None)
        if name in system().dois:
            raise WrongBody(400, f"doi:{name} has already been registered")
        return name

    @app.get("/metadata/<path:_>")
    def read_metadata(_: str) -> Response:
        doi = known_doi(request_path().removeprefix("metadata/"), "DOI is unknown to MDS")
        if doi.xml is None:
            raise WrongBody(404, "DOI is unknown to MDS")
        return Response(doi.xml, content_type="application/xml; charset=utf-8")

    @app.delete("/metadata/<path:_>")
    def hide(_: str) -> Response:
        save(known_doi(request_path().removeprefix("metadata/")).doi, {"event": "hide"})
        return _text("OK")

    @app.get("/doi")
    def list_dois() -> Response:
        own = account().uid
        registered = [doi for doi in system().dois.values() if doi.client_id == own and doi.state != "draft"]
        names = sorted(doi.doi.upper() for doi in registered)
        return _text("\n".join(names)) if names else _empty(204)

    @app.get("/doi/<path:_>")
    def read_url(_: str) -> Response:
        doi = known_doi(request_path().removeprefix("doi/"))
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
        save(name, {"url": url, "event": "publish"})
        return _text("OK", 201)

    @app.delete("/doi/<path:_>")
    def delete(_: str) -> Response:
        writer().delete(known_doi(request_path().removeprefix("doi/")))
        return _text("OK")

    @app.get("/media/<path:_>")
    def list_media(_: str) -> Response:
        doi = known_doi(request_path().removeprefix("media/"))
        lines = [f"{entry.get('mediaType')}={entry.get('url')}" for entry in map(_attributes, doi.media)]
        if not lines:
            raise WrongBody(404, "No media for the DOI")
        return _text("\n".join(lines))

    @app.post("/media/<path:_>")
    def add_media(_: str) -> Response:
        doi = known_doi(request_path().removeprefix("media/"))
        media_type, url = read_media(request.get_data())
        writer().add_media(doi, media_type, url)
        return _text("OK")

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

    return app


def _is_recognized(document: bytes) -> bool:
    """Tell whether a document is in one of the formats that metadata may come in."""
    if any(mark in document for mark in _XML_MARKS):
        return True
    text = document.decode("utf-8", errors="replace").lstrip("\ufeff \t\r\n")
    if text.startswith(("TY  - ", "@")):
        return True
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False


def _identifier(document: bytes) -> str:
    """Return the text of a document's identifier; empty where it has none or is no XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(document, parser)
    except (etree.XMLSyntaxError, ValueError):
        return ""
    return root.findtext("{*}identifier") or "" if root is not None else ""


def _attributes(media: dict[str, Any]) -> dict[str, Any]:
    attributes = media.get("attributes")
    return attributes if isinstance(attributes, dict) else {}


def _text(text: str, status: int = 200) -> Response:
    return Response(text, status, content_type="text/plain; charset=utf-8")


def _empty(status: int) -> Response:
    response = Response(status=status)
    del response.headers["Content-Type"]
    return response
