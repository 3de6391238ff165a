"""Conditions of a service that a sample is about, and that its recording therefore needs.

`samples/conditions.yml` names the few samples that show how a busy service is met, and the faults
(pid_emulator/core/faults.py) that the emulator injects while they are recorded. A live service is not
made busy on purpose: there they are recorded as it is.
"""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pidguide.basics import paths
from pidguide.basics.errors import UserError
from pidguide.basics.reading import read_text, reason, shown
from pidguide.samples.catalogue import Sample


def faults_for(sample: Sample) -> list[str]:
    """Return the faults to record a sample under, e.g. `["busy:1"]`; none for almost all.

    Raises UserError, naming the file, where it is not as it must be.
    """
    return _read_conditions(paths.SAMPLES / "conditions.yml").get(sample.name, [])


@cache
def _read_conditions(file: Path) -> dict[str, list[str]]:
    if not file.exists():
        return {}
    try:
        conditions = yaml.safe_load(read_text(file))
        _check(conditions)
    except (yaml.YAMLError, ValueError) as error:
        raise UserError(f"{shown(file)}: {reason(error)}") from None
    return dict(conditions)


def _check(conditions: Any) -> None:
    """Raise ValueError, saying what is wrong, where this does not name samples and their faults."""
    from pid_emulator.core.faults import Faults  # here, because few samples need what it loads

    if not isinstance(conditions, dict):
        raise ValueError("it must name samples with their faults, e.g. `doi/access/many_dois: [busy:1]`")
    for name, faults in conditions.items():
        if not isinstance(faults, list) or not all(isinstance(fault, str) for fault in faults):
            raise ValueError(f"{name} must have a list of faults, e.g. `[busy:1]`")
        try:
            Faults().set(faults)
        except ValueError as error:
            raise ValueError(f"{name}: {error}") from None
