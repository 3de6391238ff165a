"""Ways for an unchanged sample to reach the addresses it calls: replay, emulator, live, or real recordings.

Each is a context manager around the run of one sample.
"""

import io
import os
import socket
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import requests
import time_machine
import vcr
from requests.adapters import HTTPAdapter
from requests.structures import CaseInsensitiveDict
from requests.utils import get_encoding_from_headers
from vcr.cassette import Cassette
from vcr.errors import CannotOverwriteExistingCassetteException
from vcr.persisters.filesystem import CassetteNotFoundError
from vcr.request import Request as VcrRequest

from pidguide.cassettes import placeholders
from pidguide.cassettes.scrub import scrub_for_matching

if TYPE_CHECKING:
    from pid_emulator import Emulator
    from pidguide.cassettes.traffic import RecordedTraffic
    from pidguide.compare.exchanges import Exchange

MATCH_ON = ("method", "scheme", "host", "port", "path", "query", "accept", "authorization", "body")

# Enough to find the answer of a replay at another time, at which a sample may send other dates.
PLACES = ("method", "scheme", "host", "port", "path")

DATA_VARIABLE = "PID_DATA"  # names the folder of public data files


def _same_accept(asked: VcrRequest, recorded: VcrRequest) -> None:
    assert asked.headers.get("accept") == recorded.headers.get("accept")


def _same_authorization(asked: VcrRequest, recorded: VcrRequest) -> None:
    assert asked.headers.get("authorization") == recorded.headers.get("authorization")


def _recorder(match_on: Sequence[str] = MATCH_ON, **options: Any) -> vcr.VCR:
    recorder = vcr.VCR(match_on=match_on, decode_compressed_response=True, **options)
    recorder.register_matcher("accept", _same_accept)
    recorder.register_matcher("authorization", _same_authorization)
    return recorder


@contextmanager
def replay(cassette: Path, now: datetime, match_on: Sequence[str] = MATCH_ON) -> Iterator[Cassette]:
    """Answer from a cassette, with no network and no account, as if it were `now`.

    A request that the cassette does not hold, by what vcrpy is to `match_on`, raises; the caller looks at
    `all_played`.
    """
    recorder = _recorder(record_mode="none", match_on=match_on, before_record_request=scrub_for_matching)
    with ExitStack() as stack:
        stack.enter_context(_environment(placeholders.ENVIRONMENT))
        stack.enter_context(patch.object(time, "sleep", lambda seconds: None))
        stack.enter_context(time_machine.travel(now, tick=False))
        yield stack.enter_context(recorder.use_cassette(str(cassette)))


@contextmanager
def emulator(registries: "Emulator", faults: Sequence[str] = ()) -> Iterator[dict[str, str]]:
    """Lead every emulated host to the running emulator, starting from its untouched state.

    `faults` are injected once the credentials are at hand.

    Yields the credentials that the sample finds in its environment. Waiting puts the emulator's
    clock forward instead. Any other host fails.
    """
    registries.reset()
    credentials = registries.environment()
    registries.faults.set(faults)
    ca_file = str(registries.ca_file)
    trust = {"REQUESTS_CA_BUNDLE": ca_file, "SSL_CERT_FILE": ca_file, "CURL_CA_BUNDLE": ca_file}
    with ExitStack() as stack:
        stack.enter_context(_environment({**credentials, **trust}))
        stack.enter_context(patch.object(time, "sleep", registries.world.clock.advance))
        stack.enter_context(
            patch.object(
                socket, "getaddrinfo", _leads_to(registries.hosts, registries.port, registries.plain_port)
            )
        )
        yield credentials


@contextmanager
def recordings(traffic: "RecordedTraffic") -> Iterator[list["Exchange"]]:
    """Answer from traffic with the real services that others recorded; yields the exchanges used so far.

    Raises requests.ConnectionError for a request that nobody recorded.
    """
    used: list[Exchange] = []

    def send(self: HTTPAdapter, request: requests.PreparedRequest, **options: Any) -> requests.Response:
        real = traffic.answer(request.method or "", request.url or "", request.headers.get("Accept"))
        if real is None:
            raise requests.ConnectionError(f"no real answer is at hand for {request.method} {request.url}")
        used.append(real)
        return _as_response(real, request)

    with ExitStack() as stack:
        stack.enter_context(_environment(placeholders.ENVIRONMENT))
        stack.enter_context(patch.object(time, "sleep", lambda seconds: None))
        stack.enter_context(patch.object(HTTPAdapter, "send", send))
        yield used


def _as_response(real: "Exchange", request: requests.PreparedRequest) -> requests.Response:
    response = requests.Response()
    response.status_code, response.url, response.request = real.status, request.url or "", request
    # Bodies are at hand decoded, whatever encoding they had on the wire.
    kept = {name: value for name, value in real.answer.headers.items() if name.lower() != "content-encoding"}
    response.headers = CaseInsensitiveDict(kept)
    response.encoding = get_encoding_from_headers(response.headers)
    response.raw = io.BytesIO(real.answer.body)
    response._content = real.answer.body
    return response


@contextmanager
def live() -> Iterator[dict[str, str]]:
    """Call the real services, with the credentials in the user's own environment."""
    yield {name: os.environ[name] for name in placeholders.ENVIRONMENT if name in os.environ}


@contextmanager
def recording(started: datetime) -> Iterator[Cassette]:
    """Keep every exchange of the run in memory; nothing is written here.

    Time stands still at `started`, so that what a sample stamps comes out the same in a replay.
    """
    with ExitStack() as stack:
        stack.enter_context(time_machine.travel(started, tick=False))
        recorder = _recorder(record_mode="all")
        recorder.register_persister(_KeepInMemory)
        yield stack.enter_context(recorder.use_cassette("in-memory"))


class _KeepInMemory:
    """vcrpy persister that writes nothing: what is saved is scrubbed first, by the caller."""

    @staticmethod
    def load_cassette(cassette_path: str, serializer: Any) -> Any:
        raise CassetteNotFoundError(cassette_path)

    @staticmethod
    def save_cassette(cassette_path: str, cassette_dict: dict[str, Any], serializer: Any) -> None:
        return


@contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    """Set the variables a sample may read, and hide those of the user's own that are not given."""
    hidden = (*placeholders.ENVIRONMENT, DATA_VARIABLE)
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    with patch.dict(os.environ, {**kept, **values}, clear=True):
        yield


def _leads_to(hosts: list[str], port: int, plain_port: int) -> Callable[..., Any]:
    """Return a getaddrinfo that answers for the emulated hosts and for loopback only."""
    real = socket.getaddrinfo

    def getaddrinfo(host: Any, service: Any, *options: Any, **named: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name in hosts:
            return real("127.0.0.1", plain_port if service in (80, "80", "http") else port, *options, **named)
        if name in ("127.0.0.1", "localhost", None):
            return real(host, service, *options, **named)
        raise socket.gaierror(socket.EAI_NONAME, f"{name} is not emulated")

    return getaddrinfo


UnrecordedRequest = CannotOverwriteExistingCassetteException
