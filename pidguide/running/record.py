"""Records samples: runs them against the emulator or the live services and keeps the exchange."""

import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from vcr.cassette import Cassette

from pidguide import __version__
from pidguide.basics.files import replace_together
from pidguide.basics.reading import reason, shown
from pidguide.cassettes import format
from pidguide.cassettes.scrub import Scrubber
from pidguide.running import cleanup, pacing, transports
from pidguide.running.run import Outcome, execute, play, told_by
from pidguide.samples.catalogue import Sample
from pidguide.samples.conditions import faults_for

if TYPE_CHECKING:
    from pid_emulator import Emulator

TRIES = 3
INTERRUPTED = "interrupted"


@dataclass(frozen=True)
class Recorded:
    """What a recording came to: the outcome of the run, whether files were written, what it left behind."""

    sample: Sample
    outcome: Outcome
    is_written: bool
    left_behind: list[str] = field(default_factory=list)

    @property
    def was_interrupted(self) -> bool:
        """Whether Ctrl+C ended the run: nothing more is to be recorded."""
        return self.outcome.failure == INTERRUPTED


def record_via_emulator(sample: Sample, registries: "Emulator") -> Recorded:
    """Record a sample against a running emulator."""
    faults = faults_for(sample)
    return _record(
        sample,
        "emulator",
        lambda: transports.emulator(registries, faults),
        lambda sample: told_by(registries, execute(sample)),
    )


def record_live(sample: Sample, wait: Callable[[float], None] = time.sleep) -> Recorded:
    """Record a sample against the real services, with the user's credentials.

    Keeps a pause between requests. When a service asks to wait (429, 503), waits and starts the sample
    anew, at most three times in all. Takes back what the sample made and did not delete itself.
    """
    recorded = _record(sample, "live", transports.live, execute)
    for _ in range(TRIES - 1):
        asked = _asked_to_wait(recorded)
        if asked is None:
            break
        wait(asked)
        recorded = _record(sample, "live", transports.live, execute)
    return recorded


def _asked_to_wait(recorded: Recorded) -> float | None:
    stays = recorded.is_written or recorded.was_interrupted
    return None if stays else recorded.outcome.asked_to_wait


def _record(
    sample: Sample,
    via: str,
    transport: Callable[[], AbstractContextManager[dict[str, str]]],
    run: Callable[[Sample], Outcome],
) -> Recorded:
    """Run once, scrub, replay the scrubbed copy for its output, and only then replace both files."""
    started = datetime.now(UTC).replace(microsecond=0)
    left_behind: list[str] = []
    with ExitStack() as stack:
        credentials = stack.enter_context(transport())
        if via == "live":
            stack.enter_context(pacing.paced())
        with transports.recording(started) as cassette:
            outcome = _run(sample, run)
        if via == "live":
            left_behind = cleanup.take_back(cassette.requests, cassette.responses)
    if outcome.failure:
        outcome = outcome.after_waiting(pacing.seconds_asked_for(cassette.responses))
        return Recorded(sample, outcome, is_written=False, left_behind=left_behind)
    outcome = _keep(sample, via, started, credentials, cassette)
    return Recorded(sample, outcome, is_written=outcome.is_success, left_behind=left_behind)


def _run(sample: Sample, run: Callable[[Sample], Outcome]) -> Outcome:
    """Run the script. Ctrl+C is an outcome, too: what the script has made must still be taken back."""
    try:
        return run(sample)
    except KeyboardInterrupt:
        return Outcome(sample, failure=INTERRUPTED)


def _keep(
    sample: Sample, via: str, started: datetime, credentials: dict[str, str], cassette: Cassette
) -> Outcome:
    requests, responses = Scrubber(credentials).scrub(cassette.requests, cassette.responses)
    metadata = {
        "recorded_at": started.isoformat(),
        "via": via,
        "hosts": list(dict.fromkeys(urlsplit(request.uri).hostname for request in requests)),
        "sample_sha256": sample.sha256,
        "tool": f"pidguide {__version__}",
    }
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "cassette.yaml"
        format.write_cassette(fresh, requests, responses, metadata)
        replayed = play(sample, format.read_recording(fresh))
        if replayed.is_success:
            return _write(replayed, fresh.read_text(encoding="utf-8"))
    return replayed


def _write(replayed: Outcome, cassette: str) -> Outcome:
    """Replace a sample's cassette and its output, or neither: they tell of the same run."""
    sample = replayed.sample
    try:
        replace_together({sample.cassette: cassette, sample.output: replayed.output})
    except OSError as error:
        return replace(replayed, failure=f"cannot write {shown(Path(error.filename))}: {reason(error)}")
    return replayed
