"""Collections: they tell what may have changed, and nothing else."""

import pickle
from collections.abc import Callable
from itertools import count

import pytest

from pid_emulator.core.collection import Collection, reading

Records = Collection[list[int]]


@pytest.fixture
def records() -> Records:
    return Collection({"a": [1], "b": [2]})


def test_a_watcher_begins_with_everything(records: Records) -> None:
    assert list(records.watch()) == ["a", "b"]


@pytest.mark.parametrize(
    ("touch", "changed"),
    [
        (lambda records: records["a"], {"a"}),
        (lambda records: records.get("a"), {"a"}),
        (lambda records: records.get("new"), {"new"}),
        (lambda records: records.setdefault("new", [3]), {"new"}),
        (lambda records: records.pop("b"), {"b"}),
        (lambda records: records.__setitem__("a", [4]), {"a"}),
        (lambda records: records.__delitem__("a"), {"a"}),
        (lambda records: records.peek("a"), set()),
        (lambda records: records.get(None), set()),
        (lambda records: list(records.values()), set()),
        (lambda records: "a" in records, set()),
    ],
)
def test_what_is_taken_hold_of_may_have_changed(
    records: Records, touch: Callable[[Records], object], changed: set[str]
) -> None:
    watchers = [records.watch(), records.watch()]
    for watcher in watchers:
        watcher.clear()
    touch(records)
    assert [set(watcher) for watcher in watchers] == [changed, changed]


def test_who_only_reads_changes_nothing_but_what_is_set(records: Records) -> None:
    changed = records.watch()
    changed.clear()
    with reading():
        assert (records["a"], records.get("b")) == ([1], [2])
        assert not changed
        records["a"] = [5]
    assert list(changed) == ["a"]
    records.get("b")
    assert list(changed) == ["a", "b"]


def test_what_is_made_of_a_record_is_made_anew_when_it_may_have_changed(records: Records) -> None:
    number = count()

    def made(key: str, name: str = "page") -> int:
        return records.made_of(key, name, lambda: next(number))

    assert [made("a"), made("a"), made("a", "list"), made("b"), made("a")] == [0, 0, 1, 2, 0]
    records["a"].append(1)
    assert [made("a"), made("b"), made("a")] == [3, 2, 3]


def test_a_copy_has_the_records_and_watchers_of_its_own(records: Records) -> None:
    changed = records.watch()
    changed.clear()
    records.made_of("a", "page", lambda: "made")
    copy = pickle.loads(pickle.dumps(records))
    copy["a"].append(2)
    copy.pop("b")
    assert (dict(records), changed) == ({"a": [1], "b": [2]}, {})
    assert type(copy) is Collection
