"""Shows changes as a table, as JSON, and as Markdown for a pull request."""

import json
from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pidguide.drift.changes import Change, Severity

LONGEST_SHOWN = 120


def exit_code(changes: Sequence[Change]) -> int:
    """Return 0 where nothing changed, 1 where only harmless things did, 2 where something breaks a reader."""
    if any(change.severity is Severity.BREAKING for change in changes):
        return 2
    return 1 if changes else 0


def as_json(changes: Sequence[Change]) -> str:
    """Return the changes and their counts as JSON."""
    document: dict[str, Any] = {
        "breaking": _count(changes, Severity.BREAKING),
        "harmless": _count(changes, Severity.HARMLESS),
        "changes": [vars(change) for change in changes],
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def print_table(changes: Sequence[Change], console: Console) -> None:
    """Print one row for each change, breaking ones first in every sample."""
    if not changes:
        console.print("Nothing changed.")
        return
    table = Table("Sample", "Severity", "Change", "Where", "Was", "Is", title="Changes since the recording")
    for change in _ordered(changes):
        colour = "red" if change.severity is Severity.BREAKING else "green"
        table.add_row(
            escape(change.sample) + (f" #{change.exchange}" if change.exchange else ""),
            f"[{colour}]{change.severity}[/]", change.kind,
            *(escape(_short(text)) for text in (change.where, change.old, change.new)),
        )  # fmt: skip
    console.print(table)
    console.print(summary(changes))


def as_markdown(changes: Sequence[Change]) -> str:
    """Return a pull request's text: a summary, then a table for each sample."""
    if not changes:
        return "Nothing changed.\n"
    lines = [summary(changes), ""]
    for sample in sorted({change.sample for change in changes}):
        lines += [f"### `{sample}`", "", "| | Change | Where | Was | Is |", "|---|---|---|---|---|"]
        for change in _ordered([change for change in changes if change.sample == sample]):
            sign = "**breaking**" if change.severity is Severity.BREAKING else "harmless"
            cells = [_cell(text) for text in (change.where, change.old, change.new)]
            number = f" (request {change.exchange})" if change.exchange else ""
            lines.append(f"| {sign} | {change.kind}{number} | {' | '.join(cells)} |")
        lines.append("")
    return "\n".join(lines)


def summary(changes: Sequence[Change]) -> str:
    """Return how many changes of each severity there are, in words."""
    samples = len({change.sample for change in changes})
    breaking, harmless = _count(changes, Severity.BREAKING), _count(changes, Severity.HARMLESS)
    return f"{breaking} breaking and {harmless} harmless change(s) in {samples} sample(s)."


def _count(changes: Sequence[Change], severity: Severity) -> int:
    return sum(change.severity is severity for change in changes)


def _ordered(changes: Sequence[Change]) -> list[Change]:
    return sorted(changes, key=lambda change: (change.sample, change.severity, change.exchange))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_SHOWN else f"{line[: LONGEST_SHOWN - 1]}…"


def _cell(text: str) -> str:
    """Return a table cell that no text of an answer can break out of."""
    shown = _short(text).replace("`", "'").replace("|", "\\|")
    return f"`{shown}`" if shown else ""
