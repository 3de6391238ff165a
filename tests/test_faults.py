"""Whatever a service or the network does, a sample ends, with a message that says what happened."""

import time
from typing import Any

import pytest
from requests.adapters import HTTPAdapter

from pid_emulator import Emulator
from pid_emulator.core.faults import KINDS
from pidguide.cassettes.format import read_recording
from pidguide.running.run import via_emulator
from pidguide.samples.catalogue import Sample, find_samples, get_sample
from pidguide.samples.schemas_needed import WITHOUT_SCHEMAS, lacks_schemas

# What Python says when a script reads an answer it has not looked at.
UNCLEAR = (
    "AttributeError",
    "IndexError",
    "KeyError",
    "NameError",
    "StopIteration",
    "TypeError",
    "UnboundLocalError",
)

# What asks no service cannot meet its faults.
SENDING = [sample for sample in find_samples() if read_recording(sample.cassette).exchanges]


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    """Make every timeout a hundredth of what the sample asks for; a request without one fails.

    Where no answer comes in time whatever the sample waits, it waits for that a thousandth only.
    """
    send = HTTPAdapter.send
    hurry = 1000 if kind == "slow" else 100

    def send_hurried(self: HTTPAdapter, request: Any, timeout: Any = None, **options: Any) -> Any:
        assert timeout is not None, f"{request.method} {request.url} is sent without a timeout"
        assert 0 < timeout <= 60
        connect, answer = timeout / 100, timeout / hurry
        return send(self, request, timeout=(connect, answer), **options)

    monkeypatch.setattr(HTTPAdapter, "send", send_hurried)


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("sample", SENDING, ids=lambda sample: sample.name)
def test_sample_ends_with_a_clear_message(sample: Sample, kind: str, running_emulator: Emulator) -> None:
    if lacks_schemas(sample):
        pytest.skip(f"{sample.name} {WITHOUT_SCHEMAS}")
    started = time.monotonic()
    outcome = via_emulator(sample, running_emulator, [kind])
    assert time.monotonic() - started < 20
    assert not outcome.failure.startswith(UNCLEAR)
    assert "\n" not in outcome.failure


def test_the_polite_sample_recovers(running_emulator: Emulator) -> None:
    sample = get_sample("doi/access/many_dois")
    outcome = via_emulator(sample, running_emulator, ["429:1", "503:1"])
    assert (outcome.failure, outcome.output) == ("", sample.output.read_text(encoding="utf-8"))
