"""Replays samples again, at another time, in another time zone and with sets in another order.

What a sample prints must not depend on any of these. The order of sets is settled when an interpreter starts
(PYTHONHASHSEED), so each of these runs has an interpreter of its own.
"""

import ast
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from pidguide.basics import paths
from pidguide.basics.errors import UserError
from pidguide.basics.reading import read_text
from pidguide.cassettes.format import Recording, read_recording
from pidguide.running import transports
from pidguide.running.run import execute
from pidguide.samples.catalogue import Sample

TIME_ZONE = "NPT-5:45"  # Nepal's, in the words that need no database of zones
LATER = timedelta(days=400, hours=7, minutes=41, seconds=17)  # another year, month, weekday, hour, minute
LATER_ON_THE_DAY = timedelta(hours=23, minutes=41, seconds=17)  # an id_token is good for a day
SEEDS = ("1", "2", "3", "4", "5")  # two words come in the same order under all of them once in 32 times


class SecondReplays:
    """Replays of samples that run beside this process until somebody asks what came of them."""

    def __init__(self, samples: Sequence[Sample]) -> None:
        """Start one interpreter for all samples, and one more for each further seed where it may matter."""
        first, *others = SEEDS
        unordered = [sample for sample in samples if _may_print_a_set(sample)]
        self._runs = [_start(first, samples)]
        self._runs += [_start(seed, unordered) for seed in others if unordered]

    def find_problems(self) -> dict[str, str]:
        """Wait for the replays; return what is wrong with each sample that prints something else, by name."""
        problems: dict[str, str] = {}
        for run in self._runs:
            assert run.stdout is not None
            with run:
                answers = run.stdout.read()
            if run.returncode:
                raise UserError("The second replay of the samples ended early; see above.")
            problems = {**json.loads(answers), **problems}
        return problems


def _may_print_a_set(sample: Sample) -> bool:
    if sample.flaw:
        return False
    return any(
        isinstance(node, ast.Set | ast.SetComp)
        or (isinstance(node, ast.Name) and node.id in ("set", "frozenset"))
        or (isinstance(node, ast.Attribute) and node.attr == "keys")  # `a.keys() & b.keys()` is a set
        for node in ast.walk(sample.tree)
    )


def _start(seed: str, samples: Sequence[Sample]) -> "subprocess.Popen[str]":
    run = subprocess.Popen(
        [sys.executable, "-m", __name__, str(paths.ROOT)],
        env={**os.environ, "PYTHONHASHSEED": seed, "TZ": TIME_ZONE},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert run.stdin is not None
    run.stdin.write(json.dumps([sample.name for sample in samples]))
    run.stdin.close()
    return run


def main(root: Path) -> None:
    """Replay the samples of a guide whose names are read, and write what is wrong with them as JSON."""
    paths.ROOT, paths.SAMPLES, paths.CASSETTES = root, root / "samples", root / "cassettes"
    samples = [Sample(name) for name in json.load(sys.stdin)]
    problems = {sample.name: _problem(sample) for sample in samples if not sample.flaw}
    print(json.dumps({name: problem for name, problem in problems.items() if problem}))


def _problem(sample: Sample) -> str:
    try:
        recording = read_recording(sample.cassette)
        expected = read_text(sample.output)
    except UserError:
        return ""  # the first replay says so
    with transports.replay(recording.path, _another_time(recording), transports.PLACES):
        outcome = execute(sample)
    if not outcome.was_run or (outcome.output == expected and not outcome.failure):
        return ""
    script = sample.script.relative_to(paths.ROOT).as_posix()
    return f"{script} prints other lines at another time or with sets in another order (PYTHONHASHSEED)"


def _another_time(recording: Recording) -> datetime:
    expires = any('"id_token"' in exchange.answer.text for exchange in recording.exchanges)
    later = recording.recorded_at + (LATER_ON_THE_DAY if expires else LATER)
    return later.astimezone()  # at UTC time_machine would set the time zone to UTC, too


if __name__ == "__main__":
    main(Path(sys.argv[1]))
