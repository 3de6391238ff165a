"""Content negotiation of JaLC (japanlinkcenter.org/data) and mEDRA (data.medra.org), from CSL JSON."""

import json
from collections.abc import Mapping

from flask import Flask, Response, request

from pid_emulator.core.records import Record
from pid_emulator.core.service import Application
from pid_emulator.doi_org.request_path import requested_path
from pid_emulator.doi_org.world import DoiOrgWorld
from pid_emulator.formats.accept import MediaRange, parse_accept
from pid_emulator.formats.bibtex import write_bibtex
from pid_emulator.formats.citations import DEFAULT_LOCALE, DEFAULT_STYLE, UnknownStyleError, format_citation

CSL_JSON = "application/vnd.citationstyles.csl+json"
BIBTEX = "application/x-bibtex"
BIBLIOGRAPHY = "text/x-bibliography"
MEDRA_TYPES = {CSL_JSON: CSL_JSON, BIBTEX: BIBTEX, BIBLIOGRAPHY: BIBLIOGRAPHY, "*/*": CSL_JSON}
JALC_TYPES = {CSL_JSON: CSL_JSON, "*/*": CSL_JSON}


def jalc_application(world: DoiOrgWorld) -> Flask:
    """Return https://japanlinkcenter.org/data/<doi>."""
    app = Application(__name__)

    @app.get("/data/<path:path>")
    def metadata(path: str) -> Response:
        return _answer(world, "JaLC", requested_path().removeprefix("data/"), JALC_TYPES)

    return app


def medra_application(world: DoiOrgWorld) -> Flask:
    """Return https://data.medra.org/<doi>."""
    app = Application(__name__)

    @app.get("/<path:path>")
    def metadata(path: str) -> Response:
        return _answer(world, "mEDRA", requested_path(), MEDRA_TYPES)

    return app


def _answer(world: DoiOrgWorld, agency: str, doi: str, types: Mapping[str, str]) -> Response:
    item = world.handles.csl(doi)
    if item is None or world.handles.agency(doi) != agency:
        return Response("Not found.\n", status=404, content_type="text/plain;charset=UTF-8")
    for accepted in parse_accept(request.headers.get("Accept", "*/*")):
        if accepted.name in types:
            return _write(item, doi, types[accepted.name], accepted)
    return _not_acceptable()


def _write(item: Record, doi: str, media_type: str, accepted: MediaRange) -> Response:
    if media_type == CSL_JSON:
        text = json.dumps(item, ensure_ascii=False, separators=(",", ":"))
    elif media_type == BIBTEX:
        text = write_bibtex(item, doi)
    else:
        style = accepted.parameters.get("style", DEFAULT_STYLE)
        locale = accepted.parameters.get("locale", DEFAULT_LOCALE)
        try:
            text = format_citation(item, style, locale) + "\n"
        except UnknownStyleError:
            return _not_acceptable()
    return Response(text, content_type=f"{media_type};charset=UTF-8")


def _not_acceptable() -> Response:
    return Response("Not acceptable.\n", status=406, content_type="text/plain;charset=UTF-8")
