"""Writing answers in the format that the request asked for."""

from collections.abc import Callable
from typing import Any

from flask import Response, g, request

from pid_emulator.core.collection import Collection
from pid_emulator.orcid.api.localise import localised
from pid_emulator.orcid.errors import ApiError
from pid_emulator.orcid.record.json_messages import Message, to_compact_json, to_pretty_json
from pid_emulator.orcid.record.orcid_record import OrcidRecord
from pid_emulator.orcid.record.shapes import Shape
from pid_emulator.orcid.record.xml_messages import error_to_xml, to_xml

REFUSED_BODY_JSON = "application/orcid+json; qs=2;charset=UTF-8"
REFUSED_BODY_XML = "application/orcid+xml; qs=3;charset=UTF-8"


def respond(shape: Shape, message: Message, status: int = 200) -> Response:
    """Answer with a message of a shape, as XML or JSON."""
    return Response(_body(shape, message), status, content_type=g.format.content_type)


def respond_with_part(
    people: Collection[OrcidRecord], orcid: str, name: str, shape: Shape, read: Callable[[], Message]
) -> Response:
    """Answer with a part of a record, `name`, which `read` makes: anew only where something has changed."""
    view = (name, g.site.host, g.format.media_type, g.caller.view)
    body = people.made_of(orcid, view, lambda: _body(shape, read()))
    return Response(body, content_type=g.format.content_type)


def _body(shape: Shape, message: Message) -> str:
    message = localised(message, g.site.host)
    return to_xml(shape, message) if g.format.is_xml else json_text(message)


def json_text(message: Any) -> str:
    """Write JSON, indented where the vendor's own media type was asked for."""
    return to_pretty_json(message) if g.format.is_pretty else to_compact_json(message)


def empty(status: int, headers: dict[str, str] | None = None) -> Response:
    """Answer without a body, and without a media type."""
    response = Response(status=status, headers=headers)
    response.headers.remove("Content-Type")
    return response


def created(path: str) -> Response:
    """Answer 201 with the address of what is new."""
    return empty(201, {"Location": f"https://{request.host}{path}"})


def respond_error(error: ApiError) -> Response:
    """Answer in ORCID's error format.

    Its code 9001 comes without a media type, or, for a body that is refused, with the last of its own.
    """
    client_name = g.caller.client_name if "caller" in g else None
    body = error.body(client_name)
    text = error_to_xml(body) if g.format.is_xml and error.status != 406 else json_text(body)
    response = Response(text, error.status, headers=error.headers, content_type=g.format.content_type)
    if error.code == 9001 and error.status == 400:
        response.headers["Content-Type"] = REFUSED_BODY_XML if g.format.is_xml else REFUSED_BODY_JSON
    elif error.code == 9001:
        response.headers.remove("Content-Type")
    return response
