"""A Crossref work as RIS."""

import pytest
import rispy

from pid_emulator.formats.ris import write_ris
from support.crossref_work import DOI, WORK, Negotiate


def test_ris_holds_the_whole_page_range_in_sp(negotiate: Negotiate) -> None:
    text = negotiate("application/x-research-info-systems").text
    assert text.startswith("TY  - JOUR\nDO  - 10.1126/science.169.3946.635\n")
    assert "\nSN  - 0036-8075\nSN  - 1095-9203\n" in text
    reference = rispy.loads(text)[0]
    assert (reference["start_page"], reference["authors"]) == ("635-641", ["Frank, Henry S."])


@pytest.mark.parametrize(
    ("crossref", "ris"),
    [
        ("journal-article", "JOUR"),
        ("proceedings-article", "CPAPER"),
        ("proceedings", "CONF"),
        ("book", "BOOK"),
        ("edited-book", "EDBOOK"),
        ("book-chapter", "CHAP"),
        ("reference-entry", "CHAP"),
        ("dissertation", "THES"),
        ("dataset", "DATA"),
        ("report", "RPRT"),
        ("standard", "STAND"),
        ("component", "FIGURE"),
        ("posted-content", "GENERIC"),
        (None, "GENERIC"),
    ],
)
def test_each_type_of_crossrefs_has_one_of_ris(crossref: str | None, ris: str) -> None:
    assert write_ris({**WORK, "type": crossref}, DOI).splitlines()[0] == f"TY  - {ris}"


def test_the_date_has_as_many_parts_as_are_known() -> None:
    for parts, date in (([1970, 8, 14], ["DA  - 1970/08/14"]), ([1970, 8], ["DA  - 1970/08"]), ([1970], [])):
        lines = write_ris({**WORK, "issued": {"date-parts": [parts]}}, DOI).splitlines()
        assert "PY  - 1970" in lines
        assert [line for line in lines if line.startswith("DA")] == date


def test_a_work_of_which_only_the_doi_is_known_is_a_reference() -> None:
    assert write_ris({}, "10.5555/A").split() == [
        "TY",
        "-",
        "GENERIC",
        "DO",
        "-",
        "10.5555/A",
        "UR",
        "-",
        "http://dx.doi.org/10.5555/A",
        "ER",
        "-",
    ]
