"""Measures the emulator against recordings of the real services."""

from collections.abc import Iterable
from pathlib import Path

from pid_emulator.core.schema_files import HOW_TO_GET
from pidguide.cassettes.traffic import read_recordings
from pidguide.fidelity.report.scores_by_route import Report
from pidguide.fidelity.score.one_exchange import not_to_be_scored, score
from pidguide.fidelity.score.replay import Replay, Replayed
from pidguide.fidelity.score.superseded import rules_for
from pidguide.fidelity.sources.response_schemas import schemas_beside

# What a gateway answers when a service is out of order, which depends on nothing in the request.
OUTAGES = (502, 503, 504)


def measure(paths: Iterable[Path], service: str | None = None) -> Report:
    """Replay all cassettes among `paths` and compare; with `service` only its exchanges are reported.

    Raises FileNotFoundError for a path that does not exist, UserError as `read_recordings` does.
    """
    report = Report()
    paths = list(paths)
    with schemas_beside(paths):
        for replayed in Replay(read_recordings(paths)).run():
            if service in (None, replayed.service):
                _add(report, replayed)
    return report


def _add(report: Report, replayed: Replayed) -> None:
    recorded, answer = replayed.recorded, replayed.answer
    whole = [rule.behaviour for rule in rules_for(recorded) if rule.whole]
    if answer is None:
        report.unscored.append((replayed, f"not emulated: {recorded.host}"))
    elif recorded.status in OUTAGES:
        report.unscored.append((replayed, f"an outage: {recorded.status}"))
    elif "…" in recorded.url:
        report.unscored.append((replayed, "the recording leaves out a part of the request"))
    elif replayed.missing:
        report.scored.append(not_to_be_scored(replayed, replayed.missing))
    elif whole:
        report.superseded.append((replayed, "; ".join(whole)))
    elif answer.status == 501 and HOW_TO_GET.encode() in answer.message.body:
        report.scored.append(not_to_be_scored(replayed, f"needs a schema that is not at hand: {HOW_TO_GET}"))
    else:
        report.scored.append(score(replayed))
