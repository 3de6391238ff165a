"""https://citation.doi.org: a citation or CSL JSON of any agency's DOI, for https://citation.doi.org/docs.html."""

import json
from typing import Any

from flask import Flask, Response, request

from pid_emulator.core.records import Record
from pid_emulator.core.service import Application
from pid_emulator.datacite import formats as datacite_formats
from pid_emulator.doi_org.names import name_in_path
from pid_emulator.doi_org.world import DoiOrgWorld
from pid_emulator.formats.citations import DEFAULT_LOCALE, DEFAULT_STYLE, UnknownStyleError, format_citation
from pid_emulator.formats.csl import crossref_csl_json, csl_item

TEXT = "text/plain;charset=UTF-8"


def citation_application(world: DoiOrgWorld) -> Flask:
    """Return the two helper services, `/format` and `/metadata`."""
    app = Application(__name__)

    @app.get("/format")
    def formatted() -> Response:
        item = _item(world, requested_doi(), for_citation=True)
        if item is None:
            return Response("DOI not found\n", status=404, content_type=TEXT)
        try:
            text = format_citation(
                item, request.args.get("style", DEFAULT_STYLE), request.args.get("lang", DEFAULT_LOCALE)
            )
        except UnknownStyleError as error:
            return Response(f"{error}\n", status=400, content_type=TEXT)
        return Response(f"{text}\n", content_type=TEXT)

    @app.get("/metadata")
    def metadata() -> Response:
        item = _item(world, requested_doi(), for_citation=False)
        if item is None:
            return Response("DOI not found\n", status=404, content_type=TEXT)
        text = json.dumps(item, ensure_ascii=False, separators=(",", ":"))
        return Response(text, content_type="application/json;charset=UTF-8")

    @app.after_request
    def allow_every_origin(answer: Response) -> Response:
        answer.headers["Access-Control-Allow-Origin"] = "*"
        return answer

    return app


def requested_doi() -> str:
    """Return the DOI of `doi=`, without the resolver in front of it."""
    doi = request.args.get("doi", "").strip()
    for resolver in ("https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/"):
        doi = doi.removeprefix(resolver)
    return name_in_path(doi)


def _item(world: DoiOrgWorld, doi: str, *, for_citation: bool) -> Record | None:
    """Return the CSL JSON that the DOI's agency gives; its own where it is to be formatted."""
    if work := world.crossref.work(doi):
        return csl_item(work) if for_citation else crossref_csl_json(work, doi)
    if resource := world.datacite.doi(doi):
        rendered = datacite_formats.render(resource, datacite_formats.CSL_JSON)
        item: Any = json.loads(rendered[0]) if rendered else None
        return item if isinstance(item, dict) else None
    return world.handles.csl(doi)
