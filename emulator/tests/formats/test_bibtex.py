"""A Crossref work as BibTeX."""

import re
from typing import Any

import pytest
from bibtexparser import parse_string

from pid_emulator.formats.bibtex import write_bibtex
from support.crossref_work import DOI, WORK, Negotiate


def test_bibtex_is_as_recorded(negotiate: Negotiate) -> None:
    text = negotiate("application/x-bibtex").text
    assert text == (
        " @article{Frank_1970, title={The Structure of Ordinary Water: New data and interpretations are"
        " yielding new insights into this fascinating substance.}, volume={169}, ISSN={1095-9203},"
        " url={http://dx.doi.org/10.1126/science.169.3946.635}, DOI={10.1126/science.169.3946.635},"
        " number={3946}, journal={Science},"
        " publisher={American Association for the Advancement of Science (AAAS)},"
        " author={Frank, Henry S.}, year={1970}, month=Aug, pages={635–641} }\n"
    )
    assert parse_string(text).entries[0]["year"] == "1970"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"issue": "1-2"}, "number={1–2}"),
        ({"title": ["Kinase (\n  <i>PIK3CA</i>\n  )"], "subtitle": []}, "title={Kinase ( PIK3CA )}"),
        ({"author": []}, "@article{1970, volume={169}"),
        ({"author": [], "issued": {"date-parts": [[None]]}}, "@article{1, volume={169}"),
    ],
)
def test_bibtex_sets_dashes_takes_out_tags_and_has_no_title_where_nobody_is_named(
    change: dict[str, Any], field: str
) -> None:
    assert field in write_bibtex({**WORK, **change}, DOI)


@pytest.mark.parametrize(
    ("kind", "start", "fields"),
    [
        ("journal-article", " @article{", ["journal={Science}", "publisher={"]),
        ("posted-content", " @article{", ["journal={Science}"]),
        ("book", " @book{", ["journal={Science}"]),
        ("book-chapter", " @inbook{", ["booktitle={Science}"]),
        ("proceedings-article", " @inproceedings{", ["booktitle={Science}"]),
        ("report", " @techreport{", ["institution={"]),
        ("dissertation", " @phdthesis{", ["school={"]),
        ("dataset", " @misc{", ["publisher={"]),
        (None, " @misc{", ["publisher={"]),
    ],
)
def test_each_kind_of_work_has_its_entry_type_and_fields(
    kind: str | None, start: str, fields: list[str]
) -> None:
    text = write_bibtex({**WORK, "type": kind}, DOI)
    assert text.startswith(start)
    assert [field for field in fields if field not in text] == []


@pytest.mark.parametrize(
    ("parts", "month"),
    [([1970, 1], "month=Jan"), ([1970, 12], "month=Dec"), ([1970], ""), ([1970, 0], ""), ([1970, 13], "")],
)
def test_a_month_is_named_where_there_is_one(parts: list[int], month: str) -> None:
    text = write_bibtex({**WORK, "issued": {"date-parts": [parts]}}, DOI)
    assert re.findall("month=[A-Za-z]*", text) == ([month] if month else [])


def test_a_key_is_ascii() -> None:
    text = write_bibtex({**WORK, "author": [{"family": "Núñez O'Ñame"}]}, DOI)
    assert text.startswith(" @article{Nunez_O_Name_1970, ")
    assert "author={Núñez O’Ñame}" in text
