"""Content negotiation at api.crossref.org: /works/{doi}/transform, and the styles and locales it knows.

https://www.crossref.org/documentation/retrieve-metadata/content-negotiation/
"""

import json
from collections.abc import Callable

from flask import Blueprint, Response, request

from pid_emulator.core.records import Record
from pid_emulator.crossref.world import CrossrefWorld
from pid_emulator.formats.accept import MediaRange, parse_accept
from pid_emulator.formats.bibtex import write_bibtex
from pid_emulator.formats.citations import (
    DEFAULT_LOCALE,
    DEFAULT_STYLE,
    UnknownStyleError,
    format_citation,
    locale_names,
    style_names,
)
from pid_emulator.formats.csl import crossref_csl_json, csl_item
from pid_emulator.formats.ris import write_ris
from pid_emulator.formats.unixref import write_unixref, write_unixsd

CSL_JSON = "application/vnd.citationstyles.csl+json"
BIBLIOGRAPHY = "text/x-bibliography"
UNIXREF = "application/vnd.crossref.unixref+xml"

Writer = Callable[[Record, str, dict[str, str]], str]


def write_csl_json(work: Record, doi: str, parameters: dict[str, str]) -> str:
    """Return the work as Crossref's CSL JSON, `/` escaped as Crossref escapes it."""
    text = json.dumps(crossref_csl_json(work, doi), ensure_ascii=False, separators=(",", ":"))
    return text.replace("/", "\\/")


def write_citation(work: Record, doi: str, parameters: dict[str, str]) -> str:
    """Return the work as a citation in the style and locale that the Accept header names."""
    style = LEGACY_STYLES.get(parameters.get("style", ""), parameters.get("style", DEFAULT_STYLE))
    locale = parameters.get("locale", DEFAULT_LOCALE)
    markup = parameters.get("format") == "html"
    return format_citation(csl_item(work), style, locale, markup=markup) + "\n"


def write_rdf_xml(work: Record, doi: str, parameters: dict[str, str]) -> str:
    """Return the work as RDF/XML."""
    from pid_emulator.formats import rdf  # needs rdflib, an extra

    return rdf.write_rdf_xml(work, doi)


def write_turtle(work: Record, doi: str, parameters: dict[str, str]) -> str:
    """Return the work as Turtle."""
    from pid_emulator.formats import rdf

    return rdf.write_turtle(work, doi)


LEGACY_STYLES = {"mla": "modern-language-association", "harvard3": "harvard1"}
WRITERS: dict[str, Writer] = {
    CSL_JSON: write_csl_json,
    "application/rdf+xml": write_rdf_xml,
    "text/turtle": write_turtle,
    BIBLIOGRAPHY: write_citation,
    "application/x-research-info-systems": lambda work, doi, parameters: write_ris(work, doi),
    "application/x-bibtex": lambda work, doi, parameters: write_bibtex(work, doi),
    UNIXREF: lambda work, doi, parameters: write_unixref(work),
    "application/vnd.crossref.unixsd+xml": lambda work, doi, parameters: write_unixsd(work),
}
# Names from Crossref's earlier resolver, answered as what they stand for.
LEGACY_TYPES = {
    "application/citeproc+json": CSL_JSON,
    "application/json": CSL_JSON,
    "application/unixref+xml": UNIXREF,
    "text/bibliography": BIBLIOGRAPHY,
    "text/plain": BIBLIOGRAPHY,
}
MEDIA_TYPE_RULE = "<any('application', 'text'):kind>/<subtype>"


def blueprint(world: CrossrefWorld) -> Blueprint:
    """Return the routes, each with and without `/v1`. A DOI may hold its slash as it is or as %2F."""
    routes = Blueprint("crossref_transform", __name__)

    @routes.get("/works/<path:doi>/transform")
    @routes.get("/v1/works/<path:doi>/transform")
    def transform(doi: str) -> Response:
        chosen = _choose(parse_accept(request.headers.get("Accept", "*/*")))
        if chosen is None:
            return _not_acceptable()
        answer = _answer(world, doi, chosen)
        answer.vary.add("Accept")
        return answer

    @routes.get(f"/works/<path:doi>/transform/{MEDIA_TYPE_RULE}")
    @routes.get(f"/v1/works/<path:doi>/transform/{MEDIA_TYPE_RULE}")
    def transform_to(doi: str, kind: str, subtype: str) -> Response:
        chosen = _choose([MediaRange(f"{kind}/{subtype}".lower())])
        if chosen is None:
            return _not_acceptable()
        answer = _answer(world, doi, chosen)
        if answer.status_code == 200:
            del answer.headers["Content-Type"]  # as recorded 2025-06 to 2026-07
        return answer

    @routes.get("/styles")
    @routes.get("/v1/styles")
    def styles() -> Response:
        return _list("style-list", style_names())

    @routes.get("/locales")
    @routes.get("/v1/locales")
    def locales() -> Response:
        return _list("locale-list", locale_names())

    return routes


def _choose(accepted: list[MediaRange]) -> MediaRange | None:
    """Return the best media range that can be served, by its proper name."""
    for media_range in accepted:
        name = LEGACY_TYPES.get(media_range.name, media_range.name)
        if name == "*/*":
            name = CSL_JSON
        if name in WRITERS:
            return MediaRange(name, media_range.parameters)
    return None


def _answer(world: CrossrefWorld, doi: str, chosen: MediaRange) -> Response:
    work = world.crossref.work(world.crossref.target_of_alias(doi) or doi)
    if work is None:
        return Response("Resource not found.", status=404, content_type="text/plain;charset=utf-8")
    try:
        body = WRITERS[chosen.name](work, doi, chosen.parameters)
    except UnknownStyleError:
        return _not_acceptable()
    return Response(body, content_type=chosen.name)


def _not_acceptable() -> Response:
    return Response("No acceptable resource available.", status=406, content_type="text/plain")


def _list(message_type: str, items: list[str]) -> Response:
    body = {
        "status": "ok",
        "message-type": message_type,
        "message-version": "1.0.0",
        "message": {"total-results": len(items), "items": items},
    }
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return Response(text, content_type="application/json;charset=utf-8")
