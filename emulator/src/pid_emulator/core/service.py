"""What every emulated service is: the hosts it answers for, and an application."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from werkzeug.wrappers import Response

CONNECTION = "pid_emulator.connection"  # in environ: the socket that a request came by

WSGIApplication = Callable[[dict[str, Any], Any], Any]


def too_many_requests() -> Response:
    """Return 429 with an empty body."""
    empty = Response(status=429)
    del empty.headers["Content-Type"]
    return empty


@dataclass(frozen=True)
class Service:
    """One registry's web service.

    `hosts` are the real host names; requests for any of them reach `application`, whichever
    scheme they came by (look at `request.scheme` where http is answered in another way).
    `busy` returns its own refusal of too many requests; none documents Retry-After.
    """

    hosts: tuple[str, ...]
    application: WSGIApplication
    busy: Callable[[], Response] = too_many_requests
