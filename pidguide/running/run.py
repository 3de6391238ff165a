"""Runs one sample, unchanged, over a transport, and says what came of it."""

import contextlib
import io
import os
import runpy
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from unittest.mock import patch

import requests

from pidguide.basics import paths
from pidguide.cassettes.format import Recording, read_recording
from pidguide.running import transports
from pidguide.samples.catalogue import Sample
from pidguide.samples.runnable import REASONS, needs_spark, why_not_run
from pidguide.samples.schemas_needed import WITHOUT_SCHEMAS, where_schemas_are

if TYPE_CHECKING:
    from pid_emulator import Emulator
    from pidguide.cassettes.traffic import RecordedTraffic
    from pidguide.compare.exchanges import Exchange


@dataclass(frozen=True)
class Outcome:
    """What a run printed, how long it took (seconds), how many exchanges it had, and why it failed if it did.

    `asked_to_wait` are the seconds after which a busy service wants to be asked again, where one said so;
    `over` the real exchanges that answered, where the sample ran over recordings of others.
    """

    sample: Sample
    output: str = ""
    seconds: float = 0.0
    exchanges: int = 0
    failure: str = ""
    asked_to_wait: float | None = None
    over: tuple["Exchange", ...] = ()

    @property
    def is_success(self) -> bool:
        return not self.failure

    @property
    def was_run(self) -> bool:
        """Whether the sample was run at all: not where this computer lacks what it needs."""
        return self.failure not in REASONS

    def after_waiting(self, seconds: float | None) -> "Outcome":
        """Return the same outcome, with how long a service asked to wait."""
        return replace(self, asked_to_wait=seconds)


def replay(sample: Sample) -> Outcome:
    """Run a sample from its cassette. No network, no account.

    It fails when the sample fails, asks for something that was not recorded, leaves a part of the
    cassette unplayed, or prints other lines than its output file holds.
    Raises UserError when there is no readable cassette.
    """
    recording = read_recording(sample.cassette)
    outcome = play(sample, recording)
    if outcome.failure:
        return outcome
    expected = sample.output.read_text(encoding="utf-8") if sample.output.is_file() else ""
    if outcome.output != expected:
        failure = f"it prints other lines than {sample.output.relative_to(paths.ROOT)} holds"
        return Outcome(sample, outcome.output, outcome.seconds, outcome.exchanges, failure)
    return outcome


def play(sample: Sample, recording: Recording) -> Outcome:
    """Run a sample from a recording, wherever that lies, without looking at its output file."""
    with transports.replay(recording.path, recording.recorded_at) as cassette:
        outcome = execute(sample)
        unplayed = len(cassette) - cassette.play_count
    if not outcome.failure and unplayed:
        failure = f"{unplayed} recorded exchange(s) were not asked for"
        return Outcome(sample, outcome.output, outcome.seconds, len(recording.exchanges), failure)
    return Outcome(sample, outcome.output, outcome.seconds, len(recording.exchanges), outcome.failure)


def via_emulator(sample: Sample, registries: "Emulator", faults: Sequence[str] = ()) -> Outcome:
    """Run a sample against a running emulator, with faults injected if there are any."""
    with transports.emulator(registries, faults):
        return told_by(registries, execute(sample))


def told_by(registries: "Emulator", outcome: Outcome) -> Outcome:
    """Return an outcome with what the emulator knows of the run that has just ended.

    That is how many requests came, and that a service had no schema to check with: whatever the sample made
    of that, it says nothing of the sample.
    """
    traffic = registries.traffic
    failure = WITHOUT_SCHEMAS if traffic.lacked_schema else outcome.failure
    return replace(outcome, exchanges=traffic.requests, failure=failure)


def via_live(sample: Sample) -> Outcome:
    """Run a sample against the real services."""
    with transports.live():
        return execute(sample)


def via_recordings(sample: Sample, traffic: "RecordedTraffic") -> Outcome:
    """Run a sample over what the real services answered to others, as far as that is at hand.

    `over` of the outcome names the exchanges it ran over.
    """
    with transports.recordings(traffic) as used:
        outcome = execute(sample)
    return replace(outcome, exchanges=len(used), over=tuple(used))


def execute(sample: Sample) -> Outcome:
    """Run the script as `python script.py` would, in this process, and keep what it prints."""
    if reason := why_not_run(sample):
        return Outcome(sample, failure=reason)
    if needs_spark(sample):
        return _execute_apart(sample)
    started = time.perf_counter()
    printed, complaints = io.StringIO(), io.StringIO()
    failure = ""
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(complaints), _alone(sample):
        try:
            runpy.run_path(str(sample.script), run_name="__main__")
        except SystemExit as stop:
            failure = _reason_to_stop(stop, complaints.getvalue())
        except transports.UnrecordedRequest as error:
            failure = f"it sends a request that its cassette does not hold: {_first_line(error)}"
        except KeyError as error:
            failure = _missing_variable(error)
        except requests.RequestException as error:
            failure = f"{type(error).__name__}: {_first_line(error)}"
        except Exception as error:  # whatever a sample raises is a finding, not a crash of this tool
            failure = f"{type(error).__name__}: {_first_line(error)}"
    return Outcome(sample, printed.getvalue(), time.perf_counter() - started, failure=failure)


def _execute_apart(sample: Sample) -> Outcome:
    """Run a script in a process of its own, where time passes: Spark waits for its JVM."""
    started = time.perf_counter()
    with _alone(sample):
        run = subprocess.run([sys.executable, sample.script], capture_output=True, text=True)
    failure = (run.stderr.strip().splitlines() or ["it failed"])[-1] if run.returncode else ""
    return Outcome(sample, run.stdout, time.perf_counter() - started, failure=failure)


@contextmanager
def _alone(sample: Sample) -> Iterator[None]:
    """Give the script its own argv and its own folder first on the path, as Python does, and its data."""
    argv, path, modules = sys.argv, list(sys.path), set(sys.modules)
    sys.argv = [str(sample.script)]
    sys.path.insert(0, str(sample.script.parent))
    try:
        with _data_for(sample) as data, patch.dict(os.environ, {**where_schemas_are(sample), **data}):
            yield
    finally:
        sys.argv, sys.path[:] = argv, path
        for name in set(sys.modules) - modules:
            origin = getattr(sys.modules[name], "__file__", None) or ""
            if origin.startswith(str(sample.script.parent) + os.sep):
                del sys.modules[name]


@contextmanager
def _data_for(sample: Sample) -> Iterator[dict[str, str]]:
    """Yield the variable that leads to generated data files; nothing where the user has named real ones."""
    if transports.DATA_VARIABLE not in sample.source or transports.DATA_VARIABLE in os.environ:
        yield {}
        return
    from pidguide.datafiles.for_samples import data_folder  # here, because few samples need what it loads

    with data_folder() as folder:
        yield {transports.DATA_VARIABLE: str(folder)}


def _reason_to_stop(stop: SystemExit, complaints: str) -> str:
    if stop.code in (None, 0):
        return ""
    said = str(stop.code) if isinstance(stop.code, str) else complaints.strip() or f"exit code {stop.code}"
    return " ".join(said.split())


def _missing_variable(error: KeyError) -> str:
    name = str(error.args[0])
    if name.isupper() and name not in os.environ:
        return f"set the environment variable {name}; docs/sandboxes.md tells how to get it"
    return f"KeyError: {error}"


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
