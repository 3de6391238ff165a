"""The emulator's own address, https://127.0.0.1:PORT/: not a registry, but the way to steer one."""

import shlex
from collections.abc import Callable
from datetime import datetime, timedelta

from flask import Flask, Response, jsonify, request

from pid_emulator.core.clock import Clock
from pid_emulator.core.server import OWN_HOSTS, Server, name_of


def create_application(server: Server, clock: Clock, environment: Callable[[], dict[str, str]]) -> Flask:
    """Return the control application: state, credentials, reset, the clock, and faults.

    `environment` returns credentials by the names of their variables.
    """
    app = Flask(__name__)
    app.before_request(_refuse_foreign_pages)

    @app.get("/")
    def show_state() -> Response:
        return jsonify(hosts=server.hosts, now=clock.now().isoformat())

    @app.get("/environment")
    def show_environment() -> Response:
        return jsonify(environment())

    @app.get("/environment.sh")
    def show_environment_as_shell() -> Response:
        """Everything a shell needs so that programs started in it find credentials, and find the emulator.

        Proxies go by both spellings: programs differ in which one they read, and in which one wins. The
        redirects that doi.org answers lead to http addresses, too.
        """
        proxy = f"http://127.0.0.1:{server.plain_port}"
        found = {
            **environment(),
            **dict.fromkeys(("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"), proxy),
            **dict.fromkeys(("NO_PROXY", "no_proxy"), "localhost,127.0.0.1"),
            "REQUESTS_CA_BUNDLE": str(server.ca_file),
            "SSL_CERT_FILE": str(server.ca_file),
            "CURL_CA_BUNDLE": str(server.ca_file),
        }
        lines = [f"export {name}={shlex.quote(value)}\n" for name, value in found.items()]
        return Response("".join(lines), mimetype="text/x-shellscript")

    @app.post("/reset")
    def reset() -> tuple[str, int]:
        try:
            server.reset()
        except ValueError as error:  # a file of the user's own records has been changed meanwhile
            return f"{error}\n", 500
        return "", 204

    @app.post("/clock/advance")
    def advance_clock() -> tuple[str, int]:
        seconds = request.values.get("seconds", type=float)
        if seconds is None or not _leads_to_a_date(clock.now(), seconds):
            return "Send seconds=N, a number of seconds to go forward, to the year 2999 at most.\n", 400
        clock.advance(seconds)
        return "", 204

    @app.post("/faults")
    def set_faults() -> tuple[str, int]:
        try:
            server.faults.set(request.values.get("kinds", "").split(","))
        except ValueError as error:
            return f"{error}\n", 400
        return "", 204

    return app


def _refuse_foreign_pages() -> tuple[str, int] | None:
    """Refuse what a browser sends for a page of another origin: any page that is open could steer otherwise.

    Programs send neither header. A page whose own name is made to lead here gets no further than the server,
    which knows that name from no Host.
    """
    origin = request.headers.get("Origin")
    if origin is None:
        is_foreign = request.headers.get("Sec-Fetch-Site") == "cross-site"
    else:
        is_foreign = name_of(origin.partition("://")[2]) not in OWN_HOSTS
    if not is_foreign:
        return None
    return f"A page of {origin or 'another site'} may not steer the emulator: use a page on localhost.\n", 403


def _leads_to_a_date(now: datetime, seconds: float) -> bool:
    """Tell whether a clock can go forward by `seconds` and leave years for what expires later."""
    try:
        return seconds >= 0 and (now + timedelta(seconds=seconds)).year < 3000
    except (OverflowError, ValueError):  # 1e308, inf; nan
        return False
