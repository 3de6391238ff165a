"""How Lucene compares words."""

import pytest

from pid_emulator.core.lucene import has_phrase, is_within

TEXT = ["the", "quick", "brown", "fox", "jumps", "over", "the", "lazy", "dog"]


@pytest.mark.parametrize(
    ("wanted", "slop", "found"),
    [
        ("fox", 0, True),
        ("quick brown fox", 0, True),
        ("quick fox", 0, False),
        ("quick fox", 1, True),
        ("quick jumps dog", 4, False),
        ("quick jumps dog", 6, True),
        ("fox quick", 5, False),
        ("the lazy", 0, True),  # not after the first "the", but after the second
        ("cat", 9, False),
    ],
)
def test_a_phrase_stands_in_its_order_with_few_words_between(wanted: str, slop: int, found: bool) -> None:
    assert has_phrase(TEXT, wanted.split(), slop) is found


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [("", "", 0), ("gene", "gene", 0), ("gene", "gens", 1), ("gene", "genes", 1), ("gene", "ene", 1),
     ("kitten", "sitting", 3), ("ab", "ba", 2), ("", "abc", 3)],
)  # fmt: skip
def test_words_are_alike_within_so_many_edits_and_no_fewer(one: str, other: str, edits: int) -> None:
    assert is_within(edits, one, other)
    assert is_within(edits, other, one)
    assert not is_within(edits - 1, one, other)
