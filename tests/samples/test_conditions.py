"""A broken file of conditions is one line."""

from pathlib import Path

import pytest

from pidguide.basics.errors import UserError
from pidguide.samples import conditions
from tests.support.toy_guide import NAME, add_sample

BROKEN_CONDITIONS = [
    ("a: [", "line 1: expected the node content"),
    ("", "it must name samples with their faults"),
    ("- busy:1", "it must name samples with their faults"),
    ("12", "it must name samples with their faults"),
    (f"{NAME}: busy:1", f"{NAME} must have a list of faults"),
    (f"{NAME}: [1]", f"{NAME} must have a list of faults"),
    (f'{NAME}: ["sleepy"]', f"{NAME}: There is no fault sleepy. Known are busy,"),
]


@pytest.mark.parametrize(("content", "why"), BROKEN_CONDITIONS, ids=[why for _, why in BROKEN_CONDITIONS])
def test_broken_conditions_are_one_line(guide: Path, content: str, why: str) -> None:
    sample = add_sample(guide)
    (guide / "samples/conditions.yml").write_text(content)
    conditions._read_conditions.cache_clear()
    with pytest.raises(UserError) as told:
        conditions.faults_for(sample)
    assert str(told.value).startswith(f"samples/conditions.yml: {why}")
    assert "\n" not in str(told.value)
