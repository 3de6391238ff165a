"""Faults on purpose: what a network and a busy service do to a client.

A fault stands between the client and every service. It hits each request, or only the first few.
"""

import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from werkzeug.test import run_wsgi_app
from werkzeug.wrappers import Response

from pid_emulator.core.service import CONNECTION, WSGIApplication, too_many_requests

SLOW_SECONDS = 120.0

KINDS = {
    "busy": "what the service itself answers to too many requests",
    "429": "Too Many Requests, with Retry-After: 1",
    "503": "Service Unavailable",
    "slow": f"the answer comes after {SLOW_SECONDS:.0f} seconds",
    "drop": "the connection closes without an answer",
    "truncate": "the connection closes in the middle of the body",
    "invalid-json": "half a body, as if it were whole",
    "quota": "ORCID's refusal of more anonymous requests on one day",
}


@dataclass
class Fault:
    """One kind of fault, and how many requests it still hits; None is all of them.

    It hits only requests for addresses that begin with `url`, its scheme aside, from clients whose User-Agent
    has `agent` in it.
    """

    kind: str
    left: int | None = None
    url: str = ""
    agent: str = ""

    def hits(self, environ: dict[str, Any]) -> bool:
        """Tell whether it hits a request."""
        if self.left == 0 or self.agent not in environ.get("HTTP_USER_AGENT", ""):
            return False
        asked = f"{environ.get('HTTP_HOST', '')}{environ.get('REQUEST_URI', '')}"
        return asked.startswith(self.url.rpartition("://")[2])


class Faults:
    """The faults an emulator injects; none at first. `quota_used_up` returns ORCID's refusal."""

    def __init__(self, quota_used_up: Callable[[], Response] = too_many_requests) -> None:
        self._quota_used_up = quota_used_up
        self._faults: list[Fault] = []
        self._hurry = threading.Event()
        self._counting = threading.Lock()

    def set(self, wanted: Iterable[str], *, url: str = "", agent: str = "") -> None:
        """Replace the faults: words like `503`, or `429:2` for the first two requests only.

        `url` and `agent` choose which requests they hit: see Fault. Blanks around a word, and words of
        nothing else, mean nothing. Raises ValueError, naming the known kinds, for a word that is none.
        """
        self._faults = [_parse(word.strip(), url, agent) for word in wanted if word.strip()]
        self._hurry.clear()

    def clear(self) -> None:
        """Inject nothing any more, and let slow answers go."""
        self._faults = []
        self._hurry.set()

    def apply(
        self,
        application: WSGIApplication,
        busy: Callable[[], Response],
        environ: dict[str, Any],
        start_response: Any,
    ) -> Any:
        """Answer one request for a service, with the first fault that still has requests to hit.

        `busy` returns the service's own refusal of too many requests.
        """
        with self._counting:  # two requests at once are not both the last one that it hits
            fault = next((fault for fault in self._faults if fault.hits(environ)), None)
            if fault is not None and fault.left is not None:
                fault.left -= 1
        if fault is None:
            return application(environ, start_response)
        if fault.kind == "busy":
            return busy()(environ, start_response)
        if fault.kind == "quota":
            return self._quota_used_up()(environ, start_response)
        return self._inject(fault.kind, application, environ, start_response)

    def _inject(
        self, kind: str, application: WSGIApplication, environ: dict[str, Any], start_response: Any
    ) -> Any:
        if kind == "429":
            busy = Response("Too Many Requests", status=429, headers={"Retry-After": "1"})
            return busy(environ, start_response)
        if kind == "503":
            return Response("Service Unavailable", status=503)(environ, start_response)
        if kind == "drop":
            _close(environ)
            return Response(status=200)(environ, start_response)
        if kind == "slow":
            self._hurry.wait(SLOW_SECONDS)
            return application(environ, start_response)
        body, status, headers = run_wsgi_app(application, environ, buffered=True)
        whole = b"".join(body)
        half = whole[: len(whole) // 2]
        if kind == "invalid-json":
            headers.set("Content-Length", str(len(half)))
            return Response(half, status, headers)(environ, start_response)
        headers.set("Content-Length", str(len(whole)))
        start_response(status, headers.to_wsgi_list())
        return _send_then_close(half, environ)


def _parse(word: str, url: str, agent: str) -> Fault:
    kind, colon, count = word.partition(":")
    if kind not in KINDS or (colon and not count.isdecimal()):
        raise ValueError(f"There is no fault {word}. Known are {', '.join(KINDS)}, each also as KIND:COUNT.")
    return Fault(kind, int(count) if colon else None, url, agent)


def _send_then_close(half: bytes, environ: dict[str, Any]) -> Iterator[bytes]:
    yield half
    _close(environ)


def _close(environ: dict[str, Any]) -> None:
    """Close the client's connection; an in-process request has none."""
    connection = environ.get(CONNECTION)
    if connection is not None:
        connection.shutdown(socket.SHUT_RDWR)
