"""How deep a tree is, at the edge."""

from typing import Any

import pytest

from pid_emulator.core.nesting import MOST_LEVELS, is_too_deep


def nested(levels: int) -> list[Any]:
    """Return lists within lists, so many of them."""
    tree: list[Any] = []
    for _ in range(levels - 1):
        tree = [tree]
    return tree


@pytest.mark.parametrize(("levels", "too_deep"), [(1, False), (100, False), (101, True), (100_000, True)])
def test_a_hundred_levels_are_enough(levels: int, too_deep: bool) -> None:
    assert MOST_LEVELS == 100
    assert is_too_deep(nested(levels), lambda node: node) is too_deep


def test_the_deepest_branch_counts() -> None:
    assert is_too_deep([[], nested(100), []], lambda node: node)
    assert not is_too_deep([[], nested(99), []], lambda node: node)
