"""The emulator's own address, https://127.0.0.1:PORT/: not a registry, but the way to steer one."""

from collections.abc import Callable
from datetime import datetime, timedelta

from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from pid_emulator.core.authority import write_trust_store
from pid_emulator.core.clock import Clock
from pid_emulator.core.server import LOOPBACKS, Server, is_address, name_of
from pid_emulator.core.variables import as_shell, java_options, node_options, variables


def create_application(
    server: Server, clock: Clock, environment: Callable[[], dict[str, str]], version: str
) -> Flask:
    """Return the control application: state, credentials, reset, the clock, and faults.

    `environment` returns credentials by the names of their variables.
    """
    app = Flask(__name__)
    app.before_request(lambda: _refuse_foreign_pages(server))
    app.register_error_handler(HTTPException, _say_what_there_is)

    @app.get("/")
    def show_state() -> Response:
        """Which hosts there are, and the emulator's time."""
        return jsonify(hosts=server.hosts, now=clock.now().isoformat())

    @app.get("/environment")
    def show_environment() -> Response:
        """Credentials that work here, by the names of their variables."""
        return jsonify(environment())

    @app.get("/environment.sh")
    def show_environment_as_shell() -> Response:
        """Everything a shell needs so that programs started in it find credentials, and find the emulator.

        It leads them where it was asked from: a container has other addresses outside of it.
        """
        control = server.control if request.is_secure else f"http://{request.host}"
        found = {**environment(), **variables(control, str(server.ca_file))}
        if not server.is_open:  # else its files are on another computer
            found |= node_options((server.port, server.plain_port), server.hosts)
            if "java" in request.args:
                trust_store = write_trust_store(server.ca_file)
                found |= java_options(server.address, server.plain_port, trust_store)
        text = as_shell(found, server.ca_file.read_text() if server.is_open else None)
        return Response(text, mimetype="text/x-shellscript")

    @app.get("/health")
    def show_health() -> Response:
        """That it runs, its version and ports."""
        return jsonify(status="ok", version=version, port=server.port, plain_port=server.plain_port)

    @app.get("/ca.pem")
    def show_authority() -> Response:
        """The certificate authority to trust."""
        return Response(server.ca_file.read_text(), mimetype="application/x-pem-file")

    @app.get("/truststore.p12")
    def show_trust_store() -> Response:
        """The authority for Java; the password is that of Java's own trust store."""
        content = write_trust_store(server.ca_file).read_bytes()
        return Response(content, mimetype="application/x-pkcs12")

    @app.get("/hosts")
    def show_hosts() -> tuple[str, int] | Response:
        """Lines for a hosts file. Each says whose it is, so that one command takes them out again."""
        addresses = request.args.getlist("address") or list(LOOPBACKS)
        if wrong := next((each for each in addresses if not is_address(each)), None):
            return f"{wrong} is no address.\n", 400
        lines = [f"{address} {host} # pid-emulator\n" for address in addresses for host in server.hosts]
        return Response("".join(lines), mimetype="text/plain")

    @app.get("/requests")
    def show_requests() -> Response:
        """What the services were asked since the last reset, without secrets."""
        return jsonify(server.traffic.described())

    @app.post("/reset")
    def reset() -> tuple[str, int]:
        """Forget everything that requests have changed."""
        try:
            server.reset()
        except ValueError as error:  # a file of the user's own records has been changed meanwhile
            return f"{error}\n", 500
        return "", 204

    @app.post("/clock/advance")
    def advance_clock() -> tuple[str, int]:
        """Put the emulator's clock forward by `seconds`."""
        seconds = request.values.get("seconds", type=float)
        if seconds is None or not _leads_to_a_date(clock.now(), seconds):
            return "Send seconds=N, a number of seconds to go forward, to the year 2999 at most.\n", 400
        clock.advance(seconds)
        return "", 204

    @app.post("/faults")
    def set_faults() -> tuple[str, int]:
        """Inject faults: `kinds`, for requests to `url` or from `agent` only if those are given."""
        try:
            server.faults.set(
                request.values.get("kinds", "").split(","),
                url=request.values.get("url", ""),
                agent=request.values.get("agent", ""),
            )
        except ValueError as error:
            return f"{error}\n", 400
        return "", 204

    return app


def _refuse_foreign_pages(server: Server) -> tuple[str, int] | None:
    """Refuse what a browser sends for a page of another origin: any page that is open could steer otherwise.

    Programs send neither header. A page whose own name is made to lead here gets no further than the server,
    which knows that name from no Host.
    """
    origin = request.headers.get("Origin")
    if origin is None:
        is_foreign = request.headers.get("Sec-Fetch-Site") == "cross-site"
    else:
        is_foreign = not server.is_own(name_of(origin.partition("://")[2]))
    if not is_foreign:
        return None
    return f"A page of {origin or 'another site'} may not steer the emulator: use a page on localhost.\n", 403


def _say_what_there_is(refusal: HTTPException) -> tuple[str, int, dict[str, str]]:
    """Refuse a wrong path or method in one line, as everything here does."""
    code = refusal.code or 500
    if isinstance(refusal, MethodNotAllowed) and refusal.valid_methods:
        allowed = ", ".join(sorted(set(refusal.valid_methods) - {"HEAD", "OPTIONS"}))
        return f"{request.path} takes {allowed}.\n", code, {"Allow": ", ".join(refusal.valid_methods)}
    if code == 404:
        return f"The emulator itself has no {request.path}: /openapi.json lists what it has.\n", code, {}
    return f"{refusal.description}\n", code, {}


def _leads_to_a_date(now: datetime, seconds: float) -> bool:
    """Tell whether a clock can go forward by `seconds` and leave years for what expires later."""
    try:
        return seconds >= 0 and (now + timedelta(seconds=seconds)).year < 3000
    except (OverflowError, ValueError):  # 1e308, inf; nan
        return False
