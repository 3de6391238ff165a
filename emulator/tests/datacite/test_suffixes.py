"""Suffixes as DataCite makes them."""

import random

import pytest

from pid_emulator.datacite.suffixes import encode_suffix, random_doi


@pytest.mark.parametrize(
    ("number", "suffix"), [(122149076, "3mfp-6m52"), (123456, "003r-j076"), (0, "0000-0098")]
)
def test_suffixes_are_datacites_own(number: int, suffix: str) -> None:
    assert encode_suffix(number) == suffix


@pytest.mark.parametrize(
    ("prefix", "doi"), [("10.5438", "10.5438/003r-j076"), ("10.5438/FK2", "10.5438/fk2-003r-j076")]
)
def test_a_prefix_may_bring_a_shoulder(prefix: str, doi: str) -> None:
    assert random_doi(prefix, random.Random(1), 123456) == doi


def test_without_a_number_the_source_gives_one() -> None:
    first, again, other = (random_doi("10.5438", random.Random(seed)) for seed in (1, 1, 2))
    assert (first == again, first == other) == (True, False)
    assert len(first) == len("10.5438/0000-0000")


def test_a_number_of_the_upper_limit_fits() -> None:
    assert encode_suffix(1_073_741_822) == "zzzz-zy05"
