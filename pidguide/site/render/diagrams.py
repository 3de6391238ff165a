"""Diagrams: Mermaid sources beside the pages, drawn to SVG by scripts/diagrams.py and committed.

No page loads Mermaid. Colours are the theme's own CSS variables, so one SVG serves both themes.
"""

import hashlib
from html import escape
from pathlib import Path

from pidguide.basics import paths
from pidguide.basics.errors import UserError

FOLDER = paths.DOCS / "assets" / "diagrams"
_MARK = "<!-- source sha256: {} -->"


def find_sources() -> list[Path]:
    """Return the Mermaid source of every diagram, sorted."""
    return sorted(FOLDER.glob("*.mmd"))


def mark_of(source: Path) -> str:
    """Return the line by which a drawing says which source it was drawn from."""
    return _MARK.format(hashlib.sha256(source.read_bytes()).hexdigest())


def is_fresh(source: Path) -> bool:
    """Say whether a diagram has been drawn from its source as it is now."""
    drawing = source.with_suffix(".svg")
    return drawing.is_file() and mark_of(source) in drawing.read_text(encoding="utf-8")


def show_diagram(name: str, description: str) -> str:
    """Return a diagram for a page, drawn inline so that it takes the theme's colours.

    Raises UserError when it has no source or was not drawn anew since the source changed.
    """
    source = FOLDER / f"{name}.mmd"
    if not source.is_file():
        raise UserError(f"There is no diagram {source.relative_to(paths.ROOT)}.")
    if not is_fresh(source):
        raise UserError(f"The diagram {name} has changed: draw it anew with scripts/diagrams.py.")
    drawing = source.with_suffix(".svg").relative_to(paths.ROOT).as_posix()
    return (
        f'<figure class="pg-diagram" role="img" aria-label="{escape(description)}">\n'
        f'--8<-- "{drawing}"\n</figure>\n\n'
    )
