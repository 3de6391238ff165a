"""Which modules a script imports, and which packages on PyPI they come from."""

import ast
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions

# Reading what is installed takes longer than rendering a page: once for all.
_installed = cache(packages_distributions)


def imported_modules(script: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield the line and the top-level module of each import; "." for one relative to the script."""
    for node in ast.walk(script):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.partition(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, "." if node.level else (node.module or "").partition(".")[0]


def packages_with(module: str) -> list[str]:
    """Return the installed packages that a module comes from: `authlib` is in Authlib. [] if none has it."""
    return _installed().get(module, [])
