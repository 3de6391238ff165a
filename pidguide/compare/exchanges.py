"""The exchange: a request and its answer, read from any vcrpy cassette, ours or another's."""

import base64
import binascii
import gzip
import json
import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from pidguide.basics.errors import UserError
from pidguide.basics.reading import reason

# What a file can raise that is no cassette, or one whose compressed bodies are cut off.
BROKEN = (
    yaml.YAMLError, KeyError, TypeError, AttributeError, ValueError,
    OSError, EOFError, zlib.error, binascii.Error,
)  # fmt: skip
# A cassette of `commonmeta-schema` or the like may hold bodies only; then headers can't be compared.
Headers = dict[str, str]


@dataclass(frozen=True)
class Message:
    """A request or an answer: header names in lower case, the body decoded from its content encoding."""

    headers: Headers
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8", "replace")

    def header(self, name: str) -> str | None:
        """Return a header's value, None where it was not sent or not recorded."""
        return self.headers.get(name.lower())


@dataclass(frozen=True)
class Exchange:
    """One recorded request with its answer.

    `file` and `position` say where it stands; `reason` is the phrase beside the status; `recorded_at` is the
    date as the recording gives it; `headers_recorded` is False where only the body is real; `source` names
    who recorded it, `via` what answered ("emulator", "live", "" where the recording does not say).
    """

    file: Path
    position: int
    method: str
    url: str
    request: Message
    status: int
    answer: Message
    reason: str = ""
    recorded_at: str = ""
    headers_recorded: bool = True
    source: str = ""
    via: str = ""

    @property
    def host(self) -> str:
        """The host that was asked."""
        return (urlsplit(self.url).hostname or "").lower()

    @property
    def content_type(self) -> str | None:
        """The answer's Content-Type, None where it was not sent or not recorded."""
        return self.answer.header("content-type")

    @property
    def media_type(self) -> str:
        """The Content-Type without parameters, in lower case, "" where there was none."""
        return (self.content_type or "").partition(";")[0].strip().lower()

    @property
    def name(self) -> str:
        """How reports call the exchange: the file, and the position where it is not the first."""
        return f"{self.file.stem}#{self.position}" if self.position else self.file.stem

    @property
    def date(self) -> date | None:
        """The day of the recording, None where it is not known."""
        return date_of(self.recorded_at)

    @property
    def moment(self) -> datetime | None:
        """When it was recorded: noon where only the day is known, None where not even that is."""
        try:
            moment = parsedate_to_datetime(self.recorded_at)
        except (TypeError, ValueError):
            return datetime.combine(self.date, time(12), UTC) if self.date else None
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

    def json(self) -> Any:
        """The answer's body as JSON, None where it is none."""
        try:
            return json.loads(self.answer.body)
        except ValueError:
            return None


def find_cassettes(paths: Iterable[Path]) -> list[Path]:
    """Return the YAML files among `paths`, folders searched to the bottom, in the order of their names.

    Raises FileNotFoundError for a path that does not exist.
    """
    files: list[Path] = []
    for path in paths:
        if not path.exists():
            raise FileNotFoundError(f"{path} does not exist")
        found = [path] if path.is_file() else [*path.rglob("*.yaml"), *path.rglob("*.yml")]
        files.extend(sorted(found))
    return files


def read_exchanges(file: Path) -> list[Exchange]:
    """Read a cassette. Raises UserError, naming the file, where it is none or cannot be read."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise UserError(f"{file} cannot be read: {reason(error)}") from None
    try:
        return exchanges_in(load_cassette(content), file)
    except BROKEN as error:
        raise UserError(f"{file} is no vcrpy cassette: {reason(error)}") from None


def load_cassette(content: str | bytes) -> dict[str, Any]:
    """Return what a cassette's YAML says. Raises one of BROKEN."""
    cassette: dict[str, Any] = yaml.load(content, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return cassette


def exchanges_in(cassette: dict[str, Any], file: Path) -> list[Exchange]:
    """Return the exchanges of a cassette that `file` holds. Raises one of BROKEN."""
    metadata = cassette.get("metadata") or {}
    return [
        _exchange(file, position, interaction, metadata)
        for position, interaction in enumerate(cassette["interactions"])
    ]


def _exchange(file: Path, position: int, interaction: dict[str, Any], metadata: dict[str, Any]) -> Exchange:
    request, response = interaction["request"], interaction["response"]
    request_headers, answer_headers = _headers(request), _headers(response)
    url = str(request["uri"])
    urlsplit(url)  # raises here, where the file is known, what every later look at a bad address would raise
    status = response["status"]
    recorded_at = (
        interaction.get("recorded_at")
        or metadata.get("recorded_at")
        or metadata.get("date")
        or answer_headers.get("date")
        or ""
    )
    return Exchange(
        file=file,
        position=position,
        method=str(request["method"]).upper(),
        url=url,
        request=Message(request_headers, body_bytes(request.get("body"), request_headers)),
        status=int(status["code"] if isinstance(status, dict) else status),
        answer=Message(answer_headers, body_bytes(response.get("body"), answer_headers)),
        reason=str(status.get("message") or "") if isinstance(status, dict) else "",
        recorded_at=str(recorded_at),
        headers_recorded=metadata.get("headers_recorded", True) is not False,
        source=str(metadata.get("repo") or metadata.get("source") or ""),
        via=str(metadata.get("via") or ""),
    )


def _headers(message: Mapping[str, Any]) -> Headers:
    headers = message.get("headers", {})
    return {
        str(name).lower(): ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        for name, value in headers.items()
    }


def body_bytes(body: Any, headers: Mapping[str, str]) -> bytes:
    """Return a cassette's body as bytes, its content encoding undone.

    vcrpy and VCR write a body as text, as YAML binary or as base64, itself or under `string`; a
    compressed one may have been decompressed before saving while its header still says otherwise.
    """
    if isinstance(body, dict):
        content = body.get("string", b"")
        if body.get("base64_string"):
            content = base64.b64decode(body["base64_string"])
    else:
        content = body
    if not isinstance(content, str | bytes | None):
        raise TypeError  # of a number bytes() would make as many zeros
    raw = content.encode("utf-8") if isinstance(content, str) else content or b""
    if raw[:4] == b"H4sI":  # base64 of a gzip header
        try:
            raw = base64.b64decode(raw)
        except binascii.Error:
            return raw
    if raw[:2] == b"\x1f\x8b":
        return gzip.decompress(raw)
    if headers.get("content-encoding") == "deflate":
        try:
            return zlib.decompress(raw)
        except zlib.error:
            return raw
    return raw


def date_of(recorded_at: str) -> date | None:
    """Return the day that a recording's date names; of a month or a year alone the first day."""
    try:
        return parsedate_to_datetime(recorded_at).date()
    except (TypeError, ValueError):
        named = re.search(r"\b(\d{4})(?:-(\d\d))?(?:-(\d\d))?", recorded_at)
        return date(*(int(part or 1) for part in named.groups())) if named else None
