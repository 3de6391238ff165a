"""Cassettes: reading, writing, and what two requests must share to be the same one.

A cassette is vcrpy's YAML (version 1) with `metadata`: recorded_at, via, hosts, sample_sha256, tool.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from vcr.request import Request as VcrRequest
from vcr.serialize import serialize as vcr_serialize

from pidguide.basics import paths
from pidguide.basics.errors import UserError
from pidguide.basics.files import replace_file
from pidguide.basics.reading import reason, shown

REQUEST_HEADERS = ("accept", "authorization", "content-type", "user-agent")
RESPONSE_HEADERS = (
    "content-type",
    "location",
    "link",
    "allow",
    "vary",
    "retry-after",
    "www-authenticate",
    "x-api-pool",
    "x-rate-limit-limit",
    "x-rate-limit-interval",
    "x-concurrency-limit",
    "x-lupoversion",
)


@dataclass(frozen=True)
class Exchange:
    """One recorded request and its answer. Header names are in lower case; bodies are text."""

    method: str
    uri: str
    request_headers: dict[str, str]
    request_body: str
    status: int
    reason: str
    headers: dict[str, str]
    body: str

    @property
    def media_type(self) -> str:
        """The answer's media type without parameters, "" where it had none."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


@dataclass(frozen=True)
class Recording:
    """A whole cassette, read."""

    path: Path
    recorded_at: datetime
    via: str
    hosts: list[str]
    sample_sha256: str
    exchanges: list[Exchange]


def read_recording(path: Path) -> Recording:
    """Read a cassette. Raises UserError when it is missing or broken.

    One that has not changed since it was read last is not read again.
    """
    try:
        state = path.stat()
    except FileNotFoundError:
        raise UserError(f"There is no cassette {shown(path)}. Record it: {_how_to_record(path)}") from None
    except OSError as error:
        raise _unreadable(path, error) from None
    return _read(path, state.st_mtime_ns, state.st_size)


def _unreadable(path: Path, error: Exception) -> UserError:
    why = f"The cassette {shown(path)} cannot be read: {reason(error)}."
    return UserError(f"{why} Record it anew: {_how_to_record(path)}")


def _how_to_record(path: Path) -> str:
    """Return the command that makes a cassette anew."""
    is_known = path.is_relative_to(paths.CASSETTES)
    name = path.relative_to(paths.CASSETTES).with_suffix("").as_posix() if is_known else "NAME"
    return f"pidguide record {name} --via emulator"


@lru_cache(maxsize=512)
def _read(path: Path, modified_ns: int, size: int) -> Recording:
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        metadata = content["metadata"]
        return Recording(
            path=path,
            recorded_at=_read_moment(metadata["recorded_at"]),
            via=metadata["via"],
            hosts=list(metadata["hosts"]),
            sample_sha256=metadata["sample_sha256"],
            exchanges=[_read_exchange(interaction) for interaction in content["interactions"]],
        )
    except (yaml.YAMLError, KeyError, TypeError, AttributeError, ValueError, OSError) as error:
        raise _unreadable(path, error) from None


def _read_moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        # Its age cannot be told: subtracting it from now would fail wherever that is done.
        raise ValueError(f"recorded_at is {text}, without a time zone")
    return moment


def _read_exchange(interaction: dict[str, Any]) -> Exchange:
    request, response = interaction["request"], interaction["response"]
    urlsplit(request["uri"])  # a bad address is told here, where the file is known
    return Exchange(
        method=request["method"],
        uri=request["uri"],
        request_headers=_flatten(request["headers"]),
        request_body=_as_text(request["body"]),
        status=int(response["status"]["code"]),
        reason=response["status"]["message"] or "",
        headers=_flatten(response["headers"]),
        body=_as_text(response["body"]["string"]),
    )


def _flatten(headers: dict[str, Any]) -> dict[str, str]:
    return {
        name.lower(): ", ".join(value) if isinstance(value, list) else str(value)
        for name, value in headers.items()
    }


def _as_text(body: str | bytes | None) -> str:
    return body.decode("utf-8", "replace") if isinstance(body, bytes) else body or ""


def write_cassette(
    path: Path, requests: list[VcrRequest], responses: list[dict[str, Any]], metadata: dict[str, Any]
) -> None:
    """Write a cassette whole: the file at `path` is the old one until the new one is complete."""
    content = vcr_serialize({"requests": requests, "responses": responses, "metadata": metadata}, _Readable)
    replace_file(path, content)


class _Readable:
    """vcrpy serializer: keys in their own order, text as text."""

    @staticmethod
    def serialize(content: dict[str, Any]) -> str:
        text: str = yaml.dump(
            content, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=110
        )
        return text

    @staticmethod
    def deserialize(text: str) -> Any:
        return yaml.load(text, Loader=yaml.CSafeLoader)


def find_cassettes(folder: Path) -> Iterator[Path]:
    """Yield every cassette below a folder, sorted."""
    return iter(sorted(folder.rglob("*.yaml")))
