"""Figures that age: read from docs/_facts/*.yml, shown with the day they were checked on.

rows_max: {value: 1000, unit: items, source: "https://…", checked_on: 2026-11-23, max_age_days: 365}
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from html import escape
from typing import Any

import yaml

from pidguide.basics import paths
from pidguide.basics.errors import UserError

OVERDUE = "check overdue: it may have changed"
_REQUIRED = ("value", "source", "checked_on", "max_age_days")


@dataclass(frozen=True)
class Fact:
    """One figure: `name` is `<file>.<entry>`, e.g. `crossref.rows_max`."""

    name: str
    value: Any
    unit: str
    source: str
    checked_on: date
    max_age_days: int
    note: str = ""

    @property
    def expires_on(self) -> date:
        """The first day on which the figure must have been checked anew."""
        return self.checked_on + timedelta(days=self.max_age_days)

    def is_overdue(self, today: date | None = None) -> bool:
        """Tell whether the figure should have been checked anew by `today`, the day of the call if None."""
        return self.expires_on <= (today or datetime.now(UTC).date())


def read_facts() -> dict[str, Fact]:
    """Return all figures by name. Raises UserError for an entry that lacks what it must say."""
    facts: dict[str, Fact] = {}
    for file in sorted((paths.DOCS / "_facts").glob("*.yml")):
        entries = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) or {}
        for key, entry in entries.items():
            name = f"{file.stem}.{key}"
            missing = [field for field in _REQUIRED if field not in entry]
            if missing:
                raise UserError(f"docs/_facts/{file.name}: {key} lacks {', '.join(missing)}.")
            facts[name] = Fact(
                name=name,
                value=entry["value"],
                unit=entry.get("unit", ""),
                source=entry["source"],
                checked_on=entry["checked_on"],
                max_age_days=entry["max_age_days"],
                note=entry.get("note", ""),
            )
    return facts


def find_overdue(today: date | None = None) -> list[Fact]:
    """Return the figures that should have been checked anew by `today`, the one due longest first."""
    overdue = [fact for fact in read_facts().values() if fact.is_overdue(today)]
    return sorted(overdue, key=lambda fact: fact.expires_on)


def show_fact(name: str, today: date | None = None) -> str:
    """Return a figure as a page shows it: value and unit, its date and source in the title and beside it.

    One that is overdue by `today`, the day of the call if None, says so beside its date.
    Raises UserError when there is no such figure.
    """
    facts = read_facts()
    if name not in facts:
        raise UserError(f"There is no figure {name} in docs/_facts.")
    fact = facts[name]
    value = f"{fact.value:,}" if isinstance(fact.value, int) and fact.value >= 10_000 else str(fact.value)
    shown = f"{value} {fact.unit}".strip()
    if fact.source.startswith("https://"):
        source = f'<a href="{escape(fact.source)}" title="Source">checked {fact.checked_on}</a>'
    else:
        source = f'<span title="{escape(fact.source)}">checked {fact.checked_on}</span>'
    due = f", {OVERDUE}" if fact.is_overdue(today) else ""
    return f'<span class="pg-fact">{escape(shown)} <small>({source}{due})</small></span>'
