"""The index over records: it finds and orders what a look at every record would, also after changes."""

import random
from collections.abc import Callable
from operator import itemgetter
from typing import Any

import pytest

from pid_emulator.core.collection import Collection
from pid_emulator.core.search_index import SearchIndex, backwards, index_of_one

Record = dict[str, Any]


def words(record: Record) -> list[str]:
    return str(record["text"]).split()


@pytest.fixture
def records() -> Collection[Record]:
    return Collection({"a": {"text": "one two", "n": 2}, "b": {"text": "two two", "n": 1}})


@pytest.fixture
def index(records: Collection[Record]) -> SearchIndex[Record, Record]:
    made: SearchIndex[Record, Record] = SearchIndex(
        records, lambda record: None if record.get("hidden") else record
    )
    made.refresh()
    return made


def keys(index: SearchIndex[Record, Record], numbers: Any) -> list[str]:
    return sorted(map(index.key, numbers))


def with_word(index: SearchIndex[Record, Record], word: str) -> list[str]:
    return keys(index, index.with_value("words", words, word))


def test_it_finds_records_by_a_value_and_by_a_test(index: SearchIndex[Record, Record]) -> None:
    assert (with_word(index, "one"), with_word(index, "two"), with_word(index, "ten")) == (
        ["a"],
        ["a", "b"],
        [],
    )
    assert keys(index, index.with_any("words", words, lambda word: word.startswith("o"))) == ["a"]


def change_in_place(records: Collection[Record]) -> None:
    records["a"]["text"] = "three"


def replace(records: Collection[Record]) -> None:
    records["a"] = {"text": "three", "n": 0}


@pytest.mark.parametrize("change", [change_in_place, replace])
def test_a_change_is_found_after_a_refresh(
    index: SearchIndex[Record, Record],
    records: Collection[Record],
    change: Callable[[Collection[Record]], None],
) -> None:
    assert with_word(index, "one") == ["a"]
    change(records)
    index.refresh()
    assert (with_word(index, "one"), with_word(index, "three"), with_word(index, "two")) == ([], ["a"], ["b"])


def test_what_is_deleted_or_hidden_is_found_no_more_and_what_comes_back_is(
    index: SearchIndex[Record, Record], records: Collection[Record]
) -> None:
    del records["a"]
    records["b"]["hidden"] = True
    index.refresh()
    assert (index.numbers, with_word(index, "two")) == (set(), [])
    records["b"]["hidden"] = False
    index.refresh()
    assert with_word(index, "two") == ["b"]


def test_a_field_knows_how_often_and_how_many(
    index: SearchIndex[Record, Record], records: Collection[Record]
) -> None:
    field = index.field("words", words)
    assert ([index.key(number) for number in field.numbers["two"]], field.total) == (["a", "b", "b"], 4)
    records["b"]["text"] = "much longer than before"
    index.refresh()
    assert (field.total, field.sizes[index.number("b")]) == (6, 4)


def test_a_change_does_not_move_a_record_in_the_order_of_arrival(
    index: SearchIndex[Record, Record], records: Collection[Record]
) -> None:
    records["c"] = {"text": "", "n": 3}
    records["a"]["n"] = 9
    index.refresh()
    assert sorted(records, key=index.arrival) == ["a", "b", "c"]


def test_many_changes_leave_what_a_new_index_would_find() -> None:
    chance = random.Random(1)
    records: Collection[Record] = Collection()
    index: SearchIndex[Record, Record] = SearchIndex(records, lambda record: record)

    def place(record: Record) -> tuple[int, str]:
        return record["n"], record["key"]

    for _ in range(400):
        key = str(chance.randrange(60))
        if chance.random() < 0.2:
            records.pop(key, None)
        else:
            text = " ".join(chance.choices("abcdef", k=3))
            records[key] = {"key": key, "text": text, "n": chance.randrange(20)}
        index.refresh()
        word = chance.choice("abcdef")
        assert with_word(index, word) == sorted(k for k, record in records.items() if word in words(record))
        expected = sorted(map(place, records.values()))
        part = index.in_order("n", place, index.numbers, first=3, count=5)
        assert [place(index.record(number)) for number in part] == expected[3:8]
        after = index.in_order("n", place, index.numbers, count=4, after=(10, ""))
        assert [place(index.record(number)) for number in after] == [
            each for each in expected if each > (10, "")
        ][:4]


def test_few_of_many_are_ordered_alike() -> None:
    records = Collection({str(n): {"n": -n} for n in range(500)})
    index: SearchIndex[Record, Record] = SearchIndex(records, lambda record: record)
    index.refresh()
    few = {3, 1, 2}
    assert index.in_order("n", itemgetter("n"), few, first=1, count=9) == [2, 1]
    assert index.in_order("n", itemgetter("n"), few, count=9, after=-3) == [2, 1]
    assert index.in_order("n", itemgetter("n"), index.numbers, count=2) == [499, 498]


@pytest.mark.parametrize(
    ("before", "behind"), [("b", "a"), ("ab", "a"), ("a", ""), ("é", "z"), ("2021", "2020")]
)
def test_backwards_turns_the_order_of_texts(before: str, behind: str) -> None:
    assert backwards(before) < backwards(behind)


def test_an_index_over_one_document() -> None:
    index = index_of_one({"text": "one"})
    assert index.with_value("words", words, "one") == {0}
