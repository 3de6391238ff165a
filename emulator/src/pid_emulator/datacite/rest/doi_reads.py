"""Reads of DOIs: one, a list, and either in the formats of content negotiation."""

from collections.abc import Iterable
from functools import partial

from flask import Flask, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from pid_emulator.core.records import Record
from pid_emulator.datacite import formats
from pid_emulator.datacite.auth import may_see, owns
from pid_emulator.datacite.dois import Doi, normalize_doi
from pid_emulator.datacite.errors import Problem
from pid_emulator.datacite.rest.context import Context
from pid_emulator.datacite.rest.negotiation import formatted, formatted_list, wanted_format
from pid_emulator.datacite.rest.registry_resources import client_resource
from pid_emulator.datacite.rest.responses import list_answer, text_answer, to_json
from pid_emulator.datacite.search.facets import facets, has_facets
from pid_emulator.datacite.search.paging import next_link, page_from, to_query
from pid_emulator.datacite.search.parameters import Parameters
from pid_emulator.datacite.search.results import Result, search, search_all
from pid_emulator.datacite.serialize import listed_resource, single_resource
from pid_emulator.datacite.store import new_uuid


def add_routes(app: Flask, context: Context) -> None:
    """Add the routes; those of the root come last, they take every path that looks like a DOI."""

    @app.get("/dois")
    def list_dois() -> Response:
        media_type = wanted_format(request)
        return _list(context, Parameters(request.args), media_type)

    @app.get("/dois/<path:rest>")
    def show_doi(rest: str) -> Response:
        media_type, doi = _split_media_type(rest)
        if media_type and not doi:
            return _list(context, Parameters(request.args), media_type)
        found = _visible(context, doi)
        media_type = media_type or wanted_format(request)
        if media_type:
            return formatted(single_resource(found, affiliation=True, publisher=True), media_type, request)
        return _single(context, found, Parameters(request.args))

    @app.get("/clients/<identifier>/dois", endpoint="client_dois")
    @app.get("/repositories/<identifier>/dois", endpoint="repository_dois")
    def list_of_client(identifier: str) -> Response:
        return _list(context, Parameters(request.args, client_id=identifier), None)

    @app.get("/providers/<identifier>/dois")
    def list_of_provider(identifier: str) -> Response:
        return _list(context, Parameters(request.args, provider_id=identifier), None)

    @app.get("/<path:rest>")
    def negotiate_at_root(rest: str) -> AnyResponse:
        media_type, doi = _split_media_type(rest)
        if normalize_doi(doi) is None:
            raise Problem(404)
        found = _visible(context, doi)
        media_type = media_type or wanted_format(request, strict=False)
        if media_type:
            return formatted(single_resource(found, affiliation=True, publisher=True), media_type, request)
        url = found.attributes.get("url")
        if not isinstance(url, str) or not url:
            raise Problem(404)
        return redirect(url, 303)


def _split_media_type(path: str) -> tuple[str | None, str]:
    first, _, remainder = path.partition("/")
    second, _, doi = remainder.partition("/")
    media_type = formats.canonical(f"{first}/{second}")
    return (media_type, doi) if media_type else (None, path)


def _visible(context: Context, text: str) -> Doi:
    dois = context.system.dois
    found = dois.get(text.lower()) or dois.get(normalize_doi(text) or "")
    if found is None or not may_see(found, context.account):
        raise Problem(404)
    if (found.attributes.get("agency") or "datacite") != "datacite":
        raise Problem(404)
    return found


def _single(context: Context, doi: Doi, parameters: Parameters) -> Response:
    shown = {
        "affiliation": parameters.has_value("affiliation"),
        "publisher": parameters.flag("publisher"),
        "owner": owns(doi, context.account),
    }
    # A single DOI comes whole: the server reads fields[dois] for lists only.
    resource = context.system.dois.made_of(
        doi.doi, ("single", *shown.values()), lambda: to_json(single_resource(doi, **shown))
    )
    included = _included(context, [doi], parameters, listed=False)
    rest = "" if included is None else f',"included":{to_json(included)}'
    return text_answer(f'{{"data":{resource}{rest}}}')


def _list(context: Context, parameters: Parameters, media_type: str | None) -> Response:
    if parameters.get("page[scroll]") and not media_type:
        return _scroll(context, parameters)
    result = search(context.system, parameters, context.account, context.world.random)
    if media_type:
        resources = [single_resource(doi, affiliation=True, publisher=True) for doi in result.dois]
        return formatted_list(resources, media_type, request)
    rest: Record = {}
    included = _included(context, result.dois, parameters, listed=True)
    if included is not None:
        rest["included"] = included
    rest["meta"] = _meta(result, parameters)
    rest["links"] = {"self": original_url()}
    if result.has_next:
        rest["links"]["next"] = next_link(f"{request.host_url}dois", parameters, result.page, result.cursor)
    return list_answer(_listed(context, result.dois, parameters), rest)


def _scroll(context: Context, parameters: Parameters) -> Response:
    """Answer a scroll: what was found first is kept, and handed out page by page. Raises Problem(404)."""
    system = context.system
    token = parameters.get("scroll-id")
    if token is None:
        found = search_all(system, parameters, context.account)
        token = new_uuid(context.world.random).replace("-", "")
        total = len(found)
    elif token in system.scrolls:
        total, found = system.scrolls[token]
    else:
        raise Problem(404)
    size = page_from(parameters).size
    part, system.scrolls[token] = found[:size], (total, found[size:])
    known = [doi for name in part if (doi := system.dois.peek(name))]
    rest: Record = {"meta": {"total": total, "scroll-id": token}, "links": {"self": original_url()}}
    if size and len(part) == size:
        kept = {"scroll-id": token, "page[scroll]": parameters.get("page[scroll]"), "page[size]": size}
        rest["links"]["next"] = f"{request.host_url}dois?" + to_query(kept)
    return list_answer(_listed(context, known, parameters), rest)


def _listed(context: Context, dois: Iterable[Doi], parameters: Parameters) -> list[str]:
    """Return DOIs as a list shows them, in JSON: made anew only where something has changed."""
    shown = {
        "affiliation": parameters.has_value("affiliation"),
        "publisher": parameters.flag("publisher"),
        "detail": parameters.flag("detail"),
        "agency": parameters.flag("include-other-registration-agencies"),
    }
    names = parameters.fields().get("dois")
    view = (*shown.values(), names and tuple(names))

    def listed(doi: Doi, owner: bool) -> str:
        return to_json(sparse(listed_resource(doi, **shown, owner=owner), names))

    made, account = context.system.dois.made_of, context.account
    owned = ((doi, owns(doi, account)) for doi in dois)
    return [made(doi.doi, (*view, owner), partial(listed, doi, owner)) for doi, owner in owned]


def _meta(result: Result, parameters: Parameters) -> Record:
    meta: Record = {"total": result.total, "totalPages": result.total_pages}
    if not result.page.is_cursor:
        meta["page"] = result.page.number
    return meta | (facets(result.documents, parameters) if has_facets(parameters) else {})


def _included(
    context: Context, dois: list[Doi], parameters: Parameters, *, listed: bool
) -> list[Record] | None:
    wanted = parameters.included()
    if not wanted:
        return None
    included: dict[tuple[str, str], Record] = {}
    for doi in dois:
        client = context.system.client(doi.client_id)
        if "client" in wanted and client is not None:
            included[("clients", client["id"])] = client_resource(client, listed=listed, in_dois=listed)
        if "media" in wanted:
            included |= {("media", item["id"]): item for item in doi.media}
    return list(included.values())


def sparse(resource: Record, names: list[str] | None) -> Record:
    """Return a resource with the attributes and relationships that `fields[dois]` names, None for all."""
    if names is None:
        return resource
    return {
        **resource,
        "attributes": {key: value for key, value in resource["attributes"].items() if key in names},
        "relationships": {key: value for key, value in resource["relationships"].items() if key in names},
    }


def original_url() -> str:
    """Return the address of this request, letter by letter as it came."""
    path = str(request.environ.get("REQUEST_URI") or request.environ.get("RAW_URI") or "")
    if not path.startswith("/"):
        query = request.query_string.decode("ascii", "replace")
        path = request.path + (f"?{query}" if query else "")
    return request.host_url.rstrip("/") + path
