"""Which registration agency: https://doi.org/doiRA/<doi>[,<doi>…] and the undocumented /ra/<doi>."""

import json

from flask import Blueprint, Response

from pid_emulator.doi_org.agencies import agency_entry
from pid_emulator.doi_org.names import decode_path
from pid_emulator.doi_org.request_path import raw_path
from pid_emulator.doi_org.world import DoiOrgWorld


def blueprint(world: DoiOrgWorld) -> Blueprint:
    """Return both routes. They answer 200 whatever becomes of each name; there is no 404."""
    routes = Blueprint("doi_org_which_agency", __name__)

    @routes.get("/doiRA/", defaults={"names": ""})
    @routes.get("/ra/", defaults={"names": ""})
    @routes.get("/doiRA/<path:names>")
    @routes.get("/ra/<path:names>")
    def which_agency(names: str) -> Response:
        listed = raw_path().partition("/")[2]
        entries = [agency_entry(world, decode_path(name)) for name in listed.split(",") if name]
        text = json.dumps(entries, ensure_ascii=False, indent=2)
        answer = Response(text, content_type="application/json;charset=UTF-8")
        answer.headers["Access-Control-Allow-Origin"] = "*"
        return answer

    return routes
