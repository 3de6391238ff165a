"""Stands in for urllib3's connections: a function in this process answers instead of the network.

All above them stays real: requests, sessions, adapters, redirects, Retry.
"""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPMessage
from typing import Any, NamedTuple
from unittest.mock import patch

from urllib3 import HTTPHeaderDict
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NewConnectionError
from urllib3.response import HTTPResponse


class Request(NamedTuple):
    """A request as it would go over the wire; `url` is absolute."""

    method: str
    url: str
    headers: dict[str, str]
    body: bytes

    def header(self, name: str) -> str | None:
        """Return a header by its name in any case, None where it was not sent."""
        return next((value for key, value in self.headers.items() if key.lower() == name.lower()), None)


class Answer(NamedTuple):
    """An answer to it. A header may come more than once."""

    status: int
    reason: str
    headers: list[tuple[str, str]]
    body: bytes


class NobodyAnswers(Exception):
    """No such host is to be reached from here; a script meets requests.ConnectionError."""


@contextmanager
def answered_by(answer: Callable[[Request], Answer]) -> Iterator[None]:
    """Have `answer` answer every request. It raises NobodyAnswers for a host that cannot be reached."""
    options = {"answer": staticmethod(answer)}
    with (
        patch.object(HTTPConnectionPool, "ConnectionCls", type("PlainConnection", (_Connection,), options)),
        patch.object(HTTPSConnectionPool, "ConnectionCls", type("TlsConnection", (_TlsConnection,), options)),
    ):
        yield


class _Connection:
    """What a pool of urllib3 asks of a connection (urllib3._base_connection.BaseHTTPConnection)."""

    scheme = "http"
    default_port = 80
    default_socket_options: list[Any] = []
    answer: Callable[[Request], Answer]

    sock = None
    proxy = None
    proxy_config = None
    proxy_is_verified = None
    is_verified = True
    is_connected = True
    is_closed = False
    has_connected_to_proxy = False

    def __init__(self, host: str, port: int | None = None, **options: Any) -> None:
        self.host, self.port = host, port
        self.timeout = options.get("timeout")

    def set_tunnel(self, *_: Any, **__: Any) -> None:
        """There is no proxy to go through."""

    def connect(self) -> None:
        """There is nothing to connect to."""

    def close(self) -> None:
        """There is nothing to close."""

    def request(
        self,
        method: str,
        url: str,
        body: Any = None,
        headers: Any = None,
        *,
        preload_content: bool = True,
        decode_content: bool = True,
        **_: Any,
    ) -> None:
        """Have the request answered; `getresponse` hands the answer over."""
        request = Request(method, self._absolute(url), _as_texts(headers or {}), _as_bytes(body))
        try:
            answer = self.answer(request)
        except NobodyAnswers as error:
            raise NewConnectionError(self, str(error)) from None  # type: ignore[arg-type]
        self._response = HTTPResponse(
            body=io.BytesIO(answer.body),
            headers=HTTPHeaderDict(answer.headers),
            status=answer.status,
            reason=answer.reason,
            version=11,
            version_string="HTTP/1.1",
            preload_content=preload_content,
            decode_content=decode_content,
            request_method=method,
            request_url=url,
            enforce_content_length=False,
            original_response=_Original(answer.headers),  # type: ignore[arg-type]
        )

    def getresponse(self) -> HTTPResponse:
        """Return the answer to the last request."""
        return self._response

    def _absolute(self, target: str) -> str:
        if not target.startswith("/"):
            return target
        port = "" if self.port in (None, self.default_port) else f":{self.port}"
        return f"{self.scheme}://{self.host}{port}{target}"


class _Original:
    """What requests reads cookies from: the headers, as http.client gives them."""

    def __init__(self, headers: list[tuple[str, str]]) -> None:
        self.msg = HTTPMessage()
        for name, value in headers:
            self.msg[name] = value

    def isclosed(self) -> bool:
        return True

    def close(self) -> None:
        """There is nothing to close."""


class _TlsConnection(_Connection):
    scheme = "https"
    default_port = 443


def _as_texts(headers: Any) -> dict[str, str]:
    return {_as_text(name): _as_text(value) for name, value in headers.items()}


def _as_text(value: Any) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


def _as_bytes(body: Any) -> bytes:
    """Return a body in one piece, whatever form requests hands it over in."""
    if body is None:
        return b""
    if hasattr(body, "read"):
        body = body.read()
    if isinstance(body, str):
        return body.encode()
    if isinstance(body, bytes | bytearray):
        return bytes(body)
    return b"".join(part.encode() if isinstance(part, str) else part for part in body)
