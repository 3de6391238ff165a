"""Writes what the page about the emulator shows: the scores, what is superseded, and the deviations.

The page includes the Markdown files; `fidelity.json` holds the scores for others, e.g. the status page.
"""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import pid_emulator
from pidguide.basics.paths import DOCS
from pidguide.compare.routes import SERVICES
from pidguide.fidelity.report.confirmed_live import source_of
from pidguide.fidelity.report.coverage import coverage_page
from pidguide.fidelity.report.deviations import read_deviations
from pidguide.fidelity.report.scores_by_route import RECENT, Report
from pidguide.fidelity.score.superseded import RULES

FOLDER = DOCS / "_data"
_NAMES = {"doi.org": "doi.org and content negotiation", "crossref": "Crossref", "datacite": "DataCite",
          "orcid": "ORCID", "all": "All"}  # fmt: skip


_PACKAGES = {"doi.org": "doi_org", "crossref": "crossref", "datacite": "datacite", "orcid": "orcid"}


def save(report: Report, measured_on: date, folder: Path = FOLDER) -> None:
    """Write the scores (Markdown and JSON), the coverage, and the tables of changes and of deviations."""
    folder.mkdir(parents=True, exist_ok=True)
    counted = Counter(source_of(item.replayed.recorded) for item in report.scored)
    sources = [source for source, _ in counted.most_common() if source]
    _write(folder / "fidelity.md", score_table(report, measured_on, sources))
    summary = {"measured_on": measured_on.isoformat(), "sources": sources, **_summary(report)}
    _write(folder / "coverage.md", coverage_page(report, read_deviations()))
    _write(folder / "fidelity.json", json.dumps(summary, ensure_ascii=False, indent=1))
    save_deviations(folder)


def save_deviations(folder: Path = FOLDER) -> None:
    """Write the tables that a change of the lists alone makes anew, after a measurement was saved."""
    _write(folder / "superseded.md", superseded_table(folder))
    _write(folder / "deviations.md", deviation_table("deviation"))
    _write(folder / "unobserved.md", unobserved_list())


def _summary(report: Report) -> dict[str, Any]:
    whole = report.as_json()
    left_out = ("endpoints", "exchanges", "superseded", "unscored")
    return {
        **{name: value for name, value in whole.items() if name not in left_out},
        "exchanges": {service: len(report.of(service)) for service in report.services()},
        "superseded": len(report.superseded),
        "unscored": len(report.unscored),
    }


def score_table(report: Report, measured_on: date, sources: list[str]) -> str:
    """Return the scores as a Markdown table with its date and sources."""
    today, raw, recent = report.services(), report.raw(), report.raw(RECENT)
    beside = (report.by_route(), report.exact(), report.skill(), report.unloaded())
    rows = [
        f"| {_NAMES[service]} | {len(report.of(service))} | **{score:.3f}** | **{raw[service]:.3f}** "
        f"| {_figure(recent.get(service))} | {' | '.join(_figure(each[service]) for each in beside)} |"
        for service, score in today.items()
    ]
    return "\n".join(
        [
            f"| Service | Exchanges | Today | Raw | Raw, {RECENT} | By route | Exact | Skill "
            "| Nothing loaded |",
            "|---|---:|---:|---:|---:|---:|---:|---:|---:|",
            *rows,
            "",
            f"Measured on {measured_on.isoformat()} over what these recorded: {', '.join(sources)}.",
            *_not_scored(report),
            "",
        ]
    )


def _figure(score: float | None) -> str:
    return "none" if score is None else f"{score:.3f}"


def _not_scored(report: Report) -> list[str]:
    """Return which exchanges do not count, by reason: other hosts, outages, requests that are cut."""
    if not report.unscored:
        return []
    reasons = Counter(reason for _, reason in report.unscored)
    listed = "; ".join(f"{reason} ({count})" for reason, count in sorted(reasons.items()))
    return ["", f"Not scored: {listed}."]


def superseded_table(folder: Path = FOLDER) -> str:
    """Return what the services have changed since recordings were made, as a Markdown table.

    How many exchanges a change touches is what `fidelity.json` in the folder says of the last measurement.
    """
    measured = json.loads((folder / "fidelity.json").read_text(encoding="utf-8"))
    touched = measured["changes"]
    rows = [
        f"| {_cell(rule.behaviour)} | {rule.since.isoformat()} | {touched.get(rule.behaviour, 0)} "
        f"| {_cell(rule.evidence)} |"
        for rule in sorted(RULES, key=lambda rule: rule.since, reverse=True)
    ]
    return "\n".join(
        ["| Today | Recordings before | Exchanges | Evidence |", "|---|---|---:|---|", *rows, ""]
    )


def deviation_table(kind: str) -> str:
    """Return the deviations of one kind as a Markdown table, by service."""
    order = ("all", *SERVICES)
    chosen = sorted(
        (item for item in read_deviations() if item.kind == kind), key=lambda item: order.index(item.service)
    )
    rows = [
        f"| {' | '.join(map(_cell, (_NAMES[item.service], item.behaviour, item.emulator, item.evidence)))} |"
        for item in chosen
    ]
    return "\n".join(
        ["| Service | The real service | The emulator | Evidence |", "|---|---|---|---|", *rows, ""]
    )


def unobserved_list() -> str:
    """Return what nobody has observed: the table of `deviations.yml`, then the emulator's own lists."""
    lines = [deviation_table("unobserved")]
    by_service: dict[str, list[str]] = {}
    for service, text in _said_by_the_emulator():
        by_service.setdefault(service, []).append(f"- {' '.join(text.split())}")
    for service in SERVICES:
        if service in by_service:
            lines += [f"**{_NAMES[service]}**", "", *by_service[service], ""]
    return "\n".join(lines)


def _said_by_the_emulator() -> Iterator[tuple[str, str]]:
    """Yield service and text of every `UNOBSERVED` that a module of the emulator lists."""
    for service, package in _PACKAGES.items():
        names = [f"{pid_emulator.__name__}.{package}"]
        folder = import_module(names[0]).__path__
        names += sorted(found.name for found in walk_packages(folder, f"{names[0]}."))
        for name in names:
            for text in getattr(import_module(name), "UNOBSERVED", ()):
                yield service, text


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _write(file: Path, text: str) -> None:
    file.write_text(text if text.endswith("\n") else f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    save_deviations()
