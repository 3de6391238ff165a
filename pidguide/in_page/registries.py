"""The registries in the tab: the emulator, in this process, with what requests have changed in it."""

import zlib
from collections.abc import Sequence
from http import HTTPStatus
from urllib.parse import urlsplit

from pidguide.in_page.connection import Answer, NobodyAnswers, Request

_LACKING = b"which is not installed"


class Registries:
    """Every emulated service, from its start state on until `reset`."""

    def __init__(self) -> None:
        from pid_emulator import Emulator  # here, because the page loads it when it is needed

        self._emulator = Emulator()

    @property
    def hosts(self) -> list[str]:
        """The host names they answer for, sorted."""
        return self._emulator.hosts

    @property
    def client_id(self) -> str:
        """The ORCID client that scripts are, as `begin` names it; nothing is granted by asking for it."""
        from pid_emulator.core.accounts import FIXED_ENVIRONMENT

        return FIXED_ENVIRONMENT["ORCID_CLIENT_ID"]

    def begin(self, faults: Sequence[str] = ()) -> dict[str, str]:
        """Return the credentials that a run finds in its environment; `faults` are those that it meets."""
        credentials = self._emulator.environment()
        self._emulator.faults.set(faults)
        return credentials

    def answer(self, request: Request) -> Answer:
        """Answer as the service of that host does. Raises NobodyAnswers for any other host."""
        host = urlsplit(request.url).hostname or ""
        if host not in self.hosts:
            raise NobodyAnswers(f"{host} is not emulated in this tab")
        answer = self._emulator.request(request.method, request.url, request.headers, request.body or None)
        body = answer.get_data()
        if (
            answer.status_code == HTTPStatus.NOT_IMPLEMENTED and _LACKING in body
        ):  # nobody can install it here
            package = body.partition(b" needs ")[2].partition(b" ")[0].decode()
            body = f"The registries in this tab lack {package}, which this site could not have.\n".encode()
        reason = answer.status.partition(" ")[2]
        return Answer(answer.status_code, reason, list(answer.headers), body)

    def wait(self, seconds: float) -> None:
        """Put the registries' clock forward, in place of waiting."""
        self._emulator.world.clock.advance(seconds)

    def reset(self) -> None:
        """Forget everything that requests have changed."""
        self._emulator.reset()

    def state(self) -> bytes:
        """Return all that requests have changed, to be restored in another process of the same version."""
        return zlib.compress(self._emulator.world.state())

    def restore(self, state: bytes) -> None:
        """Put back what `state` has returned."""
        self._emulator.world.restore(zlib.decompress(state))
