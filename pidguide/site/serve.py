"""Serve the built site on loopback: `python -m pidguide.site.serve [--port 8000]`.

It builds first, and only when a page, sample, recording or the building code has changed since. The port is
taken before: whether it is free need not wait for the build, and a browser that comes early waits instead.
"""

import argparse
import errno
import sys
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from pidguide.basics import paths
from pidguide.basics.errors import UserError
from pidguide.site import build

LOOPBACK = "127.0.0.1"
PORT = 8000


class SiteHandler(SimpleHTTPRequestHandler):
    """Serves a folder as a static host would: the site's own 404 page, exact types, no caching."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".md": "text/markdown; charset=utf-8",
        ".py": "text/x-python; charset=utf-8",
        ".txt": "text/plain; charset=utf-8",
        ".ipynb": "application/x-ipynb+json",
        ".svg": "image/svg+xml",
    }

    def send_head(self) -> Any:
        try:
            return super().send_head()
        except ValueError:  # an address that no file can have, like /%00
            self.send_error(HTTPStatus.NOT_FOUND)
            return None

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Keep the terminal clean."""


class SiteServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say what went wrong, unless it is a browser that has left before the end."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def open_server(folder: Path, port: int) -> SiteServer:
    """Return a server for a folder, listening on loopback. Port 0 takes a free one.

    Raises UserError when the port is taken or may not be used.
    """
    try:
        return SiteServer((LOOPBACK, port), partial(SiteHandler, directory=str(folder)))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            other = port + 1 if port < 65535 else PORT
            raise UserError(f"Port {port} is in use; choose another: make serve PORT={other}") from None
        raise UserError(f"Port {port} cannot be used: {error.strerror}; try make serve PORT={PORT}") from None


def main() -> None:
    """Build if need be, then serve until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m pidguide.site.serve", description=__doc__)
    # `make serve PORT=` leaves the number out.
    parser.add_argument(
        "--port", type=_port, nargs="?", default=PORT, const=PORT, help=f"port on {LOOPBACK} (default {PORT})"
    )
    options = parser.parse_args()
    try:
        serve(options.port)
    except UserError as error:
        sys.exit(f"serve: {error}")


def serve(port: int) -> None:
    """Take the port, build, and serve until interrupted. Raises UserError when one of them fails."""
    with open_server(paths.SITE, port) as server:
        try:
            build.build_if_needed()
        except KeyboardInterrupt:
            sys.exit(1)  # whoever pressed Ctrl+C knows
        print(f"The guide is at http://{LOOPBACK}:{server.server_port}/ (Ctrl+C ends it)", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port; choose a number from 0 to 65535")
    return int(text)


if __name__ == "__main__":
    main()
