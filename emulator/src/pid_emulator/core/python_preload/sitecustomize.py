"""Leads a Python program's connections to the registries' names to the emulator: many clients read no proxy.

Python imports it from PYTHONPATH at its start, whichever Python and environment that is, so it needs the
standard library only. Another `sitecustomize`, which this one stands before, is run as well.
"""

from __future__ import annotations

import os
import socket
import ssl
import sys
from collections.abc import Callable
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from pathlib import Path
from typing import Any
from weakref import WeakSet

_HOSTS = os.environ.get("PID_EMULATOR_HOSTS", "").split()
# Each has an address of its own, where nothing listens: so connections keep the port that was asked for.
_ADDRESSES = {host: f"127.81.{n // 250}.{n % 250 + 1}" for n, host in enumerate(_HOSTS)}
_PLACES = {*_ADDRESSES, *_ADDRESSES.values()}
_SECURE, _, _PLAIN = os.environ.get("PID_EMULATOR_PORTS", "").partition(" ")
_PORTS = {443: _SECURE, 80: _PLAIN}
_AUTHORITY = Path(os.environ.get("SSL_CERT_FILE", ""))


def _resolving(resolve: Callable[..., Any]) -> Callable[..., Any]:
    def lead(host: Any, *rest: Any, **options: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        known = _ADDRESSES.get(name.lower().rstrip(".")) if isinstance(name, str) else None
        return resolve(known or host, *rest, **options)

    return lead


def _going(connect: Callable[..., Any]) -> Callable[..., Any]:
    def lead(connection: socket.socket, address: Any) -> Any:
        if connection.family in (socket.AF_INET, socket.AF_INET6) and address[0] in _PLACES:
            here = "::1" if connection.family == socket.AF_INET6 else "127.0.0.1"
            address = (here, int(_PORTS.get(address[1], address[1])))
        return connect(connection, address)

    return lead


def _trusting(wrap: Callable[..., Any]) -> Callable[..., Any]:
    told: WeakSet[ssl.SSLContext] = WeakSet()

    def lead(context: ssl.SSLContext, *arguments: Any, **options: Any) -> Any:
        if context not in told and _AUTHORITY.is_file():
            context.load_verify_locations(_AUTHORITY)
            told.add(context)
        return wrap(context, *arguments, **options)

    return lead


def _run_the_one_behind() -> None:
    others = [path for path in sys.path if Path(path).resolve() != Path(__file__).resolve().parent]
    behind = PathFinder.find_spec("sitecustomize", others)
    if behind is not None and behind.loader is not None:
        behind.loader.exec_module(module_from_spec(behind))


for _name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex"):
    setattr(socket, _name, _resolving(getattr(socket, _name)))
for _name in ("connect", "connect_ex"):
    setattr(socket.socket, _name, _going(getattr(socket.socket, _name)))
for _name in ("wrap_socket", "wrap_bio"):
    setattr(ssl.SSLContext, _name, _trusting(getattr(ssl.SSLContext, _name)))
_run_the_one_behind()
