"""The list of deviations is whole, and names operations that there are."""

from pathlib import Path

import pytest

from pidguide.fidelity.report.coverage import read_operations
from pidguide.fidelity.report.deviations import read_deviations


@pytest.mark.parametrize(
    "entry",
    [
        "- {service: crossref, behaviour: x, emulator: y, kind: deviation}",
        "- {service: nowhere, behaviour: x, emulator: y, evidence: z, kind: deviation}",
        "- {service: crossref, behaviour: x, emulator: y, evidence: z, kind: guess}",
        "- {service: crossref, behaviour: x, emulator: '', evidence: z, kind: deviation}",
        "- crossref",
    ],
)
def test_a_deviation_without_evidence_is_refused(tmp_path: Path, entry: str) -> None:
    file = tmp_path / "deviations.yml"
    file.write_text(entry, encoding="utf-8")
    with pytest.raises(ValueError, match="entry 1"):
        read_deviations(file)


def test_a_deviation_names_documented_operations_only() -> None:
    documented = {each.name for entry in read_operations().values() for each in entry.operations}
    named = {name for deviation in read_deviations() for name in deviation.operations}
    assert named
    assert named <= documented
