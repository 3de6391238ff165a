"""The fidelity report: scores by exchange, route and service; as a table, as JSON, by difference."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pidguide.compare.routes import SERVICES, route_of
from pidguide.fidelity.score.one_exchange import Scored, score_as_recorded
from pidguide.fidelity.score.replay import Replayed

LONGEST_SHOWN = 300
# The year whose recordings are also scored by themselves, with nothing left out.
RECENT = 2026
TITLE = "The emulator against recorded answers of the real services"


@dataclass
class Report:
    """All exchanges: those scored, and those that are not, each with its reason."""

    scored: list[Scored] = field(default_factory=list)
    superseded: list[tuple[Replayed, str]] = field(default_factory=list)
    unscored: list[tuple[Replayed, str]] = field(default_factory=list)

    def services(self) -> dict[str, float]:
        """Return each service's score today: what it changed since a recording is left out."""
        return self._means(lambda service: [item.score for item in self.of(service)])

    def raw(self, year: int | None = None) -> dict[str, float]:
        """Return each service's score with nothing left out, of the recordings of one year alone if given."""
        return self._means(
            lambda service: [
                *(item.as_recorded for item in self.of(service) if _is_of(item.replayed, year)),
                *(
                    score_as_recorded(replayed)
                    for replayed, _ in self.superseded
                    if replayed.service == service and _is_of(replayed, year)
                ),
            ]
        )

    def by_route(self) -> dict[str, float]:
        """Return the mean of each service's routes: one counts once, however often it was asked."""
        return self._means(
            lambda service: [
                mean(item.score for item in items) for items in self._by_route(self.of(service)).values()
            ]
        )

    def exact(self) -> dict[str, float]:
        """Return which share of each service's exchanges has no difference at all."""
        return self._means(lambda service: [float(item.exact) for item in self.of(service)])

    def unloaded(self) -> dict[str, float]:
        """Return what an emulator that was given no record scores for each service."""
        return self._means(lambda service: [item.unloaded for item in self.of(service)])

    def skill(self) -> dict[str, float]:
        """Return the part of what an emulator without records gets wrong that the emulator gets right."""
        unloaded = self.unloaded()
        return {
            service: (score - unloaded[service]) / (1 - unloaded[service]) if unloaded[service] < 1 else 1.0
            for service, score in self.services().items()
        }

    def changes(self) -> Counter[str]:
        """Return how many exchanges each change of a service touches, those left out as a whole with them."""
        touched = Counter(rule.behaviour for item in self.scored for rule in item.superseded)
        touched.update(behaviour for _, reason in self.superseded for behaviour in reason.split("; "))
        return touched

    def _means(self, scores_of: Callable[[str], list[float]]) -> dict[str, float]:
        found = {service: scores_of(service) for service in SERVICES}
        return {service: mean(scores) for service, scores in found.items() if scores}

    def of(self, service: str) -> list[Scored]:
        """Return the exchanges of a service that tell something: not those that only echo the recording."""
        return [item for item in self.scored if item.replayed.service == service and item.weight]

    def overall(self) -> float:
        """Return the mean of all exchanges' scores."""
        return mean(item.score for item in self.scored if item.weight)

    def as_json(self) -> dict[str, Any]:
        """Return everything as JSON, numbers rounded to four places."""
        return {
            "services": _rounded(self.services()),
            "overall": round(self.overall(), 4) if self.scored else None,
            "raw": _rounded(self.raw()),
            f"raw_{RECENT}": _rounded(self.raw(RECENT)),
            "exact": _rounded(self.exact()),
            "by_route": _rounded(self.by_route()),
            "unloaded": _rounded(self.unloaded()),
            "skill": _rounded(self.skill()),
            "changes": dict(self.changes().most_common()),
            "endpoints": {
                route: {"exchanges": len(items), "score": round(mean(item.score for item in items), 4)}
                for route, items in sorted(self._by_route(self.scored).items())
            },
            "exchanges": [_exchange_as_json(item) for item in self.scored],
            "superseded": [_unscored_as_json(*pair) for pair in self.superseded],
            "unscored": [_unscored_as_json(*pair) for pair in self.unscored],
        }

    def _by_route(self, items: Iterable[Scored]) -> dict[str, list[Scored]]:
        routes: dict[str, list[Scored]] = {}
        for item in items:
            routes.setdefault(_route(item.replayed), []).append(item)
        return routes

    def print_table(self, console: Console) -> None:
        """Print scores by service and route, then what is not scored and why."""
        table = Table(
            "Service and route",
            "Exchanges",
            "Today",
            "Raw",
            f"Raw, {RECENT}",
            "By route",
            "Exact",
            "Skill",
            title=TITLE,
        )
        beside = (self.raw(), self.raw(RECENT), self.by_route(), self.exact(), self.skill())
        for service, score in self.services().items():
            others = (f"{each[service]:.4f}" if service in each else "none" for each in beside)
            table.add_row(f"[bold]{service}[/]", str(len(self.of(service))), f"[bold]{score:.4f}[/]", *others)
            for route, items in sorted(self._by_route(self.of(service)).items()):
                table.add_row(
                    f"  {escape(route)}", str(len(items)), _coloured(mean(item.score for item in items))
                )
            table.add_section()
        overall = f"{self.overall():.4f}" if self.scored else "none"
        table.add_row("[bold]All[/]", str(len(self.scored)), f"[bold]{overall}[/]")
        console.print(table)
        if changes := self.changes():
            console.print("[bold]Changed since the recording, and left out of the score of today[/]")
            for behaviour, count in changes.most_common():
                console.print(f"  {count} exchange(s): {escape(behaviour)}", highlight=False)
        for title, pairs in (("Superseded, not scored", self.superseded), ("Not scored", self.unscored)):
            if pairs:
                console.print(f"[bold]{title}[/]")
                for replayed, reason in pairs:
                    console.print(
                        f"  {escape(replayed.recorded.name[:70])}: {escape(reason)}", highlight=False
                    )

    def explain(self, console: Console, choose: Callable[[Scored], bool], limit: int | None) -> None:
        """Print the differences of the chosen exchanges side by side, the lowest scores first."""
        chosen = sorted(
            (item for item in self.scored if item.differences and choose(item)), key=lambda item: item.score
        )
        for item in chosen[:limit]:
            recorded = item.replayed.recorded
            title = f"{item.score:.3f}  {recorded.name}  ({recorded.recorded_at})"
            title += f"\n{recorded.method} {recorded.url[:160]}"
            table = Table(
                "Check",
                "Where",
                "Recorded",
                "Emulator",
                title=escape(title),
                title_justify="left",
                expand=True,
            )
            for difference in item.differences[:40]:
                table.add_row(
                    difference.check,
                    escape(difference.where),
                    escape(difference.recorded[:LONGEST_SHOWN]),
                    escape(difference.emulator[:LONGEST_SHOWN]),
                )
            if len(item.differences) > 40:
                table.add_row("…", f"{len(item.differences) - 40} more", "", "")
            console.print(table)
        if not chosen:
            console.print("No difference.")


def _rounded(scores: dict[str, float]) -> dict[str, float]:
    return {service: round(score, 4) for service, score in scores.items()}


def _is_of(replayed: Replayed, year: int | None) -> bool:
    recorded = replayed.recorded.date
    return year is None or (recorded is not None and recorded.year == year)


def mean(scores: Iterable[float]) -> float:
    """Return the mean, 1.0 of nothing."""
    listed = list(scores)
    return sum(listed) / len(listed) if listed else 1.0


def _route(replayed: Replayed) -> str:
    return route_of(replayed.recorded.method, replayed.recorded.url)


def _coloured(score: float) -> str:
    colour = "green" if score >= 0.97 else "yellow" if score >= 0.8 else "red"
    return f"[{colour}]{score:.4f}[/]"


def _exchange_as_json(item: Scored) -> dict[str, Any]:
    recorded = item.replayed.recorded
    return {
        "file": recorded.file.name,
        "position": recorded.position,
        "service": item.replayed.service,
        "endpoint": _route(item.replayed),
        "recorded_at": recorded.recorded_at,
        "source": recorded.source,
        "status": recorded.status,
        "score": round(item.score, 4),
        "raw": round(item.as_recorded, 4),
        "unloaded": round(item.unloaded, 4),
        "checks": {check.name: round(check.counted, 4) for check in item.checks},
        "weights": {check.name: round(check.weight, 2) for check in item.checks},
        "superseded": [rule.behaviour for rule in item.superseded],
        "differences": [vars(difference) for difference in item.differences],
    }


def _unscored_as_json(replayed: Replayed, reason: str) -> dict[str, Any]:
    recorded = replayed.recorded
    return {
        "file": recorded.file.name,
        "position": recorded.position,
        "endpoint": _route(replayed),
        "reason": reason,
    }


def dump(report: Report) -> str:
    """Return the report as JSON text."""
    return json.dumps(report.as_json(), ensure_ascii=False, indent=1)


def chooser(words: Sequence[str]) -> Callable[[Scored], bool]:
    """Return what tells whether an exchange's file, route or check names one of the words."""

    def choose(item: Scored) -> bool:
        names = [item.replayed.recorded.name, _route(item.replayed), *(d.check for d in item.differences)]
        return not words or any(word.lower() in name.lower() for word in words for name in names)

    return choose
