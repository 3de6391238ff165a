"""Measures the emulator against recordings of the real services."""

from collections.abc import Iterable
from pathlib import Path

from pidguide.fidelity.replay import Replay, read_files
from pidguide.fidelity.report import Report
from pidguide.fidelity.score import score
from pidguide.fidelity.superseded import rules_for

# What a gateway answers when a service is out of order, which depends on nothing in the request.
OUTAGES = (502, 503, 504)


def measure(paths: Iterable[Path], service: str | None = None) -> Report:
    """Replay all cassettes among `paths` and compare; with `service` only its exchanges are reported.

    Raises FileNotFoundError for a path that does not exist, ValueError for a file that is no cassette.
    """
    report = Report()
    for replayed in Replay(read_files(paths)).run():
        if service and replayed.service != service:
            continue
        if replayed.answer is None:
            report.unscored.append((replayed, f"not emulated: {replayed.recorded.host}"))
        elif replayed.recorded.status in OUTAGES:
            report.unscored.append((replayed, f"an outage: {replayed.recorded.status}"))
        elif "…" in replayed.recorded.url:
            report.unscored.append((replayed, "the recording leaves out a part of the request"))
        elif whole := [rule.behaviour for rule in rules_for(replayed.recorded) if rule.whole]:
            report.superseded.append((replayed, "; ".join(whole)))
        else:
            report.scored.append(score(replayed))
    return report
