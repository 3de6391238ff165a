"""What changed at the services: read from docs/_changes.yml, shown newest first.

The days of changes that old recordings disagree with stand in docs/_data/superseded.md, with their evidence.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml

from pidguide.basics import paths
from pidguide.basics.errors import UserError
from pidguide.basics.reading import read_text
from pidguide.cassettes.format import read_recording
from pidguide.samples.catalogue import Sample, get_sample
from pidguide.site.render.sample_heading import escape_markdown

FEED = "changes.xml"
MARKED = datetime.timedelta(days=365)  # so long before its recording a change is new to a sample
_DATE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
_ENTRY = {"change", "same_as", "date", "announced", "source", "do", "samples"}


@dataclass(frozen=True)
class Change:
    """One change: `date` is a day, a month or a year as text; `samples` are the names of those it touches.

    `told` is when it became known: its date, but the announcement's of a change that was still to come.
    """

    date: str
    text: str
    todo: str
    source: str
    samples: tuple[str, ...]
    told: str

    @property
    def anchor(self) -> str:
        """The id of its heading, made of its text."""
        return re.sub(r"[^a-z0-9]+", "-", self.text.lower()).strip("-")[:60].strip("-")


def read_changes() -> list[Change]:
    """Return all changes, newest first. Raises UserError for one without date, source or what to do."""
    dated = read_superseded()
    entries = yaml.load(read_text(paths.DOCS / "_changes.yml"), Loader=yaml.CSafeLoader)
    changes = [_read_change(entry, dated) for entry in entries]
    return sorted(changes, key=lambda change: change.date, reverse=True)


def read_superseded() -> dict[str, tuple[str, str]]:
    """Return day and evidence of each change in the table of what is superseded, by the change's text."""
    heads, _, *rows = map(_cells, read_text(paths.DOCS / "_data" / "superseded.md").splitlines())
    table = [dict(zip(heads, row, strict=True)) for row in rows]
    return {row["Today"]: (row["Recordings before"], row["Evidence"]) for row in table}


def _cells(line: str) -> list[str]:
    return [cell.replace("\\|", "|").strip() for cell in re.split(r"(?<!\\)\|", line.strip("| "))]


def _read_change(entry: dict[str, Any], dated: dict[str, tuple[str, str]]) -> Change:
    text = str(entry.get("change", ""))
    day, evidence = dated.get(str(entry.get("same_as", text)), ("", ""))
    date = str(entry.get("date", day))
    change = Change(
        date=date,
        text=text,
        todo=str(entry.get("do", "")),
        source=str(entry.get("source", evidence)),
        samples=tuple(entry.get("samples", ())),
        told=str(entry.get("announced", date)),
    )
    if set(entry) - _ENTRY or not (text and change.todo and change.source and _is_dated(change)):
        raise UserError(
            f"docs/_changes.yml: {text or entry} needs `change`, `do`, and a `date` with its `source`,"
            " unless docs/_data/superseded.md has the same words."
        )
    for name in change.samples:
        get_sample(name)
    return change


def _is_dated(change: Change) -> bool:
    return all(map(_DATE.fullmatch, (change.date, change.told))) and change.told <= change.date


def show_marks(sample: Sample) -> str:
    """Return what changed in the year before a sample was recorded, or is announced, as Markdown.

    "" where there is nothing. The search leaves it out: the page of changes has the words.
    """
    recorded = read_recording(sample.cassette).recorded_at.date()
    since = (recorded - MARKED).isoformat()
    marks = [_mark(change, sample, recorded) for change in _changes_of(sample.name) if change.date >= since]
    return f"{' · '.join(marks)}\n{{: .pg-changed data-search-exclude }}\n\n" if marks else ""


def _mark(change: Change, sample: Sample, recorded: datetime.date) -> str:
    verb = "Announced for" if change.date > recorded.isoformat() else "Changed"
    page = f"{'../' * sample.page.count('/')}changes.md"
    return f"{verb} {change.date}: [{_as_markdown(change.text)}]({page}#{change.anchor})"


def _changes_of(name: str) -> list[Change]:
    return [change for change in _read_once(paths.DOCS) if name in change.samples]


@cache
def _read_once(docs: Path) -> list[Change]:
    """Read the changes of a folder of pages, none where it has none: every sample on every page asks."""
    return read_changes() if (docs / "_changes.yml").is_file() else []


def show_changes() -> str:
    """Return all changes as Markdown: a section for each year, newest first, and a link to the feed."""
    years = groupby(read_changes(), key=lambda change: change.date[:4])
    parts = [f'<a href="../{FEED}">Follow them as an Atom feed</a>.']
    for year, changes in years:
        parts += [f"## {year}", *(part for change in changes for part in _show(change))]
    return "\n\n".join(parts)


def _show(change: Change) -> Iterator[str]:
    source = change.source
    shown = f"[Source]({source})" if source.startswith("https://") else f"Source: {escape_markdown(source)}"
    yield f"### {_as_markdown(change.text)} {{ #{change.anchor} }}"
    yield f"**{change.date}.** {change.todo} {shown.removesuffix('.')}."
    if change.samples:
        samples = [get_sample(name) for name in change.samples]
        links = [f"[{escape_markdown(each.title)}]({each.page}.md#{each.anchor})" for each in samples]
        yield f"Samples: {' · '.join(links)}"


def _as_markdown(text: str) -> str:
    """Return a change's text for a heading: code stays code, the rest is escaped."""
    parts = re.split(r"(`[^`]+`)", text)
    return "".join(part if part.startswith("`") else escape_markdown(part) for part in parts)
