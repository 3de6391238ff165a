"""Cassettes: reading, writing, and what two requests must share to be the same one.

A cassette is vcrpy's YAML (version 1) with `metadata`: recorded_at, via, hosts, sample_sha256, tool.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from vcr.request import Request as VcrRequest
from vcr.serialize import serialize as vcr_serialize

from pidguide.basics import paths
from pidguide.basics.errors import UserError
from pidguide.basics.files import replace_file
from pidguide.basics.reading import reason, shown
from pidguide.compare.exchanges import BROKEN, Exchange, exchanges_in, load_cassette

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
        content = load_cassette(path.read_text(encoding="utf-8"))
        metadata = content["metadata"]
        return Recording(
            path=path,
            recorded_at=_read_moment(metadata["recorded_at"]),
            via=metadata["via"],
            hosts=list(metadata["hosts"]),
            sample_sha256=metadata["sample_sha256"],
            exchanges=exchanges_in(content, path),
        )
    except BROKEN as error:
        raise _unreadable(path, error) from None


def _read_moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        # Its age cannot be told: subtracting it from now would fail wherever that is done.
        raise ValueError(f"recorded_at is {text}, without a time zone")
    return moment


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
