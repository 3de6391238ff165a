"""Chooses the format of a DOI from the Accept header or from the path."""

import json
from collections.abc import Sequence
from functools import lru_cache

from flask import Request, Response
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from pid_emulator.core.records import Record
from pid_emulator.datacite import formats
from pid_emulator.datacite.errors import Problem
from pid_emulator.formats.citations import UnknownStyleError

UNPROCESSABLE = "The request could not be processed."
API_TYPES = ("application/json", "application/vnd.api+json", "text/html", "application/xhtml+xml", "*/*")


def wanted_format(request: Request, *, strict: bool = True) -> str | None:
    """Return the media type to write a DOI in, None for the API's own JSON.

    The first type of the Accept header that the server knows wins. Raises Problem(406) where it knows none
    and `strict` is on.
    """
    media_type = _format_for(request.environ.get("HTTP_ACCEPT"))
    if media_type == "" and strict:
        raise Problem(406)
    return media_type


@lru_cache(maxsize=256)
def _format_for(accept: str | None) -> str | None:
    """Return the format for an Accept header; an empty string where the server knows none of its types."""
    accepted = parse_accept_header(accept, MIMEAccept)
    for media_type, _ in accepted:
        name = media_type.partition(";")[0].strip().lower()
        if name in API_TYPES:
            return None
        if canonical := formats.canonical(name):
            return canonical
    return "" if accepted else None


def citation_options(request: Request) -> tuple[str | None, str | None]:
    """Return style and locale of a citation, from the query or from the Accept header.

    The `lang` of some of DataCite's own examples is not read.
    """
    style, locale = request.args.get("style"), request.args.get("locale")
    for part in request.headers.get("Accept", "").split(";"):
        name, _, value = part.strip().partition("=")
        if name == "style":
            style = style or value.strip()
        elif name == "locale":
            locale = locale or value.strip()
    return style, locale


def formatted(resource: Record, media_type: str, request: Request) -> Response:
    """Return one DOI in a format. Raises Problem(406)."""
    rendered = _rendered(resource, media_type, request)
    if rendered is None:
        raise Problem(406)
    body, content_type = rendered
    return Response(body, content_type=content_type)


def formatted_list(resources: Sequence[Record], media_type: str, request: Request) -> Response:
    """Return several DOIs in a format: JSON as a list, CSV as one table, texts one below the other."""
    rendered = [_rendered(resource, media_type, request) for resource in resources]
    bodies = [item[0].decode("utf-8") if isinstance(item[0], bytes) else item[0] for item in rendered if item]
    content_type = next((item[1] for item in rendered if item), f"{media_type}; charset=utf-8")
    if "json" in media_type:
        return Response(
            json.dumps([json.loads(body) for body in bodies], ensure_ascii=False), content_type=content_type
        )
    if media_type == formats.CSV:
        rows = [body.splitlines(keepends=True) for body in bodies]
        table = [*rows[0], *(line for body in rows[1:] for line in body[1:])] if rows else []
        return Response("".join(table), content_type=content_type)
    return Response("\n\n".join(body.strip() for body in bodies), content_type=content_type)


def _rendered(resource: Record, media_type: str, request: Request) -> tuple[bytes | str, str] | None:
    try:
        return formats.render(resource, media_type, *citation_options(request))
    except UnknownStyleError:
        # Metadata of a draft that no citation can be made of, such as one without a year.
        return UNPROCESSABLE, "text/plain; charset=utf-8"
