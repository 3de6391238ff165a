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


def test_with_a_beginning_it_stands_still_but_for_steps_and_for_what_it_is_put_forward() -> None:
    beginning = datetime(2026, 5, 6, 7, 8, 9, tzinfo=UTC)
    clock = Clock(beginning)
    assert (clock.now(), clock.now()) == (beginning, beginning)
    clock.step()
    clock.advance(60)
    assert clock.now() == beginning + timedelta(seconds=61)
    clock.reset()
    assert clock.now() == beginning


def test_without_one_a_step_changes_nothing() -> None:
    clock = Clock()
    clock.step()
    assert ahead(clock) <= timedelta(0)
