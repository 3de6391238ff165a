"""Conditions of a service that a sample is about, and that its recording therefore needs.

`samples/conditions.yml` names the few samples that show how a busy service is met, and the faults
(pidguide/emulator/faults.py) that the emulator injects while they are recorded. A live service is not
made busy on purpose: there they are recorded as it is.
"""

from functools import cache
from pathlib import Path

import yaml

from pidguide import paths
from pidguide.catalogue import Sample


def faults_for(sample: Sample) -> list[str]:
    """Return the faults to record a sample under, e.g. `["busy:1"]`; none for almost all."""
    return _read_conditions(paths.SAMPLES / "conditions.yml").get(sample.name, [])


@cache
def _read_conditions(file: Path) -> dict[str, list[str]]:
    return yaml.safe_load(file.read_text(encoding="utf-8")) if file.is_file() else {}
