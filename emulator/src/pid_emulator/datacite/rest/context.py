"""What a request of the REST API comes with: the system it is for, who is asking, its body."""

import zlib
from typing import Any

from flask import g, request

from pid_emulator.core.json_bodies import load_json
from pid_emulator.datacite.auth import Account, authenticate
from pid_emulator.datacite.errors import Problem
from pid_emulator.datacite.rest.payloads import Payload
from pid_emulator.datacite.rest.writes import Writer
from pid_emulator.datacite.store import System
from pid_emulator.datacite.world import DataCiteWorld

MAX_BODY = 10 * 1024 * 1024


class Context:
    """What every route needs: the system, who is asking, and the request's body."""

    def __init__(self, world: DataCiteWorld, system_name: str) -> None:
        self.world = world
        self.system_name = system_name

    @property
    def system(self) -> System:
        """The system of today's world."""
        return self.world.datacite.systems[self.system_name]

    @property
    def account(self) -> Account | None:
        """The account of this request."""
        if "HTTP_AUTHORIZATION" not in request.environ:
            return None
        if "account" not in g:
            g.account = authenticate(request, self.system)
        account: Account | None = g.account
        return account

    @property
    def writer(self) -> Writer:
        """Write access for this request."""
        return Writer(self.system, self.account, self.world.clock.now(), self.world.random)

    def payload(self) -> Payload:
        """Return the payload of a write. Raises Problem(400)."""
        return Payload(_read_json())

    def require_account(self) -> Account:
        """Return the account of this request. Raises Problem(401)."""
        if self.account is None:
            raise Problem(401)
        return self.account


def _read_json() -> Any:
    """Return the JSON of the request's body. Raises Problem(400)."""
    data = request.get_data()
    encoding = request.headers.get("Content-Encoding", "").lower()
    if encoding in ("gzip", "deflate"):
        data = _unpacked(data, encoding)
    if not data.strip():
        return None
    try:
        return load_json(data)
    except ValueError as error:
        raise Problem(400, str(error)) from None


def _unpacked(data: bytes, encoding: str) -> bytes:
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | (16 if encoding == "gzip" else 0))
    try:
        return unpacker.decompress(data, MAX_BODY)
    except zlib.error as error:
        raise Problem(400, str(error)) from None
