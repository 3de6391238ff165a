"""Adds what a service has changed to docs/_changes.yml, which the page of changes and its feed are made of.

Only what two recordings of the live service tell: the emulator's answers say nothing of a change there.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from pidguide.basics.files import replace_file
from pidguide.basics.reading import read_text
from pidguide.compare.exchanges import read_exchanges
from pidguide.compare.routes import route_of, service_of
from pidguide.drift.changes import Change, Severity, recordings_by_sample

LONGEST_SHOWN = 60
_NAMES = {"doi.org": "doi.org", "crossref": "Crossref", "datacite": "DataCite", "orcid": "ORCID"}
# What is so now, and what a reader does about it, for each kind of change that a reader has to know.
_TOLD = {
    "status changed": ("answers {new}, not {old}", "Handle the new status."),
    "redirect changed": ("redirects to another address", "Follow `Location`, do not build the address."),
    "media type changed": ("answers as {new}, not {old}", "Look at the media type before you read the body."),
    "format changed": ("answers in {new}, not {old}", "Look at the media type before you read the body."),
    "field gone": ("has no `{where}` any more", "Read the field as optional."),
    "type changed": ("has {new} in `{where}`, not {old}", "Take both types."),
    "header gone": ("has no header `{where}` any more", "Do without the header."),
    "header changed": ("has {new} in the header `{where}`, not {old}", "Read the header of each answer."),
}


def live_changes(changes: Iterable[Change], old: Path, new: Path) -> list[Change]:
    """Return the changes of samples that both folders have recorded from the live service."""
    recordings = [recordings_by_sample(folder) for folder in (old, new)]
    live: dict[str, bool] = {}
    for change in changes:
        if change.sample not in live:
            files = [by_sample.get(change.sample) for by_sample in recordings]
            live[change.sample] = all(file is not None and _is_live(file) for file in files)
    return [change for change in changes if live[change.sample]]


def _is_live(cassette: Path) -> bool:
    return all(exchange.via == "live" for exchange in read_exchanges(cassette))


def add_entries(changes: Iterable[Change], day: date, file: Path) -> int:
    """Add an entry for each change that a reader has to know and that the file does not tell yet.

    What is the same at several routes or in several samples is one entry. Returns how many were added.
    """
    before = read_text(file) if file.is_file() else ""
    told = {str(entry["change"]) for entry in yaml.safe_load(before) or []}
    entries = [entry for entry in _entries(changes, day) if entry["change"] not in told]
    if entries:
        text = yaml.safe_dump(entries, sort_keys=False, allow_unicode=True, width=1000)
        replace_file(file, f"{before}{text}")
    return len(entries)


def _entries(changes: Iterable[Change], day: date) -> list[dict[str, Any]]:
    routes: dict[tuple[str, str], set[str]] = defaultdict(set)
    samples: dict[tuple[str, str], set[str]] = defaultdict(set)
    for change in changes:
        if change.kind not in _TOLD or not _breaks_or_limits(change):
            continue
        method, _, url = change.request.partition(" ")
        what = _TOLD[change.kind][0].format(**{name: _shown(getattr(change, name)) for name in _PARTS})
        found = f"{_NAMES.get(service_of(url) or '', 'A service')} {what}", _TOLD[change.kind][1]
        routes[found].add(f"`{route_of(method, url)}`")
        samples[found].add(change.sample)
    return [
        {
            "change": f"{text}: {', '.join(sorted(routes[text, todo]))}",
            "date": day.isoformat(),
            "source": f"recordings of {day.isoformat()} and before differ",
            "do": todo,
            "samples": sorted(samples[text, todo]),
        }
        for text, todo in routes
    ]


_PARTS = ("where", "old", "new")


def _breaks_or_limits(change: Change) -> bool:
    return change.severity is Severity.BREAKING or change.kind == "header changed"


def _shown(text: str) -> str:
    """Return a text of an answer on one line, without what would end its code mark."""
    line = " ".join(text.replace("`", "'").split())
    return line if len(line) <= LONGEST_SHOWN else f"{line[: LONGEST_SHOWN - 1]}…"
