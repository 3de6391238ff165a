"""The emulator's own time: it runs, goes forward, and back to the machine's."""

from datetime import UTC, datetime, timedelta

import pytest

from pid_emulator.core.clock import Clock


def ahead(clock: Clock) -> timedelta:
    return clock.now() - datetime.now(UTC)


def test_it_is_the_machines_time_in_utc() -> None:
    before = datetime.now(UTC)
    assert before <= Clock().now() <= datetime.now(UTC)
    assert Clock().now().utcoffset() == timedelta(0)


def test_it_goes_forward_each_time_from_where_it_stands() -> None:
    clock = Clock()
    clock.advance(3600)
    clock.advance(0.5)
    assert timedelta(seconds=3600) < ahead(clock) <= timedelta(seconds=3600.5)


def test_reset_puts_it_back() -> None:
    clock = Clock()
    clock.advance(3600)
    clock.reset()
    assert ahead(clock) <= timedelta(0)


def test_a_moment_beyond_the_calendar_is_refused() -> None:
    clock = Clock()
    with pytest.raises(OverflowError):
        clock.advance(1e308)
    assert ahead(clock) <= timedelta(0)


def test_it_runs_on_from_the_moment_it_is_set_to() -> None:
    clock = Clock()
    clock.set(datetime(2026, 6, 16, tzinfo=UTC))
    assert timedelta(0) <= clock.now() - datetime(2026, 6, 16, tzinfo=UTC) < timedelta(minutes=1)
