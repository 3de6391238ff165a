"""Compares the times of two answers: one that is stored must be the same, one given anew must be of now."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

from pidguide.compare.content import Content
from pidguide.compare.volatile import MILLISECONDS
from pidguide.fidelity.score.weights import Check, Difference, Part

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?")
# A recording names a day; a clock may be wrong, and a recording may take some hours.
_NEAR = timedelta(days=2)
# Within one object the first is never later than the second.
_IN_ORDER = (("created", "updated"), ("created-date.value", "last-modified-date.value"))


def is_time(value: Any) -> bool:
    """Tell whether a value of a body is a moment: a text in ISO form, or milliseconds."""
    if isinstance(value, str):
        return _TIME.fullmatch(value) is not None
    return isinstance(value, int) and not isinstance(value, bool) and value in MILLISECONDS


def moment(value: Any) -> datetime | None:
    """Return the moment that a value names, timezone-aware; None where it names none."""
    if not is_time(value):
        return None
    if isinstance(value, int):
        return datetime.fromtimestamp(value / 1000, UTC)
    try:
        named = datetime.fromisoformat(re.sub(r"Z$", "+00:00", value))
    except ValueError:
        return None
    return named if named.tzinfo else named.replace(tzinfo=UTC)


def compare_times(
    expected: Content, given: Content, recorded_on: date, asked_at: datetime, *, in_any_form: bool = False
) -> Check | None:
    """Compare every time that both answers have in the same place; None where there is none.

    Of a time that the service gave on the day of the recording the emulator's may be of its own now. With
    `in_any_form` the moments count, not how they are written.
    """
    parts: dict[str, Part] = {}
    differences: list[Difference] = []
    for path, value in expected.values.items():
        if is_time(value) and path in given.values:
            other = given.values[path]
            right = same_time(value, other, recorded_on, asked_at, in_any_form=in_any_form)
            parts[path] = Part(str(value), right)
            if not right:
                differences.append(Difference("times", path, str(value), str(given.values[path])))
    if not parts:
        return None
    for earlier, later in out_of_order(given):
        parts[later] = Part(str(expected.values.get(later)), False)
        differences.append(
            Difference("times", later, f"not before {earlier}", f"{given.values[later]}, before it")
        )
    right_ones = sum(part.right for part in parts.values())
    return Check("times", right_ones / len(parts), differences, parts)


def same_time(
    value: Any, given: Any, recorded_on: date, asked_at: datetime, *, in_any_form: bool = False
) -> bool:
    """Tell whether two times are the same, or each of its own now and written alike."""
    if value == given:
        return True
    expected_moment, given_moment = moment(value), moment(given)
    if expected_moment is None or given_moment is None or not (in_any_form or _form(value) == _form(given)):
        return False
    if in_any_form and abs(expected_moment - given_moment) < timedelta(seconds=1):
        return True
    day = datetime(recorded_on.year, recorded_on.month, recorded_on.day, tzinfo=UTC)
    return abs(expected_moment - day) <= _NEAR and abs(given_moment - asked_at) <= _NEAR


def _form(value: Any) -> str:
    return re.sub(r"\d", "0", str(value))


def out_of_order(given: Content) -> list[tuple[str, str]]:
    """Return the places of each pair of times of which the first comes after the second."""
    found = []
    for first, second in _IN_ORDER:
        for path, value in given.values.items():
            if path == first or path.endswith(f".{first}"):
                later = f"{path.removesuffix(first)}{second}"
                early, late = moment(value), moment(given.values.get(later))
                if early and late and early > late:
                    found.append((path, later))
    return found
