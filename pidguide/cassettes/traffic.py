"""Reads real recorded traffic, and finds the real answer to a sample's request.

Only `RecordedTraffic` plays recorded answers back, for samples that run over real answers instead of
their cassette; the emulator is never given any.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from pidguide.basics.errors import UserError
from pidguide.compare.exchanges import Exchange, find_cassettes, read_exchanges
from pidguide.compare.routes import route_of

_CONTACTS = ("mailto", "email")
_CHARSET = re.compile(r";charset=[\w-]+")


def read_recordings(paths: Iterable[Path]) -> list[tuple[Path, list[Exchange]]]:
    """Read what real services answered: every cassette among `paths`, with its file.

    Raises UserError for a path without any, for a file that is no cassette, and for one that was recorded
    from the emulator: that the emulator agrees with itself would pass for the truth.
    """
    read: list[tuple[Path, list[Exchange]]] = []
    for path in paths:
        found = [(file, read_exchanges(file)) for file in find_cassettes([path])]
        if not any(exchanges for _, exchanges in found):
            raise UserError(f"{path} holds no recording to look at.", exit_code=2)
        read += found
    _refuse_emulated(read)
    return read


def _refuse_emulated(read: Sequence[tuple[Path, list[Exchange]]]) -> None:
    emulated = [file for file, exchanges in read if any(exchange.via == "emulator" for exchange in exchanges)]
    if emulated:
        raise UserError(
            f"{len(emulated)} recording(s) come from the emulator, not from a real service; the first is"
            f" {emulated[0]}. Name recordings of real services only.",
            exit_code=2,
        )


def request_key(method: str, url: str, accept: str | None) -> tuple[str, str, str, str, str]:
    """Return what makes two requests the same one: method, host, path, parameters and what is accepted.

    Percent-encoding, the order of parameters, a contact address, the DOI's case, a charset in Accept and the
    port make no difference.
    """
    parts = urlsplit(url)
    parameters = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if name not in _CONTACTS
    )
    path = quote(unquote(parts.path), safe="/:;()<>,._-~").lower().rstrip("/")
    wanted = ",".join(
        _CHARSET.sub("", part.replace(" ", "")) for part in (accept or "*/*").lower().split(",")
    )
    return (
        method.upper(),
        f"{parts.scheme}://{(parts.hostname or '').lower()}",
        path,
        repr(parameters),
        wanted,
    )


@dataclass
class RecordedTraffic:
    """An index of real exchanges, to answer a sample's requests with what the live service answered.

    Only reading requests are answered. Where a request was recorded several times, its answers come in the
    recorded order, the last one again when they are used up.
    """

    paths: Iterable[Path]
    _answers: dict[tuple[str, ...], list[Exchange]] = field(default_factory=dict, init=False)
    _asked: dict[tuple[str, ...], int] = field(default_factory=dict, init=False)
    _first_of_several: dict[tuple[str, ...], Exchange] = field(default_factory=dict, init=False)
    _errors: dict[tuple[str, ...], Exchange] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        for exchange in self._exchanges():
            accept = exchange.request.header("accept") or ""
            key = request_key(exchange.method, exchange.url, accept)
            self._answers.setdefault(key, []).append(exchange)
            first, _, others = accept.partition(",")
            if others and first.strip().lower() == exchange.media_type:
                alone = request_key(exchange.method, exchange.url, first)
                self._first_of_several.setdefault(alone, exchange)
            if exchange.status >= 400:
                self._errors.setdefault(key[:-1], exchange)

    def _exchanges(self) -> Iterator[Exchange]:
        for _, exchanges in read_recordings(self.paths):
            yield from (exchange for exchange in exchanges if exchange.method in ("GET", "HEAD"))

    def like(self, exchange: Exchange) -> list[Exchange]:
        """Return the real exchanges with the same route, status and media type as another exchange."""
        wanted = _kind(exchange)
        return [real for listed in self._answers.values() for real in listed if _kind(real) == wanted]

    def of_host(self, host: str) -> list[Exchange]:
        """Return all real exchanges with a host."""
        return [real for listed in self._answers.values() for real in listed if real.host == host]

    def answer(self, method: str, url: str, accept: str | None = None) -> Exchange | None:
        """Return the real exchange for a request, None where nobody recorded it.

        An answer whose Accept was recorded as anything (`*/*`) also serves a request for JSON when JSON is
        what came back. One whose Accept named several types, and that came in the first of them, serves a
        request for that type alone. A refusal serves whatever was accepted: doi.org, Crossref and ORCID's
        search refuse in the same way for any Accept.
        """
        for wanted in (accept, None):
            key = request_key(method, url, wanted)
            found = self._answers.get(key)
            if not found:
                continue
            if wanted != accept and not _satisfies(found[0], accept):
                continue
            asked = self._asked[key] = self._asked.get(key, -1) + 1
            return found[min(asked, len(found) - 1)]
        key = request_key(method, url, accept)
        return self._first_of_several.get(key) or self._errors.get(key[:-1])


def _kind(exchange: Exchange) -> tuple[str, int, str]:
    return route_of(exchange.method, exchange.url), exchange.status, exchange.media_type


def _satisfies(exchange: Exchange, accept: str | None) -> bool:
    media_type = exchange.media_type
    if not exchange.headers_recorded and exchange.json() is not None:
        media_type = "application/json"
    accepted = [part.partition(";")[0].strip().lower() for part in (accept or "*/*").split(",")]
    return any(
        wanted in ("*/*", media_type) or ("json" in wanted and "json" in media_type) for wanted in accepted
    )
