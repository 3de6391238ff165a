"""Makes the plain port a proxy, so that any program or browser reaches the emulated hosts.

What is asked over http the plain port answers by itself. With HTTPS_PROXY set to it, a client still asks
for https://orcid.org and still speaks TLS end to end; only the connection behind the name leads here.
Nothing is ever forwarded off this computer.
"""

import socket
from collections.abc import Callable
from selectors import EVENT_READ, DefaultSelector
from typing import cast

from pid_emulator.core.http_server import Gateway

CHUNK = 65536


def tunnels_to(find_end: Callable[[str, int], tuple[str, int] | None]) -> type[Gateway]:
    """Return a gateway that also answers CONNECT.

    `find_end` tells at which address and port a tunnel to a host and its port ends; None: it is not emulated.

    Such a host is refused here, where it can be named: behind the tunnel the certificate would not fit, and
    clients complain of that in words that lead astray.
    """

    class TunnelGateway(Gateway):
        def respond(self) -> None:
            if self.req.method != b"CONNECT":
                super().respond()
                return
            self.req.close_connection = True
            self.req.sent_headers = True  # here, by hand
            client = self.req.conn.socket
            host, _, port = self.req.authority.decode("latin-1").lower().rpartition(":")
            end = find_end(host, int(port)) if port.isdecimal() else None
            if end is None:
                client.sendall(_refusal(host))
                return
            with socket.create_connection(end) as registries:
                client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                _relay(client, registries)

    return TunnelGateway


def _refusal(host: str) -> bytes:
    """Return an answer whose status line says it too: no more of a proxy's refusal do clients show."""
    text = f"The emulator does not know the host {host}"
    return (
        f"HTTP/1.1 403 {text}\r\nContent-Type: text/plain; charset=utf-8\r\n"
        f"Content-Length: {len(text) + 2}\r\nConnection: close\r\n\r\n{text}.\n"
    ).encode("latin-1", "replace")


def _relay(client: socket.socket, registries: socket.socket) -> None:
    """Pass bytes on in both directions until one side has ended."""
    with DefaultSelector() as selector:
        selector.register(client, EVENT_READ, registries)
        selector.register(registries, EVENT_READ, client)
        while True:
            for ready, _ in selector.select():
                try:
                    received = cast(socket.socket, ready.fileobj).recv(CHUNK)
                    ready.data.sendall(received)
                except OSError:
                    return
                if not received:
                    return
