"""A busy service is given the time it asks for."""

from pathlib import Path

from pidguide.cassettes.format import read_recording
from pidguide.running.record import record_live
from tests.support.toy_guide import Toy, add_sample


def test_a_busy_service_is_given_the_time_it_asks_for(guide: Path, toy: Toy, stand_in) -> None:  # type: ignore[no-untyped-def]
    sample = add_sample(guide)
    registries = stand_in(toy())
    registries.faults.set(["429:1"])
    waited: list[float] = []
    recorded = record_live(sample, wait=waited.append)
    assert recorded.is_written, recorded.outcome.failure
    assert waited == [1.0]
    assert [exchange.status for exchange in read_recording(sample.cassette).exchanges] == [302, 200, 302, 200]
