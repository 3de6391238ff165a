"""Serves services on loopback: their host names lead there, over TLS and plain HTTP."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from werkzeug.http import HTTP_STATUS_CODES
from werkzeug.test import Client, EnvironBuilder, TestResponse
from werkzeug.wrappers import Request, Response
from werkzeug.wsgi import ClosingIterator

from pid_emulator.core.faults import Faults
from pid_emulator.core.schema_files import HOW_TO_GET
from pid_emulator.core.service import Service, WSGIApplication, too_many_requests

if TYPE_CHECKING:
    from pid_emulator.core.http_server import HttpServer

LOOPBACK = "127.0.0.1"
OWN_HOSTS = (LOOPBACK, "localhost", "[::1]")  # by these names it answers for itself


@dataclass
class Traffic:
    """What the services have answered since the last reset: how many requests, and how.

    `lacked_schema` tells that one of them could not check what it was sent for want of an official schema.
    """

    requests: int = 0
    lacked_schema: bool = False

    def watch(self, body: Iterable[bytes]) -> Iterator[bytes]:
        """Pass an answer on, and take notice of it."""
        self.requests += 1
        for chunk in body:
            self.lacked_schema |= HOW_TO_GET.encode() in chunk
            yield chunk


class Server:
    """Services in one process, with faults between them and the client.

    Without `start()` it answers `request()` only, in-process and without a socket; `start()` (or
    `with`) listens on loopback, TLS on one port and plain HTTP on another. `create_own` makes the
    application that answers for the server itself, at its own address.
    """

    def __init__(
        self,
        services: Iterable[Service],
        faults: Faults,
        create_own: Callable[[Server], WSGIApplication],
    ) -> None:
        self._by_host = {host: service for service in services for host in service.hosts}
        self.faults = faults
        self.traffic = Traffic()
        self._own = create_own(self)
        self._lock = threading.RLock()
        self._folder = TemporaryDirectory(prefix="pidguide-emulator-")
        self._servers: list[HttpServer] = []
        self.port = 0
        self.plain_port = 0

    @property
    def hosts(self) -> list[str]:
        """The host names it answers for, sorted."""
        return sorted(self._by_host)

    @property
    def ca_file(self) -> Path:
        """The certificate authority (PEM) to trust, e.g. through REQUESTS_CA_BUNDLE."""
        return Path(self._folder.name) / "ca.pem"

    def reset(self) -> None:
        """Count anew, and inject no more faults."""
        self.faults.clear()
        self.traffic = Traffic()

    def request(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None = None,
        data: bytes | str | None = None,
    ) -> TestResponse:
        """Answer one request for an absolute URL, without a socket and without following redirects."""
        parts = urlsplit(url)
        # Werkzeug gets the whole URL: alone, a path that begins with // would be read as a host.
        asked = EnvironBuilder(
            url,
            base_url=f"{parts.scheme}://{parts.netloc}",
            method=method,
            headers=list((headers or {}).items()),
            data=data,
        )
        asked.request_uri = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
        return Client(self.application, use_cookies=False).open(asked)  # the client sends its own

    def application(self, environ: dict[str, Any], start_response: Any) -> Any:
        """WSGI entry: the Host header chooses the service. One request at a time changes state."""
        host = name_of(Request(environ).host)
        if host in OWN_HOSTS:
            return self._own(environ, start_response)
        service = self._by_host.get(host)
        unknown = Response(f"The emulator does not know the host {host}.\n", status=421)
        answer = self._one_at_a_time(service.application if service else unknown)
        busy = service.busy if service else too_many_requests
        body = self.faults.apply(answer, busy, environ, _with_usual_reason(start_response))
        return ClosingIterator(self.traffic.watch(body), getattr(body, "close", None))

    def _one_at_a_time(self, application: WSGIApplication) -> WSGIApplication:
        def answer(environ: dict[str, Any], start_response: Any) -> Any:
            with self._lock:
                return application(environ, start_response)

        return answer

    def start(self, port: int = 0) -> None:
        """Listen on loopback. `port` is for TLS, the next for plain HTTP and proxying; 0 takes free ones."""
        import ssl

        import trustme

        from pid_emulator.core.http_server import HttpServer
        from pid_emulator.core.tunnel import tunnels_to

        authority = trustme.CA(organization_name="pidguide emulator, not for any other use")
        certificate = authority.issue_cert(*self.hosts, *(host.strip("[]") for host in OWN_HOSTS))
        authority.cert_pem.write_to_path(str(self.ca_file))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(context)
        secure = HttpServer((LOOPBACK, port), self.application, context)
        proxy = tunnels_to((LOOPBACK, secure.port), {*self.hosts, *OWN_HOSTS})
        plain = HttpServer((LOOPBACK, port and port + 1), self.application, gateway=proxy)
        self._servers = [secure, plain]
        self.port, self.plain_port = secure.port, plain.port
        for server in self._servers:
            threading.Thread(target=server.serve, daemon=True).start()

    def stop(self) -> None:
        """Stop listening and remove the certificate authority."""
        self.faults.clear()
        for server in self._servers:
            server.stop()
        self._servers = []
        self._folder.cleanup()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def name_of(host: str) -> str:
    """Return the name in a Host header or in an address, without its port."""
    return re.sub(r":\d*$", "", host).lower()


def _with_usual_reason(start_response: Any) -> Any:
    """Write a status as the services do, `404 Not Found`; Werkzeug writes it in capitals."""

    def start(status: str, headers: Any, *error: Any) -> Any:
        code = int(status.partition(" ")[0])
        return start_response(f"{code} {HTTP_STATUS_CODES.get(code, 'Unknown')}", headers, *error)

    return start
