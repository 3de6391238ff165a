"""Serves services on loopback: their host names lead there, over TLS and plain HTTP."""

from __future__ import annotations

import errno
import re
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from ipaddress import ip_address
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from werkzeug.http import HTTP_STATUS_CODES
from werkzeug.test import Client, EnvironBuilder, TestResponse
from werkzeug.wrappers import Response
from werkzeug.wsgi import get_host

from pid_emulator.core.authority import CERTIFICATE, authority_in
from pid_emulator.core.collection import reading
from pid_emulator.core.faults import Faults
from pid_emulator.core.request_log import described, noted
from pid_emulator.core.schema_files import HOW_TO_GET
from pid_emulator.core.service import Service, WSGIApplication

if TYPE_CHECKING:
    import ssl

    from pid_emulator.core.http_server import HttpServer

_LOGGED_REQUESTS = 1000
_LACKS_SCHEMA = HOW_TO_GET.encode()
LOOPBACK = "127.0.0.1"
IPV6_LOOPBACK = "::1"
LOOPBACKS = (LOOPBACK, IPV6_LOOPBACK)
EVERYWHERE = {"": LOOPBACK, "0.0.0.0": LOOPBACK, "::": "[::1]"}  # to listen on, and what reaches it there
# What a browser fetches by itself for a page: no fault that was meant for the page is used up by it.
PARTS_OF_A_PAGE = ("font", "image", "manifest", "script", "style")
NO_IPV6 = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT, errno.EPROTONOSUPPORT)
OWN_HOSTS = (LOOPBACK, "localhost", "[::1]")  # by these names it answers for itself
_PORT = re.compile(r":\d*$")


@dataclass
class Traffic:
    """What the services have answered since the last reset: how many requests, and how.

    `log` holds the last thousand of them, each with the status of its answer.
    `lacked_schema` tells that one of them could not check what it was sent for want of an official schema.
    """

    requests: int = 0
    lacked_schema: bool = False
    log: deque[tuple[dict[str, str], int]] = field(default_factory=lambda: deque(maxlen=_LOGGED_REQUESTS))

    def described(self) -> list[dict[str, Any]]:
        """Return the requests of the log, the first ones first, without secrets."""
        return [described(*each) for each in self.log.copy()]  # others add to it meanwhile

    def watch(self, body: Iterable[bytes]) -> Iterator[bytes]:
        """Pass an answer on, and take notice of it."""
        self.requests += 1
        try:
            for chunk in body:
                self.lacked_schema |= _LACKS_SCHEMA in chunk
                yield chunk
        finally:
            if hasattr(body, "close"):
                body.close()


class Server:
    """Services in one process, with faults between them and the client.

    Without `start()` it answers `request()` only, in-process and without a socket; `start()` (or
    `with`) listens on loopback, TLS on one port and plain HTTP on another. `create_own` makes the
    application that answers for the server itself, at its own address. `keep` keeps what a request has
    changed, before it is answered; it raises ValueError, in one line, where it cannot. `step` takes notice of
    each request to a service, before it is answered.

    `port` and `plain_port` are 0 until it listens. `is_open` tells that it listens for other computers too.
    """

    def __init__(
        self,
        services: Iterable[Service],
        faults: Faults,
        create_own: Callable[[Server], WSGIApplication],
        keep: Callable[[], None],
        step: Callable[[], None],
    ) -> None:
        self._by_host = {host: service for service in services for host in service.hosts}
        self.faults = faults
        self.traffic = Traffic()
        self._create_own = create_own
        self._keep = keep
        self._step = step
        self._lock = threading.RLock()
        self._folder = TemporaryDirectory(prefix="pid-emulator-")
        self._kept: Path | None = None
        self._servers: list[HttpServer] = []
        self._control_hosts: frozenset[str] = frozenset()
        self.port = 0
        self.plain_port = 0
        self.is_open = False
        self._listens_on = LOOPBACK

    @cached_property
    def _own(self) -> WSGIApplication:
        return self._create_own(self)

    @property
    def hosts(self) -> list[str]:
        """The host names it answers for, sorted."""
        return sorted(self._by_host)

    @property
    def ca_file(self) -> Path:
        """The certificate authority (PEM) to trust, e.g. through REQUESTS_CA_BUNDLE."""
        return (self._kept or Path(self._folder.name)) / CERTIFICATE

    @property
    def control(self) -> str:
        """Where programs on this computer steer it, and their proxy: `http://127.0.0.1:PORT`."""
        return f"http://{self.address}:{self.plain_port}"

    @property
    def address(self) -> str:
        """The address that reaches it on this computer, as it is written in a URL."""
        if self._listens_on in EVERYWHERE:
            return EVERYWHERE[self._listens_on]
        return f"[{self._listens_on}]" if ":" in self._listens_on else self._listens_on

    def is_own(self, host: str) -> bool:
        """Tell whether it answers for itself by a name or an address, in lower case and without a port.

        Behind a name with a dot may stand anyone, and a web page could be made to lead here by it: such names
        are its own only when it was told so. Where it listens for other computers too, it goes by its
        addresses and by the short names of a container network as well.
        """
        if host in OWN_HOSTS or host in self._control_hosts:
            return True
        return self.is_open and (is_address(host.strip("[]")) or "." not in host)

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
        service = self._by_host.get(name_of(environ.get("HTTP_HOST", "")))
        if service is None:
            host = name_of(get_host(environ))
            if self.is_own(host):
                return self._and_keep(self._own, environ, start_response)
            return self._unknown(host)(environ, start_response)
        answer = self._one_at_a_time(service)
        if environ.get("HTTP_SEC_FETCH_DEST") in PARTS_OF_A_PAGE:
            return answer(environ, start_response)
        asked, log = noted(environ), self.traffic.log

        def start(status: str, *rest: Any) -> Any:
            code = int(status.partition(" ")[0])
            log.append((asked, code))
            # As the services write it, `404 Not Found`; Werkzeug writes it in capitals.
            return start_response(f"{code} {HTTP_STATUS_CODES.get(code, 'Unknown')}", *rest)

        return self.traffic.watch(self.faults.apply(answer, service.busy, environ, start))

    def _unknown(self, host: str) -> Response:
        told = f" If it is the emulator's own, start it with --control-host {host}." if self.is_open else ""
        return Response(f"The emulator does not know the host {host}.{told}\n", status=421)

    def _one_at_a_time(self, service: Service) -> WSGIApplication:
        def answer(environ: dict[str, Any], start_response: Any) -> Any:
            with self._lock:
                application = service.application
                self._step()
                if service.only_reads(environ):
                    with reading():
                        return application(environ, start_response)
                return self._and_keep(application, environ, start_response)

        return answer

    def _and_keep(self, application: WSGIApplication, environ: dict[str, Any], start_response: Any) -> Any:
        """Answer once what has changed is kept: nothing that a client was told gets lost."""
        started: list[tuple[Any, ...]] = []
        with self._lock:
            body = application(environ, lambda *answer: started.append(answer))
            try:
                self._keep()
            except ValueError as error:
                print(error, file=sys.stderr, flush=True)
                return Response(f"{error}\n", status=503)(environ, start_response)
        start_response(*started[-1])
        return body

    def start(
        self,
        port: int = 0,
        plain_port: int | None = None,
        *,
        host: str = LOOPBACK,
        control_hosts: Iterable[str] = (),
        ca_folder: Path | None = None,
    ) -> None:
        """Listen for TLS on `port`, for plain HTTP and proxying on `plain_port`: the next one if it is None.

        0 takes a free port. `host` is the address to listen on; IPv6's loopback goes with that of IPv4 where
        there is any. `control_hosts` are more names that the server goes by. `ca_folder` holds and keeps the
        certificate authority; without it there is a new one at each start. Raises ValueError, in one line,
        where a port or the folder cannot be had.
        """
        import ssl

        self._kept = ca_folder.absolute() if ca_folder else None
        self._listens_on = host
        self._control_hosts = frozenset(name.lower() for name in (*control_hosts, self.address))
        self.is_open = not _is_loopback(host)
        authority = authority_in(self.ca_file.parent)
        own = {*OWN_HOSTS, *self._control_hosts}
        certificate = authority.issue_cert(*self.hosts, *sorted(name.strip("[]") for name in own))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(context)
        if plain_port is None:
            plain_port = port and port + 1
        try:
            self.port = self._listen(port, context)
            self.plain_port = self._listen(plain_port)
        except ValueError:
            for server in self._servers:
                server.server_close()
            self._servers = []
            self.port = 0
            raise
        for server in self._servers:
            threading.Thread(target=server.serve, daemon=True).start()

    def _listen(self, port: int, tls: ssl.SSLContext | None = None) -> int:
        """Bind a port on the address, and on IPv6's loopback beside that of IPv4. Returns the port."""
        import socket

        from pid_emulator.core.http_server import Gateway, HttpServer
        from pid_emulator.core.tunnel import tunnels_to

        gateway = Gateway if tls else tunnels_to(self._end_of_tunnel)
        for address in (self._listens_on, *([IPV6_LOOPBACK] if self._listens_on == LOOPBACK else [])):
            try:
                server = HttpServer((address, port), self.application, tls, gateway)
            except OSError as error:
                if address == IPV6_LOOPBACK != self._listens_on and error.errno in NO_IPV6:
                    break
                if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
                    raise ValueError(f"This computer has no address {address} to listen on.") from None
                reason = (
                    "is taken" if error.errno == errno.EADDRINUSE else f"cannot be used: {error.strerror}"
                )
                raise ValueError(f"Port {port} {reason}.") from None
            self._servers.append(server)
            port = server.port
        return port

    def _end_of_tunnel(self, host: str, port: int) -> tuple[str, int] | None:
        """Return where a tunnel to a host's port ends: where that port's protocol is spoken here."""
        if host not in self._by_host and not self.is_own(host):
            return None
        return self.address.strip("[]"), self.plain_port if port in (80, self.plain_port) else self.port

    def stop(self) -> None:
        """Stop listening and remove the certificate authority, unless it is kept."""
        self.faults.clear()
        for server in self._servers:
            server.stop()
        self._servers = []
        if self._kept is None:
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
    return _PORT.sub("", host).lower()


def is_address(name: str) -> bool:
    """Tell whether a name is an IP address."""
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _is_loopback(host: str) -> bool:
    return host == "localhost" or (is_address(host) and ip_address(host).is_loopback)
