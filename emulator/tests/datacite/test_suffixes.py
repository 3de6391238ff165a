"""Suffixes as DataCite makes them."""

import pytest

from pid_emulator.datacite.suffixes import encode_suffix


@pytest.mark.parametrize(
    ("number", "suffix"), [(122149076, "3mfp-6m52"), (123456, "003r-j076"), (0, "0000-0098")]
)
def test_suffixes_are_datacites_own(number: int, suffix: str) -> None:
    assert encode_suffix(number) == suffix
