"""Answers from a sample's recording: each exchange once, to the request that it was recorded with."""

import json
import re
from typing import Any, TypedDict
from urllib.parse import parse_qsl, urlsplit

from pidguide.in_page.connection import Answer, Request

_BOUNDARY = re.compile(r"boundary=\"?([^\";]+)", re.IGNORECASE)
_READS = ("GET", "HEAD", "OPTIONS")


class Exchange(TypedDict):
    """One recorded exchange, as the site carries it: the request as a replay sends it, and its answer."""

    method: str
    url: str
    accept: str | None
    authorization: str | None
    content_type: str | None
    sent: str
    status: int
    reason: str
    headers: list[list[str]]
    answer: str


class Unrecorded(BaseException):
    """A request that the recording does not hold, or not any more.

    No Exception: whatever errors a script catches, it must not catch this one.
    """


class Recorded:
    """Plays the exchanges of one recording."""

    def __init__(self, exchanges: list[Exchange]) -> None:
        self._left = list(exchanges)

    @property
    def unplayed(self) -> int:
        """How many exchanges nobody has asked for."""
        return len(self._left)

    def answer(self, request: Request) -> Answer:
        """Return the recorded answer. Raises Unrecorded."""
        return answer_of(self.take(request))

    def take(self, request: Request) -> Exchange:
        """Return the next exchange that was recorded with such a request. Raises Unrecorded."""
        asked = _essence(
            request.method,
            request.url,
            request.header("accept"),
            request.header("authorization"),
            request.header("content-type"),
            request.body.decode("utf-8", "replace"),
        )
        for exchange in self._left:
            if asked == _essence_of(exchange):
                self._left.remove(exchange)
                return exchange
        raise Unrecorded(f"{request.method} {request.url}")


def answer_of(exchange: Exchange) -> Answer:
    """Return an exchange's answer as the wire would carry it."""
    headers = [(name, value) for name, value in exchange["headers"]]
    return Answer(exchange["status"], exchange["reason"], headers, exchange["answer"].encode())


def writes(exchanges: list[Exchange]) -> bool:
    """Tell whether a recording changes something at a service, so that it is true of a first run only."""
    return any(exchange["method"] not in _READS for exchange in exchanges)


def _essence_of(exchange: Exchange) -> tuple[Any, ...]:
    return _essence(
        exchange["method"],
        exchange["url"],
        exchange["accept"],
        exchange["authorization"],
        exchange["content_type"],
        exchange["sent"],
    )


def _essence(
    method: str,
    url: str,
    accept: str | None,
    authorization: str | None,
    content_type: str | None,
    body: str,
) -> tuple[Any, ...]:
    """Return what two requests share that get the same answer."""
    parts = urlsplit(url)
    query = sorted(parse_qsl(parts.query, keep_blank_values=True))
    sent = _steady(content_type or "", body)
    return method, parts.scheme, parts.netloc, parts.path, query, accept, authorization, sent


def _steady(content_type: str, body: str) -> Any:
    """Return a body without what differs from run to run: order in a form, spaces in JSON, boundaries."""
    if "urlencoded" in content_type:
        return sorted(parse_qsl(body, keep_blank_values=True))
    if "json" in content_type:
        try:
            return json.loads(body)
        except ValueError:
            return body
    boundary = _BOUNDARY.search(content_type)
    return body.replace(boundary[1], "") if boundary else body
