"""Records samples: runs them against the emulator or the live services and keeps the exchange."""

import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from vcr.cassette import Cassette

from pidguide import __version__, cassettes, cleanup, pacing, transports
from pidguide.catalogue import Sample
from pidguide.conditions import faults_for
from pidguide.run import Outcome, execute, play
from pidguide.scrub import Scrubber

if TYPE_CHECKING:
    from pidguide.emulator import Emulator

TRIES = 3


@dataclass(frozen=True)
class Recorded:
    """What a recording came to: the outcome of the run, whether files were written, what it left behind."""

    sample: Sample
    outcome: Outcome
    is_written: bool
    left_behind: list[str] = field(default_factory=list)


def record_via_emulator(sample: Sample, registries: "Emulator") -> Recorded:
    """Record a sample against a running emulator."""
    faults = faults_for(sample)
    return _record(sample, "emulator", lambda: transports.emulator(registries, faults))


def record_live(sample: Sample, wait: Callable[[float], None] = time.sleep) -> Recorded:
    """Record a sample against the real services, with the user's credentials.

    Keeps a pause between requests. When a service asks to wait (429, 503), waits and starts the sample
    anew, at most three times in all. Takes back what the sample made and did not delete itself.
    """
    recorded = _record(sample, "live", transports.live)
    for _ in range(TRIES - 1):
        asked = _asked_to_wait(recorded)
        if asked is None:
            break
        wait(asked)
        recorded = _record(sample, "live", transports.live)
    return recorded


def _asked_to_wait(recorded: Recorded) -> float | None:
    return None if recorded.is_written else recorded.outcome.asked_to_wait


def _record(
    sample: Sample, via: str, transport: Callable[[], AbstractContextManager[dict[str, str]]]
) -> Recorded:
    """Run once, scrub, replay the scrubbed copy for its output, and only then replace both files."""
    started = datetime.now(UTC).replace(microsecond=0)
    left_behind: list[str] = []
    with ExitStack() as stack:
        credentials = stack.enter_context(transport())
        if via == "live":
            stack.enter_context(pacing.paced())
        with transports.recording(started) as cassette:
            outcome = execute(sample)
        if via == "live":
            left_behind = cleanup.take_back(cassette.requests, cassette.responses)
    if outcome.failure:
        outcome = outcome.after_waiting(pacing.seconds_asked_for(cassette.responses))
        return Recorded(sample, outcome, is_written=False, left_behind=left_behind)
    outcome = _keep(sample, via, started, credentials, cassette)
    return Recorded(sample, outcome, is_written=outcome.is_success, left_behind=left_behind)


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
        cassettes.write_cassette(fresh, requests, responses, metadata)
        replayed = play(sample, cassettes.read_recording(fresh))
        if replayed.is_success:
            cassettes.replace_file(sample.cassette, fresh.read_text(encoding="utf-8"))
            cassettes.replace_file(sample.output, replayed.output)
    return replayed
