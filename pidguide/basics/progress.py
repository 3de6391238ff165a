"""Shows how far long work has come, on a terminal only."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from rich.console import Console
from rich.progress import track as rich_track

Item = TypeVar("Item")


def track(items: Sequence[Item], doing: str) -> Iterable[Item]:
    """Yield the items behind a progress bar on stderr; no bar where stderr is not a terminal."""
    console = Console(stderr=True)
    return rich_track(
        items, description=doing, console=console, transient=True, disable=not console.is_terminal
    )
