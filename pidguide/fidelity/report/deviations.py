"""Where the emulator is known to differ from the real services, and what nobody has observed."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from pidguide.compare.routes import SERVICES

DEVIATIONS = Path(__file__).with_name("deviations.yml")
KINDS = ("deviation", "unobserved")
_MEMBERS = {"service", "behaviour", "emulator", "evidence", "kind"}


@dataclass(frozen=True)
class Deviation:
    """A way in which the emulator differs, or a behaviour that nobody has observed (`kind`).

    `operations` names the documented operations that it is about, where it is about some only.
    """

    service: str
    behaviour: str
    emulator: str
    evidence: str
    kind: str
    operations: tuple[str, ...] = ()


def read_deviations(file: Path = DEVIATIONS) -> list[Deviation]:
    """Read the list. Raises ValueError, naming the entry, where one lacks a member or has an unknown word."""
    listed = yaml.safe_load(file.read_text(encoding="utf-8")) or []
    return [_deviation(entry, f"{file.name}: entry {number}") for number, entry in enumerate(listed, start=1)]


def _deviation(entry: object, place: str) -> Deviation:
    given = dict(entry) if isinstance(entry, dict) else {}
    operations = tuple(given.pop("operations", ()))
    if set(given) != _MEMBERS or not all(given.values()):
        raise ValueError(f"{place} must have {', '.join(sorted(_MEMBERS))}")
    if given["kind"] not in KINDS or given["service"] not in (*SERVICES, "all"):
        raise ValueError(f"{place} has the kind or the service of none")
    return Deviation(**{name: str(value) for name, value in given.items()}, operations=operations)
