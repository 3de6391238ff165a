"""Records samples: runs them against the emulator or the live services and keeps the exchange."""

import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pidguide import __version__, cassettes, transports
from pidguide.catalogue import Sample
from pidguide.run import Outcome, execute, play
from pidguide.scrub import Scrubber

if TYPE_CHECKING:
    from pidguide.emulator import Emulator


@dataclass(frozen=True)
class Recorded:
    """What a recording came to: the outcome of the run, and whether files were written."""

    sample: Sample
    outcome: Outcome
    is_written: bool


def record_via_emulator(sample: Sample, registries: "Emulator") -> Recorded:
    """Record a sample against a running emulator."""
    with transports.emulator(registries) as credentials:
        return _record(sample, "emulator", credentials)


def record_live(sample: Sample) -> Recorded:
    """Record a sample against the real services, with the user's credentials."""
    with transports.live() as credentials:
        return _record(sample, "live", credentials)


def _record(sample: Sample, via: str, credentials: dict[str, str]) -> Recorded:
    """Run once, scrub, replay the scrubbed copy for its output, and only then replace both files."""
    started = datetime.now(UTC).replace(microsecond=0)
    with transports.recording(started) as cassette:
        outcome = execute(sample)
    if outcome.failure:
        return Recorded(sample, outcome, is_written=False)
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
        if replayed.failure:
            return Recorded(sample, replayed, is_written=False)
        cassettes.replace_file(sample.cassette, fresh.read_text(encoding="utf-8"))
    cassettes.replace_file(sample.output, replayed.output)
    return Recorded(sample, replayed, is_written=True)
