"""HTTP/1.1 on a socket: cheroot reads requests and writes answers, and connections stay open between them.

Each connection has a thread of its own. One that says nothing, or waits for a slow answer, holds up no other.
"""

import logging
import socket
import ssl
import sys
import traceback
from contextlib import suppress
from io import BytesIO
from socketserver import BaseRequestHandler, ThreadingTCPServer
from typing import Any
from urllib.parse import unquote_to_bytes

from cheroot import wsgi
from cheroot.server import HTTPConnection, HTTPRequest

from pid_emulator.core.service import CONNECTION, WSGIApplication

IDLE_SECONDS = 60.0  # a connection that says nothing for so long is closed
PAUSE_SECONDS = 0.02  # how long a stop may take to be noticed


class Gateway(wsgi.Gateway_10):  # type: ignore[misc]
    """Hands a request to the application, with the connection it came by: faults close that."""

    def get_environ(self) -> dict[str, Any]:
        environ: dict[str, Any] = super().get_environ()
        environ[CONNECTION] = self.req.conn.socket
        return environ

    def respond(self) -> None:
        """Answer. A body sent in chunks may be left unread, and nobody knows its end: it is the last."""
        self.req.close_connection |= self.req.chunked_read
        super().respond()


class HttpServer(ThreadingTCPServer):
    """Serves a WSGI application on one address, over TLS where there is a context for it."""

    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(
        self,
        address: tuple[str, int],
        application: WSGIApplication,
        tls: ssl.SSLContext | None = None,
        gateway: type[Gateway] = Gateway,
    ) -> None:
        """Bind and listen. Raises OSError where the address cannot be had."""
        self.address_family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        super().__init__(address, _Connection)
        self.http = _Protocol(address, application, server_name="pid-emulator")
        self.http.gateway = gateway
        self._tls = tls
        self._open: set[socket.socket] = set()

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self.server_address[1])

    def serve(self) -> None:
        """Answer until `stop()`."""
        self.serve_forever(PAUSE_SECONDS)

    def stop(self) -> None:
        """Stop listening, and close every connection."""
        self.shutdown()
        self.server_close()
        for connection in list(self._open):
            with suppress(OSError):  # closed meanwhile
                socket.socket.shutdown(connection, socket.SHUT_RDWR)  # below TLS, which its thread is in

    def get_request(self) -> tuple[socket.socket, Any]:
        """Accept a connection. Its TLS begins in its thread: a client may take its time, or say nothing."""
        connection, client = super().get_request()
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.settimeout(IDLE_SECONDS)
        if self._tls:
            connection = self._tls.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
        self._open.add(connection)
        return connection, client

    def close_request(self, request: Any) -> None:
        """Close a connection for good."""
        self._open.discard(request)
        super().close_request(request)


class _Connection(BaseRequestHandler):
    """Answers one request after the other, until either side has had enough."""

    def handle(self) -> None:
        http: _Protocol = self.server.http  # type: ignore[attr-defined]
        connection = HTTPConnection(http, self.request)
        connection.remote_addr, connection.remote_port = self.client_address[:2]
        if isinstance(self.request, ssl.SSLSocket):
            connection.ssl_env = {"wsgi.url_scheme": "https"}
        connection.RequestHandlerClass = _Request
        with suppress(OSError):  # the client has left, or would not trust the certificate: its own affair
            while connection.rfile.peek(1) and connection.communicate():
                pass
        connection.rfile.close()


class _Request(HTTPRequest):  # type: ignore[misc]
    """Takes the target of a request as it is written: a DOI may have what cheroot takes for another URL."""

    rfile: Any

    def __init__(self, server: wsgi.Server, connection: HTTPConnection) -> None:
        super().__init__(server, connection, proxy_mode=True, strict_mode=False)

    def read_request_line(self) -> bool:
        """Read the first line, `GET /10.5555%2F12345678?a=b HTTP/1.1`. Returns False when it is malformed."""
        lines = self.rfile
        line = lines.readline()
        if line == b"\r\n":  # some clients send one more after a body
            line = lines.readline()
        method, _, rest = line.partition(b" ")
        target, _, version = rest.partition(b" ")
        own_reading = bool(target) and method != b"CONNECT"
        self.rfile = BytesIO(b"%b / %b" % (method, version) if own_reading else line)
        well_formed = bool(super().read_request_line())
        self.rfile = lines
        if well_formed and own_reading:
            self.uri = _as_seen_by_a_service(target)
            path, _, self.qs = self.uri.partition(b"?")
            self.path = unquote_to_bytes(path)
        return well_formed


class _Protocol(wsgi.Server):  # type: ignore[misc]
    """What cheroot's connections ask of their server; listening and threads are HttpServer's."""

    can_add_keepalive_connection = True
    software = "pid-emulator"

    def clear_stats(self) -> None:
        """Keep no statistics: cheroot's stay in memory when the server is long gone."""
        self.stats = {"Enabled": False}

    def error_log(self, msg: str = "", level: int = logging.INFO, traceback: bool = False) -> None:
        """Write defects of the emulator only: its user reads their own client's output."""
        if level >= logging.ERROR:
            print(msg, _current_traceback(), sep="\n", file=sys.stderr, flush=True)


def _current_traceback() -> str:
    return traceback.format_exc()


def _as_seen_by_a_service(target: bytes) -> bytes:
    """Return a request's target without the host that a client writes for a proxy, `http://doi.org/10.1000/1`."""
    if target.lower().startswith((b"http://", b"https://")):
        target = b"/" + target.partition(b"://")[2].partition(b"/")[2]
    return target if target.startswith(b"/") else b"/" + target
