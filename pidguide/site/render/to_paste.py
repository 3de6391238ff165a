"""What a reader pastes before a script runs: the packages that it imports, the variables that it reads."""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions

from pidguide.samples import credentials_needed
from pidguide.samples.catalogue import Sample

# What stands for each variable's value until the reader puts in their own; docs/sandboxes.md tells whence.
_STANDS_FOR = {"CONTACT_EMAIL": "you@example.org", "PID_DATA": "build/data"}


def packages_of(samples: list[Sample]) -> list[str]:
    """Return the packages that the scripts import, by the names that pip knows, sorted."""
    modules = {module for sample in samples for module in _imported_by(sample)}
    return sorted({_package(module) for module in modules - sys.stdlib_module_names}, key=str.lower)


def _imported_by(sample: Sample) -> Iterator[str]:
    for node in ast.walk(sample.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


@cache
def _package(module: str) -> str:
    """Return the package that a module comes from: `authlib` is in Authlib. All are installed here."""
    return packages_distributions().get(module, [module])[0]


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
