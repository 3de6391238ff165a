"""The lines of a script that a page shows first.

An author marks them, once or several times:

    # region excerpt
    response = requests.get(...)
    # endregion

Where nothing is marked they are chosen: of the public function the request, the result, then what fits.
The marks are for the page alone: readers get every script without them.
"""

import ast
import re
from collections.abc import Iterator

LONGEST = 7  # lines chosen where none are marked
_START = re.compile(r"\s*# region excerpt\s*")
_END = re.compile(r"\s*# endregion\s*")
_REQUESTS = {"get", "post", "put", "patch", "delete", "head", "request"}


def without_marks(source: str) -> str:
    """Return a script as readers get it."""
    lines = source.splitlines(keepends=True)
    return "".join(line for line in lines if not _START.fullmatch(line) and not _END.fullmatch(line))


def find_unpaired_mark(source: str) -> int | None:
    """Return the number of the first line with a mark that no other opens or closes, None where all pair."""
    opened = None
    for number, line in enumerate(source.splitlines(), start=1):
        if _START.fullmatch(line):
            if opened:
                return opened
            opened = number
        elif _END.fullmatch(line):
            if not opened:
                return number
            opened = None
    return opened


def choose_excerpt(source: str) -> list[int]:
    """Return the numbers of the lines to show first, counted from 1 in the script without its marks."""
    listing = without_marks(source)
    lines = listing.splitlines()
    chosen = _find_marked(source) or _choose(ast.parse(listing), lines)
    while chosen and not lines[chosen[0] - 1].strip():
        chosen.pop(0)
    while chosen and not lines[chosen[-1] - 1].strip():
        chosen.pop()
    return chosen


def _find_marked(source: str) -> list[int]:
    marked, number, is_inside = [], 0, False
    for line in source.splitlines():
        if _START.fullmatch(line) or _END.fullmatch(line):
            is_inside = bool(_START.fullmatch(line))
            continue
        number += 1
        if is_inside:
            marked.append(number)
    return marked


def _choose(tree: ast.Module, lines: list[str]) -> list[int]:
    """Choose the request, the statement that gives the result, then the others in order, while they fit."""
    statements = _statements_that_matter(tree)
    if not statements:
        return []
    parts = list(_parts(statements, lines))
    whole = range(parts[0].start, parts[-1].stop)
    if len(whole) <= LONGEST:
        return list(whole)
    asking = [part for part in parts if any(_asks_in(line) for line in _text(part, lines))]
    results = [part for part in parts if lines[part.start - 1].lstrip().startswith(("return", "yield"))]
    chosen: set[int] = set()
    for part in [*asking[:1], *results[-1:], *parts]:
        wanted = chosen | set(part)
        if len(wanted) <= LONGEST:
            chosen = wanted
        elif not chosen:
            chosen = set(part[:LONGEST])
    return sorted(chosen)


def _statements_that_matter(tree: ast.Module) -> list[ast.stmt]:
    """Return the body of the public function that sends a request, else of the first, else the module's."""
    public = [
        node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]
    function = next((one for one in public if _sends_request(one)), public[0] if public else None)
    if function:
        return function.body[1:] if ast.get_docstring(function) else function.body
    return [node for node in tree.body[1:] if not isinstance(node, (ast.Import, ast.ImportFrom))]


def _sends_request(function: ast.FunctionDef) -> bool:
    return any(
        isinstance(node, ast.Call) and any(keyword.arg == "timeout" for keyword in node.keywords)
        for node in ast.walk(function)
    )


def _asks_in(line: str) -> bool:
    call = re.search(r"\b(?:requests|session)\.(\w+)\(", line)
    return bool(call and call[1] in _REQUESTS)


def _text(part: range, lines: list[str]) -> list[str]:
    return lines[part.start - 1 : part.stop - 1]


def _parts(statements: list[ast.stmt], lines: list[str]) -> Iterator[range]:
    """Yield the lines of each statement and the comments above it; of a long block its head and parts."""
    for statement in statements:
        first, last = statement.lineno, statement.end_lineno or statement.lineno
        while lines[first - 2].lstrip().startswith("#"):
            first -= 1
        inner = [
            node for name in ("body", "handlers", "orelse", "finalbody") for node in _inside(statement, name)
        ]
        if last - first < LONGEST or not inner:
            yield range(first, last + 1)
        else:
            yield range(first, inner[0].lineno)
            yield from _parts(inner, lines)


def _inside(statement: ast.stmt, name: str) -> list[ast.stmt]:
    found: list[ast.stmt] = []
    for node in getattr(statement, name, []):
        found += node.body if isinstance(node, ast.ExceptHandler) else [node]
    return found
