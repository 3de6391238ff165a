"""Gives the cells of wide tables their column's name: on a phone a row reads as a block of named cells."""

import re
from html import escape, unescape

_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_HEAD = re.compile(r"<th(?: [^>]*)?>(.*?)</th>", re.DOTALL)
_ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<td(?=[ >])")
_TAG = re.compile(r"<[^>]+>")
_FEWEST_COLUMNS = 3  # two fit a phone as they are


def name_cells(html: str) -> str:
    """Return a page with each cell of its wide tables saying in `data-column` what its column is."""
    return _TABLE.sub(lambda table: _name_cells_of(table[0]), html)


def _name_cells_of(table: str) -> str:
    columns = [unescape(_TAG.sub("", head)).strip() for head in _HEAD.findall(table)]
    if len(columns) < _FEWEST_COLUMNS:
        return table
    return _ROW.sub(lambda row: _name_cells_of_row(row[0], columns), table)


def _name_cells_of_row(row: str, columns: list[str]) -> str:
    first, *others = _CELL.split(row)
    named = zip(columns, others, strict=False)
    return first + "".join(f'<td data-column="{escape(name)}"{rest}' for name, rest in named)
