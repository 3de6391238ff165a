"""On a phone a row of a wide table reads as a block whose cells say what they are."""

import pytest
from markdown import markdown

from pidguide.site.render.wide_tables import name_cells

WIDE = """
| Pool | `Single` & works | Lists |
|---|---:|---|
| public | 5 | <b>1</b> |
| polite | | 3 |
"""


@pytest.fixture
def cells() -> list[str]:
    named = name_cells(markdown(WIDE, extensions=["tables"]))
    return [line.strip() for line in named.splitlines() if "<td" in line]


def test_each_cell_of_a_wide_table_names_its_column(cells: list[str]) -> None:
    assert cells == [
        '<td data-column="Pool">public</td>',
        '<td data-column="Single &amp; works" style="text-align: right;">5</td>',
        '<td data-column="Lists"><b>1</b></td>',
        '<td data-column="Pool">polite</td>',
        '<td data-column="Single &amp; works" style="text-align: right;"></td>',
        '<td data-column="Lists">3</td>',
    ]


def test_nothing_else_of_a_page_changes() -> None:
    two = markdown("| A | B |\n|---|---|\n| 1 | 2 |\n\ntext", extensions=["tables"])
    assert name_cells(two) == two
    wide = markdown(WIDE, extensions=["tables"])
    unnamed = name_cells(wide).replace(' data-column="Single &amp; works"', "")
    for column in ("Pool", "Lists"):
        unnamed = unnamed.replace(f' data-column="{column}"', "")
    assert unnamed == wide
