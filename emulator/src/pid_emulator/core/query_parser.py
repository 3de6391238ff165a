"""luqum's parser of Lucene query syntax, which DataCite's and ORCID's searches read queries with.

luqum's parser is built by PLY, which takes the parse tables in luqum's package only when they bear the
signature of the grammar. That signature is made of docstrings, and Python 3.13 began to strip their
indentation: since then PLY refuses the tables, computes them at the start, prints warnings, and writes them
into the installed package, even while another process reads them. The tables and the grammar come in one
release, so they are used as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from typing import TYPE_CHECKING, cast

from pid_emulator.core.nesting import TOO_DEEP, is_too_deep

if TYPE_CHECKING:
    from luqum.tree import Item


@contextmanager
def _tables_as_shipped() -> Iterator[None]:
    """Let PLY use a package's tables unseen, and write no file, for the modules imported meanwhile."""
    import ply.yacc

    build = ply.yacc.yacc
    ply.yacc.yacc = partial(build, optimize=True, debug=False, write_tables=False)
    try:
        yield
    finally:
        ply.yacc.yacc = build


@cache
def _parser() -> Callable[[str], Item]:
    with _tables_as_shipped():
        from luqum.thread import parse

    return cast("Callable[[str], Item]", parse)


def parse(query: str) -> Item:
    """Return a query as a tree. Raises luqum's ParseError, and ValueError for a tree that is too deep."""
    root = _parser()(query)
    if is_too_deep(root, lambda item: item.children):
        raise ValueError(TOO_DEEP)
    return root
