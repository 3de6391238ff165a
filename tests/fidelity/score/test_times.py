"""A stored time must be the same; one given anew must be of now, in the same form, and in order."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from pidguide.compare.content import parse_content
from pidguide.fidelity.score.times import compare_times, is_time, moment, same_time

RECORDED_ON = date(2021, 3, 31)
ASKED_AT = datetime(2026, 11, 30, 12, tzinfo=UTC)
NOW, THEN = "2026-11-30T11:00:00Z", "2021-03-31T20:00:00Z"


@pytest.mark.parametrize(
    ("recorded", "given", "same"),
    [
        ("2020-01-01T00:00:00Z", "2020-01-01T00:00:00Z", True),
        ("2020-01-01T00:00:00Z", "1900-01-01T00:00:00Z", False),
        ("2020-01-01T00:00:00Z", NOW, False),
        (THEN, NOW, True),
        (THEN, "2099-01-01T00:00:00Z", False),
        (THEN, "2026-11-27T11:00:00Z", False),
        (THEN, "2026-11-30T11:00:00.000Z", False),
        (THEN, "soon", False),
        (1617220800000, int(ASKED_AT.timestamp() * 1000), True),
        (1617220800000, 1500000000000, False),
    ],
)
def test_a_time_is_right_when_it_is_the_same_or_each_is_of_its_own_now(
    recorded: Any, given: Any, same: bool
) -> None:
    assert same_time(recorded, given, RECORDED_ON, ASKED_AT) is same


def test_in_any_form_the_moment_counts() -> None:
    local, utc = "2019-06-11T11:29:21.000-04:00", "2019-06-11T15:29:21Z"
    assert not same_time(local, utc, RECORDED_ON, ASKED_AT)
    assert same_time(local, utc, RECORDED_ON, ASKED_AT, in_any_form=True)
    assert not same_time(local, "2019-06-11T16:29:21Z", RECORDED_ON, ASKED_AT, in_any_form=True)
    assert same_time("2021-03-31T11:29:21.000-04:00", NOW, RECORDED_ON, ASKED_AT, in_any_form=True)


def test_what_is_a_time() -> None:
    assert [is_time(value) for value in (NOW, 1617220800000, "2020", 2020, True, f"at {NOW}")] == [
        True, True, False, False, False, False
    ]  # fmt: skip
    assert moment("2020-13-45T00:00:00Z") is None
    assert moment("2020-01-01T00:00") == datetime(2020, 1, 1, tzinfo=UTC)


def compare(recorded: Any, given: Any) -> Any:
    contents = (parse_content("application/json", json.dumps(body).encode()) for body in (recorded, given))
    return compare_times(*contents, RECORDED_ON, ASKED_AT)


def test_every_time_that_both_have_is_compared() -> None:
    stored = {"a": "2020-01-01T00:00:00Z", "b": THEN}
    assert compare(stored, {**stored, "b": NOW}).share == 1.0
    wrong = compare(stored, {**stored, "a": NOW})
    assert (wrong.share, [each.where for each in wrong.differences]) == (0.5, ["a"])
    assert compare({"a": 1}, {"a": NOW}) is None


@pytest.mark.parametrize(
    ("first", "second"), [("created", "updated"), ("created-date.value", "last-modified-date.value")]
)
def test_nothing_is_changed_before_it_is_created(first: str, second: str) -> None:
    def record(early: str, late: str) -> Any:
        made: dict[str, Any] = {}
        for name, value in ((first, early), (second, late)):
            head, _, rest = name.partition(".")
            made[head] = {rest: value} if rest else value
        return {"x": made}

    recorded = record(THEN, THEN)
    assert compare(recorded, record("2026-11-30T11:00:00Z", "2026-11-30T11:00:01Z")).share == 1.0
    assert compare(recorded, record("2026-11-30T11:00:01Z", "2026-11-30T11:00:00Z")).share == 0.5
