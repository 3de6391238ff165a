"""Which registration agency a DOI belongs to, as api.crossref.org tells: /works/{doi}/agency."""

import json
from collections.abc import Callable

from flask import Blueprint, Response

# Returns the agency of a DOI that exists, `Crossref` or another; None where it is not known.
FindAgency = Callable[[str], str | None]

CONTENT_TYPE = "application/json;charset=utf-8"


def blueprint(find_agency: FindAgency) -> Blueprint:
    """Return the route, with and without `/v1`."""
    routes = Blueprint("crossref_agency", __name__)

    @routes.get("/works/<path:doi>/agency")
    @routes.get("/v1/works/<path:doi>/agency")
    def agency(doi: str) -> Response:
        label = find_agency(doi)
        if label is None:
            # Plain text under a JSON content type, as recorded in June 2026.
            return Response("Resource not found.", status=404, content_type=CONTENT_TYPE)
        body = {
            "status": "ok",
            "message-type": "work-agency",
            "message-version": "1.0.0",
            "message": {"DOI": doi.lower(), "agency": {"id": label.lower(), "label": label}},
        }
        text = json.dumps(body, ensure_ascii=False, separators=(",", ":")).replace("/", "\\/")
        return Response(text, content_type=CONTENT_TYPE)

    return routes
