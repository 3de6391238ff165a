"""How deep what a client sends may be nested.

Whatever goes through a query's parts or a body's members here calls itself for each level, and Python ends
that at about a thousand calls. So what is deeper is refused before anything goes through it.
"""

from collections.abc import Callable, Iterable
from typing import Any

MOST_LEVELS = 100
TOO_DEEP = f"nested deeper than {MOST_LEVELS} levels"


def is_too_deep(root: Any, children: Callable[[Any], Iterable[Any]]) -> bool:
    """Tell whether a tree has more than MOST_LEVELS levels, its root the first.

    `children` returns what stands directly below a node. It is asked level by level, without calling itself.
    """
    level = [root]
    for _ in range(MOST_LEVELS):
        level = [child for node in level for child in children(node)]
    return bool(level)
