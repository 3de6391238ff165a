"""What of each service's documented operations is emulated, and how it compares with real answers.

`operations.yml` lists what the services document, with source and date. An operation is emulated where the
emulator answers it otherwise than a path that nobody documents; what stands in braces in its path is taken
from records that the emulator has.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from textwrap import indent
from typing import Any
from urllib.parse import urlsplit

import yaml

from pid_emulator import Emulator
from pidguide.fidelity.report.deviations import Deviation
from pidguide.fidelity.report.scores_by_route import Report, mean
from pidguide.fidelity.score.one_exchange import Scored

OPERATIONS = Path(__file__).with_name("operations.yml")
# A number of an item that no record has: a service says so in other words than that it knows no such path.
# Of events the emulator starts with none; one of this number is put there.
_NO_ITEM = "999999999"
_NOWHERE = "/no-such-operation"
_CROSSREF_NAMES = {"works": "DOI", "members": "id", "journals": "ISSN", "funders": "id", "types": "id"}
SERVICE_NAMES = {"crossref": "Crossref", "datacite": "DataCite", "orcid": "ORCID"}
_HOSTS_ALIKE = {
    "api.test.datacite.org": "api.datacite.org",
    "api.stage.datacite.org": "api.datacite.org",
    "pub.sandbox.orcid.org": "pub.orcid.org",
    "api.sandbox.orcid.org": "api.orcid.org",
}


@dataclass(frozen=True)
class Operation:
    """One documented operation: `GET api.crossref.org/works/{doi}`."""

    method: str
    host: str
    path: str

    @classmethod
    def named(cls, text: str) -> "Operation":
        """Read an operation from its name."""
        method, _, address = text.partition(" ")
        host, slash, path = address.partition("/")
        return cls(method, host, slash + path)

    @property
    def name(self) -> str:
        """The operation in one line."""
        return f"{self.method} {self.host}{self.path}"

    def is_asked_by(self, method: str, url: str) -> bool:
        """Tell whether a request is one of this operation, on the production or a test system."""
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
        return (
            method in (self.method, {"GET": "HEAD"}.get(self.method))
            and _HOSTS_ALIKE.get(host, host) == self.host
            and self._pattern.fullmatch(parts.path.rstrip("/")) is not None
        )

    @property
    def _pattern(self) -> re.Pattern[str]:
        """The path, its variable parts filled; a DOI has slashes in it."""
        pieces = re.split(r"\{(\w+)\}", self.path.rstrip("/"))
        text = "".join(
            (_variable(self.path, name) if number % 2 else re.escape(name))
            for number, name in enumerate(pieces)
        )
        return re.compile(f"(?:/v1)?{text}" if self.host == "api.crossref.org" else text)


def _variable(path: str, name: str) -> str:
    if path.startswith(("/dois/", "/works/")) and "summary" not in path and name in ("id", "doi"):
        return r"(?:doi:)?10\.[^/]+(?:/|%2[Ff])(?:(?!/(?:agency|activities|media|transform)(?:/|$)).)+"
    return r"(?:\d{4}-){3}\d{3}[\dX]" if name == "orcid" else r"[^/]+"


@dataclass(frozen=True)
class Documented:
    """The operations of a service, and where and when it documents them."""

    source: str
    date: date
    operations: tuple[Operation, ...]


def read_operations(file: Path = OPERATIONS) -> dict[str, Documented]:
    """Return what each service documents."""
    listed: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return {
        service: Documented(entry["source"], entry["date"], tuple(map(Operation.named, entry["operations"])))
        for service, entry in listed.items()
    }


@cache
def emulated() -> frozenset[Operation]:
    """Return the operations that the emulator answers otherwise than a path that nobody documents."""
    emulator = Emulator()
    every = [operation for entry in read_operations().values() for operation in entry.operations]
    return frozenset(operation for operation in every if _is_emulated(operation, emulator))


def _is_emulated(operation: Operation, emulator: Emulator) -> bool:
    path = _with_examples(operation, emulator)
    nowhere = f"{_parent(path)}{_NOWHERE}" if operation.host.endswith("orcid.org") else _NOWHERE
    answered, unknown = (_ask(emulator, operation, each) for each in (path, nowhere))
    return answered != unknown and answered[0] != 405


def _parent(path: str) -> str:
    """Return what an unknown path of ORCID's stands below: the version, and the person where there is one."""
    match = re.match(r"/v3\.0(?:/(?:\d{4}-){3}\d{3}[\dX])?", path)
    return match[0] if match and match[0] != path.rstrip("/") else "/v3.0"


def _ask(emulator: Emulator, operation: Operation, path: str) -> tuple[int, str]:
    """Return the status and the text of an answer, the path in it made alike."""
    emulator.reset()
    emulator.world.datacite.add("events", {"id": _NO_ITEM, "type": "events", "attributes": {}})
    headers = {"accept": "application/json, */*;q=0.1"}
    if operation.host == "api.orcid.org":
        headers["authorization"] = f"Bearer {emulator.environment()['ORCID_ACCESS_TOKEN']}"
    body = None if operation.method in ("GET", "DELETE") else b"{}"
    if body:
        headers["content-type"] = "application/json"
    response = emulator.request(operation.method, f"https://{operation.host}{path}", headers, body)
    text = response.get_data(as_text=True).replace(path, "{path}")
    # ORCID takes what it does not know for an iD.
    return response.status_code, re.sub(r"iD \S+ not found", "iD {name} not found", text)


def _with_examples(operation: Operation, emulator: Emulator) -> str:
    """Return the path with records of the emulator in place of what stands in braces."""
    path = operation.path
    if "orcid" in operation.host:
        orcid = emulator.environment()["ORCID_ID"]
        path = path.replace("{orcid}", orcid).replace(
            "{client_id}", emulator.environment()["ORCID_CLIENT_ID"]
        )
        return re.sub(r"\{\w+\}", _NO_ITEM, path)
    if "{" not in path:
        return path
    above = path.partition("/{")[0]
    return re.sub(r"\{\w+\}", _first_of(operation.host, above, emulator), path)


def _first_of(host: str, path: str, emulator: Emulator) -> str:
    """Return what names the first record of a list, a made-up name where there is none."""
    rows = "?rows=1" if host == "api.crossref.org" else "?page[size]=1"
    response = emulator.request("GET", f"https://{host}{path}{rows}", {"accept": "application/json"}, None)
    document = response.get_json(silent=True) or {}
    if host == "api.crossref.org":
        items = (document.get("message") or {}) if isinstance(document.get("message"), dict) else {}
        listed = items.get("items") or [{}]
        found = listed[0].get(_CROSSREF_NAMES.get(path.strip("/"), "id"), "10.7554")
    else:
        listed = document.get("data") or [{}]
        found = listed[0].get("id", _NO_ITEM)
    return str(found[0] if isinstance(found, list) else found)


def coverage_page(report: Report, deviations: Iterable[Deviation]) -> str:
    """Return the tables of every service as Markdown, after one that sums them up.

    What was compared stands in a table; the others, most of ORCID's, in a list that opens.
    """
    deviations = list(deviations)
    parts = [summary_table(report)]
    for service, entry in read_operations().items():
        compared = [each for each in entry.operations if _scored(each, report)]
        others = [each for each in entry.operations if each not in compared]
        parts += [
            f"## {SERVICE_NAMES[service]}",
            "",
            f"The operations of {entry.source} ({entry.date.isoformat()}).",
            "",
            coverage_table(compared, report),
            f'??? note "{len(others)} operations that nobody has recorded"',
            "",
            indent(_plain_table(others), "    "),
            difference_list(entry.operations, deviations),
        ]
    return "\n".join(parts)


def coverage_table(operations: Iterable[Operation], report: Report) -> str:
    """Return operations as a Markdown table.

    For each: whether it is emulated, by how many real exchanges it is scored and how, and the day of the
    newest one without a difference.
    """
    rows = []
    for operation in operations:
        scored = _scored(operation, report)
        agreed = [item.replayed.recorded.date for item in scored if item.exact]
        cells = (
            f"`{operation.name}`",
            _yes_or_no(operation),
            str(len(scored)),
            f"{mean(item.score for item in scored):.3f}",
            max((str(day) for day in agreed if day), default=""),
        )
        rows.append(f"| {' | '.join(cells)} |")
    head = "| Operation | Emulated | Exchanges | Score | Last agreed on |"
    return "\n".join([head, "|---|---|---:|---:|---|", *rows, ""])


def _plain_table(operations: Iterable[Operation]) -> str:
    rows = [f"| `{each.name}` | {_yes_or_no(each)} |" for each in operations]
    return "\n".join(["| Operation | Emulated |", "|---|---|", *rows, ""])


def _yes_or_no(operation: Operation) -> str:
    return "yes" if operation in emulated() else "no"


def difference_list(operations: Iterable[Operation], deviations: Iterable[Deviation]) -> str:
    """Return what is known to differ in some operations as a Markdown list, "" when nothing is."""
    names = [operation.name for operation in operations]
    touched = [(each, [name for name in names if name in each.operations]) for each in deviations]
    items = [
        f"- {deviation.behaviour} ({', '.join(f'`{name}`' for name in found)})"
        for deviation, found in touched
        if found
    ]
    return "\n".join(["The real service differs in this:", "", *items, ""]) if items else ""


def _scored(operation: Operation, report: Report) -> list[Scored]:
    return [
        item
        for item in report.scored
        if operation.is_asked_by(item.replayed.recorded.method, item.replayed.recorded.url)
    ]


def summary_table(report: Report) -> str:
    """Return how many operations each service documents, and how many are emulated and compared."""
    rows = []
    for service, entry in read_operations().items():
        asked = sum(bool(_scored(operation, report)) for operation in entry.operations)
        here = sum(operation in emulated() for operation in entry.operations)
        rows.append(
            f"| {SERVICE_NAMES[service]} | {entry.source}, {entry.date.isoformat()} "
            f"| {len(entry.operations)} | {here} | {asked} |"
        )
    head = "| Service | Documented in | Operations | Emulated | Compared with real answers |"
    return "\n".join([head, "|---|---|---:|---:|---:|", *rows, ""])
