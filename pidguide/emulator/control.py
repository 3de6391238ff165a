"""The emulator's own address, https://127.0.0.1:PORT/: not a registry, but the way to steer one."""

import shlex
from typing import TYPE_CHECKING

from flask import Flask, Response, jsonify, request

if TYPE_CHECKING:
    from pidguide.emulator.server import Emulator


def create_application(emulator: "Emulator") -> Flask:
    """Return the control application: state, credentials, reset, the clock, and faults."""
    app = Flask(__name__)

    @app.get("/")
    def show_state() -> Response:
        return jsonify(hosts=emulator.hosts, now=emulator.world.clock.now().isoformat())

    @app.get("/environment")
    def show_environment() -> Response:
        return jsonify(emulator.environment())

    @app.get("/environment.sh")
    def show_environment_as_shell() -> Response:
        """Everything a shell needs so that programs started in it find credentials, and find the emulator.

        Proxies go by both spellings: programs differ in which one they read, and in which one wins. The
        redirects that doi.org answers lead to http addresses, too.
        """
        proxy = f"http://127.0.0.1:{emulator.plain_port}"
        found = {
            **emulator.environment(),
            **dict.fromkeys(("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"), proxy),
            **dict.fromkeys(("NO_PROXY", "no_proxy"), "localhost,127.0.0.1"),
            "REQUESTS_CA_BUNDLE": str(emulator.ca_file),
            "SSL_CERT_FILE": str(emulator.ca_file),
            "CURL_CA_BUNDLE": str(emulator.ca_file),
        }
        lines = [f"export {name}={shlex.quote(value)}\n" for name, value in found.items()]
        return Response("".join(lines), mimetype="text/x-shellscript")

    @app.post("/reset")
    def reset() -> tuple[str, int]:
        emulator.reset()
        return "", 204

    @app.post("/clock/advance")
    def advance_clock() -> tuple[str, int]:
        seconds = request.values.get("seconds", type=float)
        if seconds is None or seconds < 0:
            return "Send seconds=N, a number of seconds to go forward.\n", 400
        emulator.world.clock.advance(seconds)
        return "", 204

    @app.post("/faults")
    def set_faults() -> tuple[str, int]:
        words = [word for word in request.values.get("kinds", "").split(",") if word]
        try:
            emulator.faults.set(words)
        except ValueError as error:
            return f"{error}\n", 400
        return "", 204

    return app
