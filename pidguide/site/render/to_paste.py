"""What a reader pastes before a script runs: the packages that it imports, the variables that it reads."""

import sys

from pidguide.samples import credentials_needed
from pidguide.samples.catalogue import Sample
from pidguide.samples.packages import imported_modules, packages_with

# What stands for each variable's value until the reader puts in their own; docs/sandboxes.md tells whence.
_STANDS_FOR = {"CONTACT_EMAIL": "you@example.org", "PID_DATA": "build/data"}


def packages_of(samples: list[Sample]) -> list[str]:
    """Return the packages that the scripts import, by the names that pip knows, sorted."""
    modules = {module for sample in samples for _, module in imported_modules(sample.tree)}
    packages = {(packages_with(module) or [module])[0] for module in modules - sys.stdlib_module_names}
    return sorted(packages, key=str.lower)


def variables_of(samples: list[Sample]) -> list[str]:
    """Return the environment variables that the scripts read, in order of use."""
    return list(dict.fromkeys(name for sample in samples for name in credentials_needed.variables_of(sample)))


def required_variables_of(samples: list[Sample]) -> list[str]:
    """Return the environment variables without which one of the scripts does not run, in order of use."""
    needed = (name for sample in samples for name in credentials_needed.required_variables_of(sample))
    return list(dict.fromkeys(needed))


def lines_to_paste(samples: list[Sample]) -> str:
    """Return shell commands that install what the scripts import and set what they cannot do without.

    "" for scripts that need neither.
    """
    packages = packages_of(samples)
    lines = [f"python -m pip install {' '.join(packages)}"] if packages else []
    lines += [f'export {name}="{_stand_in(name)}"' for name in required_variables_of(samples)]
    return "\n".join(lines)


def _stand_in(variable: str) -> str:
    return _STANDS_FOR.get(variable, f"YOUR-{variable.replace('_', '-')}")
