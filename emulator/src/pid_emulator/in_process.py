"""Leads every connection of this process to a running emulator, and lets none out of this computer.

Clients differ in what they heed: a proxy, a bundle of authorities, a TLS context of their own made long ago.
So names, connections and TLS are looked at where all of them pass, in the standard library. The environment
is set as well, for the processes that this one starts.
"""

from __future__ import annotations

import errno
import os
import socket
import ssl
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from ipaddress import ip_address
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit
from weakref import WeakSet

from pid_emulator.emulator import Emulator

_PROXIES = ("https_proxy", "http_proxy", "all_proxy")


@contextmanager
def led_here(
    registries: Emulator, variables: Mapping[str, str], allowed: Collection[str] = ()
) -> Iterator[None]:
    """Lead the registries' names to the emulator meanwhile, and set `variables` in the environment.

    Names and addresses in `allowed` are reached as ever. Any other name is unknown, and any other
    address refuses.
    """
    ways = _Ways(registries, allowed, _proxies_set())
    trusted = _Trust(registries.ca_file.read_text(encoding="ascii"))
    with ExitStack() as stack:
        stack.enter_context(patch.dict(os.environ, variables))
        for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex"):
            stack.enter_context(patch.object(socket, name, ways.resolving(getattr(socket, name))))
        for name in ("connect", "connect_ex", "sendto"):
            stack.enter_context(patch.object(socket.socket, name, ways.going(getattr(socket.socket, name))))
        for name in ("wrap_socket", "wrap_bio"):
            stack.enter_context(
                patch.object(ssl.SSLContext, name, trusted.adding_to(getattr(ssl.SSLContext, name)))
            )
        yield


def _proxies_set() -> set[tuple[str, int]]:
    """Return the proxies that the environment names: who has read them already still asks them."""
    found = set()
    for name, value in os.environ.items():
        if name.lower() in _PROXIES and value:
            parts = urlsplit(value if "://" in value else f"http://{value}")
            if parts.hostname:
                found.add((parts.hostname, parts.port or 80))
    return found


class _Ways:
    """Where names and addresses lead.

    Each host has an address of its own on loopback, where nothing listens. A client connects to it with the
    port that it wants, 443 or 80, as asynchronous ones insist on; there the emulator's port takes its place.
    """

    def __init__(
        self, registries: Emulator, allowed: Collection[str], proxies: Collection[tuple[str, int]]
    ) -> None:
        hosts = [*registries.hosts, *sorted({host for host, _ in proxies if not _is_local(host)})]
        self._addresses = {host: f"127.80.{n // 250}.{n % 250 + 1}" for n, host in enumerate(hosts)}
        self._ends = {
            (place, port): end
            for host in registries.hosts
            for place in (host, self._addresses[host])
            for port, end in ((443, registries.port), (80, registries.plain_port))
        }
        for host, port in proxies:
            for place in (host, self._addresses.get(host, host)):
                self._ends[place, port] = registries.plain_port
        self._own_places = {*self._addresses, *self._addresses.values()}
        self._allowed = set(allowed)

    def resolving(self, resolve: Callable[..., Any]) -> Callable[..., Any]:
        def lead(host: Any, *rest: Any, **options: Any) -> Any:
            name = host.decode() if isinstance(host, bytes) else host
            name = name.lower().rstrip(".") if isinstance(name, str) else name
            if name in self._addresses:
                return resolve(self._addresses[name], *rest, **options)
            if name is None or _is_local(name) or _is_address(name):
                return resolve(host, *rest, **options)
            if name not in self._allowed:
                raise socket.gaierror(socket.EAI_NONAME, _refusal(name))
            found = resolve(host, *rest, **options)
            self._allowed |= _addresses_in(found)
            return found

        return lead

    def going(self, go: Callable[..., Any]) -> Callable[..., Any]:
        def lead(connection: socket.socket, *arguments: Any) -> Any:
            *content, address = arguments
            if connection.family in (socket.AF_INET, socket.AF_INET6):
                address = self._end(connection, address)
            return go(connection, *content, address)

        return lead

    def _end(self, connection: socket.socket, address: tuple[Any, ...]) -> tuple[Any, ...]:
        """Return where a connection really goes. Raises ConnectionRefusedError where it may not."""
        place, port = address[0], address[1]
        place = place.decode() if isinstance(place, bytes) else place.lower()
        end = self._ends.get((place, port))
        if end is not None and connection.type == socket.SOCK_STREAM:
            return ("::1" if connection.family == socket.AF_INET6 else "127.0.0.1", end)
        if place in self._own_places:
            raise ConnectionRefusedError(errno.ECONNREFUSED, f"no registry answers on port {port}")
        if _is_local(place) or place in self._allowed:
            return address
        raise ConnectionRefusedError(errno.ECONNREFUSED, _refusal(place))


class _Trust:
    """Lets the emulator's authority be trusted by every TLS context that a client uses."""

    def __init__(self, authority: str) -> None:
        self._authority = authority
        self._told: WeakSet[ssl.SSLContext] = WeakSet()

    def adding_to(self, wrap: Callable[..., Any]) -> Callable[..., Any]:
        def lead(context: ssl.SSLContext, *arguments: Any, **options: Any) -> Any:
            if context not in self._told:
                context.load_verify_locations(cadata=self._authority)
                self._told.add(context)
            return wrap(context, *arguments, **options)

        return lead


def _refusal(place: str) -> str:
    return f"{place} is no emulated registry: add it to registries_allow_hosts if the tests need it"


def _is_address(name: str) -> bool:
    try:
        ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return True


def _is_local(name: str) -> bool:
    if name in ("", "localhost"):
        return True
    return _is_address(name) and (
        (address := ip_address(name.partition("%")[0])).is_loopback or address.is_unspecified
    )


def _addresses_in(found: Any) -> set[str]:
    """Return the addresses in an answer of getaddrinfo, gethostbyname or gethostbyname_ex."""
    if isinstance(found, str):
        return {found}
    if isinstance(found, tuple):
        return set(found[2])
    return {entry[4][0] for entry in found}
