"""Resolution: https://doi.org/<doi> to a landing page, or to the agency's metadata by content negotiation."""

from datetime import timedelta
from urllib.parse import quote

from flask import Blueprint, Response, request
from werkzeug.datastructures import MultiDict
from werkzeug.http import http_date

from pid_emulator.core.records import Record
from pid_emulator.doi_org.agencies import exists, find_agency
from pid_emulator.doi_org.handles import find_handle, values_of
from pid_emulator.doi_org.locations import TYPE as LOCATIONS
from pid_emulator.doi_org.locations import choose_location, conneg_location, parse_locations
from pid_emulator.doi_org.names import is_doi, name_in_path
from pid_emulator.doi_org.pages import not_a_doi_page, not_found_page, redirect_page, values_page
from pid_emulator.doi_org.request_path import requested_path
from pid_emulator.doi_org.world import DoiOrgWorld
from pid_emulator.formats.accept import parse_accept

HTML = "text/html;charset=utf-8"
# What a browser asks for; anything else that is preferred to these is a request for metadata.
PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", "*/*", "text/*", "application/*"})
MAX_ALIASES = 8
# Agencies that negotiate content, and how each one's address spells the DOI.
METADATA_ADDRESSES = {
    "Crossref": ("https://api.crossref.org/v1/works/{}/transform", ""),
    "DataCite": ("https://data.crosscite.org/{}", ""),
    "JaLC": ("https://japanlinkcenter.org/data/{}", "/"),
    "mEDRA": ("https://data.medra.org/{}", ""),
}


def blueprint(world: DoiOrgWorld) -> Blueprint:
    """Return the catch-all route of the proxy."""
    routes = Blueprint("doi_org_proxy", __name__)

    @routes.get("/<path:path>")
    def resolve(path: str) -> Response:
        name = name_in_path(requested_path())
        if "/" not in name:
            name = f"10/{name}"  # a shortDOI
        if not is_doi(name) and find_handle(world, name) is None:
            return _error(400, not_a_doi_page(name_in_path(requested_path())))
        if not exists(world, name) and find_handle(world, name) is None:
            return _error(404, not_found_page(name))
        return _resolve(world, name, request.args)

    return routes


def _resolve(world: DoiOrgWorld, name: str, parameters: MultiDict[str, str]) -> Response:
    handle = find_handle(world, name) or {"handle": name, "values": []}
    if "ignore_aliases" not in parameters:
        name, handle = _follow_aliases(world, name, handle)
    values = select_values(handle, parameters)
    if "noredirect" in parameters:
        return _page(world, 200, values_page(name, values))
    selected = {"values": values}
    locations = [] if "nols" in parameters else _locations(selected)
    if parameters.get("action") == "showurls":
        return Response("\n".join(values_of(selected, LOCATIONS)), content_type="text/xml;charset=utf-8")
    target = None
    if _asks_for_metadata():
        target = conneg_location(locations) or metadata_address(world, name)
    if target is None:
        target = _landing_page(world, selected, locations, parameters)
    if target is None:
        return _page(world, 200, values_page(name, values))
    return _redirect(world, target + parameters.get("urlappend", ""))


def select_values(handle: Record, parameters: MultiDict[str, str]) -> list[Record]:
    """Return the values that `type=` and `index=` select, both repeatable: their union; else all."""
    types, indexes = set(parameters.getlist("type")), set(parameters.getlist("index"))
    values = [value for value in handle.get("values") or [] if isinstance(value, dict)]
    if not types and not indexes:
        return values
    return [value for value in values if value.get("type") in types or str(value.get("index")) in indexes]


def metadata_address(world: DoiOrgWorld, doi: str) -> str | None:
    """Return where an agency serves a DOI's metadata, None for agencies that do not negotiate content."""
    address, safe = METADATA_ADDRESSES.get(find_agency(world, doi) or "", ("", ""))
    return address.format(quote(doi, safe=safe)) if address else None


def _follow_aliases(world: DoiOrgWorld, name: str, handle: Record) -> tuple[str, Record]:
    for _ in range(MAX_ALIASES):
        aliases = values_of(handle, "HS_ALIAS")
        target = find_handle(world, aliases[0]) if aliases else None
        if target is None:
            return name, handle
        name, handle = aliases[0], target
    return name, handle


def _locations(handle: Record) -> list[dict[str, str]]:
    return [location for xml in values_of(handle, LOCATIONS) for location in parse_locations(xml)]


def _landing_page(
    world: DoiOrgWorld, handle: Record, locations: list[dict[str, str]], parameters: MultiDict[str, str]
) -> str | None:
    wanted = dict(value.partition(":")[::2] for value in parameters.getlist("locatt"))
    if locations and (chosen := choose_location(locations, wanted, world.random)):
        return chosen
    urls = values_of(handle, "URL")
    return urls[0] if urls else None


def _asks_for_metadata() -> bool:
    accepted = parse_accept(request.headers.get("Accept", "*/*"))
    return bool(accepted) and accepted[0].name not in PAGE_TYPES


def _redirect(world: DoiOrgWorld, target: str) -> Response:
    answer = _page(world, 302, redirect_page(target))
    answer.headers["Location"] = "".join(character for character in target if character.isprintable())
    answer.autocorrect_location_header = False
    return answer


def _page(world: DoiOrgWorld, status: int, body: str) -> Response:
    answer = Response(body, status=status, content_type=HTML)
    answer.headers["Vary"] = "Origin, Accept"
    answer.headers["Expires"] = http_date(world.clock.now() + timedelta(hours=1))
    answer.headers["Permissions-Policy"] = "interest-cohort=(),browsing-topics=()"
    return answer


def _error(status: int, body: str) -> Response:
    content_type = HTML if status == 404 else "text/html;charset=UTF-8"
    answer = Response(body, status=status, content_type=content_type)
    answer.headers["Vary"] = "Origin, accept-encoding" if status == 404 else "Origin"
    return answer
