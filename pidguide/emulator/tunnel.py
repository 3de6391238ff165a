"""Makes the plain port an HTTPS proxy, so that any program or browser reaches the emulated hosts.

With HTTPS_PROXY set to it, a client still asks for https://orcid.org and still speaks TLS end to end;
only the connection behind the name leads here. Nothing is ever forwarded off this computer.
"""

import socket
from selectors import EVENT_READ, DefaultSelector
from typing import cast

from werkzeug.serving import WSGIRequestHandler

CHUNK = 65536


def tunnels_to(address: tuple[str, int], handler: type[WSGIRequestHandler]) -> type[WSGIRequestHandler]:
    """Return a request handler that also answers CONNECT: every tunnel ends at `address`."""

    class TunnelHandler(handler):  # type: ignore[misc, valid-type]
        def do_CONNECT(self) -> None:
            self.close_connection = True
            with socket.create_connection(address) as registries:
                self.connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                _relay(self.connection, registries)

    return cast(type[WSGIRequestHandler], TunnelHandler)


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
