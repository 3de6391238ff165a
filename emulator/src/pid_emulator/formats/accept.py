"""Reads an Accept header the way the registries do: highest q first, else the first one named."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from werkzeug.http import parse_list_header


@dataclass(frozen=True)
class MediaRange:
    """One entry of an Accept header, e.g. `text/x-bibliography; style=apa`, its name in lower case."""

    name: str
    parameters: dict[str, str] = field(default_factory=dict)
    quality: float = 1.0


def parse_accept(header: str) -> list[MediaRange]:
    """Return what a client accepts, best first; equal ones keep their order and q=0 ones are left out.

    Spaces around `=` in a parameter are tolerated, as Crossref does with `style = apa`.
    """
    ranges = [_parse_range(entry) for entry in parse_list_header(header)]
    return sorted(
        (entry for entry in ranges if entry.name and entry.quality > 0), key=lambda entry: -entry.quality
    )


def _parse_range(entry: str) -> MediaRange:
    name, *rest = entry.split(";")
    parameters = dict(_parse_parameters(rest))
    try:
        quality = float(parameters.pop("q", "1"))
    except ValueError:
        quality = 1.0
    return MediaRange(name.strip().lower(), parameters, quality)


def _parse_parameters(parts: list[str]) -> Iterator[tuple[str, str]]:
    for part in parts:
        key, _, value = part.partition("=")
        if key.strip():
            yield key.strip().lower(), value.strip().strip('"')
