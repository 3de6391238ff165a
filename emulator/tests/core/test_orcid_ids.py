"""The check digit of an ORCID iD."""

import pytest

from pid_emulator.core.orcid_ids import check_digit


@pytest.mark.parametrize(
    ("base", "digit"),
    [("000000021825009", "7"), ("000000021694233", "X"), ("000000015109370", "0"), ("000000000000000", "1")],
)
def test_the_check_digit_of_an_id(base: str, digit: str) -> None:
    assert check_digit(base) == digit
