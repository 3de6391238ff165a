"""DataCite's content negotiation: data.crosscite.org, where doi.org sends clients, and data.datacite.org.

Asked by `Accept` at `/<doi>` or by link at `/<type>/<subtype>/<doi>`
(https://support.datacite.org/docs/datacite-content-resolver). RDF is documented; the service could not
process it when it was last seen (recorded 2023), and neither does this one.
"""

import re

from flask import Flask, Response, request
from markupsafe import escape
from werkzeug.exceptions import HTTPException

from pid_emulator.core.records import Record
from pid_emulator.core.service import Application
from pid_emulator.datacite import formats
from pid_emulator.datacite.request_path import has_stray_slash, request_path
from pid_emulator.datacite.world import DataCiteWorld
from pid_emulator.formats.accept import parse_accept

UNOBSERVED = (
    "RDF/XML and Turtle, which the documentation names: 422, as recorded in 2023 for an Accept header whose "
    "best registered type was RDF/XML.",
    "`publisher` in DataCite JSON, Crosscite JSON and Codemeta: an object, as in DataCite's published code "
    "since 2024; recorded answers of 2023 hold a string.",
    "Codemeta, JATS, Crosscite JSON and CSV: by DataCite's published code, no answer was seen.",
    "The body of the 303 to the landing page.",
    "Citations in a style that CSL has renamed, such as `vancouver`: APA, as for any unknown style.",
)

_NOT_FOUND = "The resource you are looking for doesn't exist."
_NOT_PROCESSED = "The request could not be processed."

# Registered types that end in an error; text/turtle is not registered at all.
_RDF = ("application/rdf+xml", "application/x-turtle")
_PAGE = ("text/html", "application/xhtml+xml", "*/*")
_LINK = re.compile(r"([a-z]+/[a-z0-9.+-]+)/(10\..+)", re.DOTALL)


def create_application(world: DataCiteWorld) -> Flask:
    """Return the service behind both host names."""
    app = Application(__name__)
    app.url_map.merge_slashes = False

    @app.errorhandler(HTTPException)
    def not_found(error: HTTPException) -> Response:
        return _plain(_NOT_FOUND, 404)

    @app.get("/", defaults={"path": ""})
    @app.get("/<path:path>")
    def resolve(path: str) -> Response:
        named = request_path()
        link = _LINK.fullmatch(named)
        doi = link[2] if link else named
        resource = None if has_stray_slash() else _resource(world, doi)
        if resource is None:
            return _plain(_NOT_FOUND, 404)
        if link:
            return _answer(resource, link[1], {})
        for media_range in parse_accept(request.headers.get("Accept", "")):
            if media_range.name in _PAGE:
                break
            if media_range.name in _RDF or formats.canonical(media_range.name):
                return _answer(resource, media_range.name, media_range.parameters)
        return _landing_page(resource)

    return app


def _resource(world: DataCiteWorld, doi: str) -> Record | None:
    """Return a findable DOI with all its alternate identifiers: the REST API leaves out its own URL."""
    resource, stored = world.datacite.doi(doi), world.datacite.find("production", doi)
    if resource is not None and stored is not None:
        resource["attributes"]["identifiers"] = stored.attributes.get("identifiers") or []
    return resource


def _answer(resource: Record, media_type: str, parameters: dict[str, str]) -> Response:
    if media_type in _RDF:
        return _plain(_NOT_PROCESSED, 422)
    style = request.args.get("style") or parameters.get("style")
    locale = request.args.get("locale") or parameters.get("locale")
    rendered = formats.render(resource, media_type, style, locale)
    if rendered is None:
        return _landing_page(resource)
    body, content_type = rendered
    response = Response(body, content_type=content_type)
    response.headers["Cache-Control"] = "max-age=0, private, must-revalidate"
    response.headers["Vary"] = "Accept-Encoding, Origin"
    response.add_etag(weak=True)
    return response


def _landing_page(resource: Record) -> Response:
    url = str(resource["attributes"].get("url") or "")
    if not url:
        return _plain(_NOT_FOUND, 404)
    page = f'<html><body>You are being <a href="{escape(url)}">redirected</a>.</body></html>'
    response = Response(page, 303, content_type="text/html; charset=utf-8")
    response.autocorrect_location_header = False
    response.headers["Location"] = url.replace("\n", "").replace("\r", "")
    return response


def _plain(text: str, status: int) -> Response:
    response = Response(text, status, content_type="text/plain; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Vary"] = "Accept-Encoding, Origin"
    return response
