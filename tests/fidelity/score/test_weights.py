"""A check that is not wholly right never counts as if it were."""

import pytest

from pidguide.fidelity.score.weights import FLAWED, Check, Difference, same


@pytest.mark.parametrize(("share", "counted"), [(1.0, 1.0), (0.999, FLAWED), (0.4, 0.4), (0.0, 0.0)])
def test_a_flaw_is_not_lost_in_a_long_body(share: float, counted: float) -> None:
    assert Check("shape", share).counted == counted


def test_two_texts_are_the_same_or_a_difference() -> None:
    assert same("text", "a", "a") == Check("text", 1.0)
    assert same("text", "a", "b") == Check("text", 0.0, [Difference("text", "", "a", "b")])
