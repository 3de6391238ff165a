"""Media of a DOI: addresses of its content, by media type (a feature that DataCite keeps for old clients)."""

from typing import Any

from flask import Flask, Response, request

from pid_emulator.core.json_bodies import load_json_or_none
from pid_emulator.core.records import Record
from pid_emulator.datacite.auth import may_see, owns
from pid_emulator.datacite.dois import Doi, is_media_url
from pid_emulator.datacite.errors import NO_PAYLOAD, Invalid, Problem
from pid_emulator.datacite.rest.context import Context
from pid_emulator.datacite.rest.doi_reads import original_url
from pid_emulator.datacite.rest.responses import json_answer
from pid_emulator.datacite.search.paging import next_link_of_list, page_from
from pid_emulator.datacite.search.parameters import Parameters
from pid_emulator.datacite.serialize import listed_resource


def add_media_routes(app: Flask, context: Context) -> None:
    """Add the routes to the application of one system."""

    @app.get("/dois/<path:doi>/media")
    def list_media(doi: str) -> Response:
        found = context.system.dois.get(doi.lower())
        if found is None or not may_see(found, context.account):
            raise Problem(404)
        parameters = Parameters(request.args)
        page, total = page_from(parameters), len(found.media)
        total_pages = page.total_pages(total)
        links = {"self": original_url()}
        if found.media and page.number < total_pages:
            links["next"] = next_link_of_list(f"{request.host_url}media", parameters, (), page)
        meta = {"total": total, "totalPages": total_pages, "page": page.number}
        data = found.media[page.offset : page.offset + page.size]
        return _answer(found, data, meta=meta, links=links)

    @app.post("/dois/<path:doi>/media")
    def create_media(doi: str) -> Response:
        found = _owned(context, doi)
        attributes = _attributes()
        created = context.writer.add_media(found, str(attributes["mediaType"]), str(attributes["url"]))
        return _answer(found, created, 201)

    @app.get("/dois/<path:doi>/media/<identifier>")
    def show_media(doi: str, identifier: str) -> Response:
        found = context.system.dois.get(doi.lower())
        if found is None or not may_see(found, context.account):
            raise Problem(404)
        return _answer(found, _one(found, identifier))

    @app.route("/dois/<path:doi>/media/<identifier>", methods=["PUT", "PATCH"])
    def update_media(doi: str, identifier: str) -> Response:
        found = _owned(context, doi)
        media = _one(found, identifier)
        sent = _attributes()
        media["attributes"] |= {"url": sent["url"], "mediaType": sent["mediaType"]}
        media["attributes"]["version"] += 1
        return _answer(found, media)

    @app.delete("/dois/<path:doi>/media/<identifier>")
    def delete_media(doi: str, identifier: str) -> Response:
        found = _owned(context, doi)
        found.media.remove(_one(found, identifier))
        return Response(status=204)


def _answer(doi: Doi, data: Record | list[Record], status: int = 200, **members: Record) -> Response:
    """Return media as JSON:API, the DOI beside them where it is asked for."""
    body: Record = {"data": data}
    if "doi" in Parameters(request.args).included():
        body["included"] = [listed_resource(doi)]
    return json_answer({**body, **members}, status)


def _owned(context: Context, doi: str) -> Doi:
    found = context.system.dois.get(doi.lower())
    if found is None:
        raise Problem(404)
    account = context.require_account()
    if not owns(found, account):
        raise Problem(403)
    return found


def _one(doi: Doi, identifier: str) -> Record:
    for media in doi.media:
        if media["id"] == identifier:
            return media
    raise Problem(404)


def _attributes() -> dict[str, Any]:
    body = load_json_or_none(request.get_data())
    data = body.get("data") if isinstance(body, dict) else None
    if not isinstance(data, dict) or not data:
        raise Problem(400, NO_PAYLOAD)
    sent = data.get("attributes")
    attributes: dict[str, Any] = sent if isinstance(sent, dict) else {}
    errors = []
    if not attributes.get("url"):
        errors.append(("url", "can't be blank"))
    elif not is_media_url(attributes["url"]):
        errors.append(("url", "is invalid"))
    media_type = attributes.get("mediaType")
    if not isinstance(media_type, str) or "/" not in media_type:
        errors.append(("media_type", "is invalid"))
    if errors:
        raise Invalid(None, errors)
    return attributes
