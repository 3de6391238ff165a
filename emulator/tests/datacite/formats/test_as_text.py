"""Citations, BibTeX, RIS and CSV."""

import csv
import io

import bibtexparser
import pytest

from pid_emulator.datacite import formats
from support.datacite_formats import NEXUS, body, changed


def test_citations_are_those_that_the_service_gave() -> None:
    assert body(formats.BIBLIOGRAPHY, style="ieee", locale="en-US") == (
        "R. Rodriguez and W. Mower, “NEXUS Head CT.” Dryad, Apr. 10, 2017. doi: 10.7272/Q6G15XS4."
    )
    simplex = changed(
        doi="10.5281/zenodo.57081",
        creators=[{"name": "Petchey, Owen L.", "givenName": "Owen L.", "familyName": "Petchey"}],
        titles=[{"title": "Simplex Projection Walkthrough"}],
        publisher="Zenodo",
        publicationYear=2016,
        dates=[],
        types={"citeproc": "article", "resourceTypeGeneral": "Other"},
    )
    assert body(formats.BIBLIOGRAPHY, simplex) == (
        "Petchey, O. L. (2016). <i>Simplex Projection Walkthrough</i>. Zenodo. "
        "https://doi.org/10.5281/ZENODO.57081"
    )


def test_an_unknown_style_gives_apa_and_a_language_its_own_words() -> None:
    assert body(formats.BIBLIOGRAPHY, style="no-such-style") == body(formats.BIBLIOGRAPHY, style="apa")
    assert "[Datensatz]" in body(formats.BIBLIOGRAPHY, locale="de")


@pytest.mark.parametrize("year", [None, "", "abcd"])
def test_a_record_without_a_year_is_cited_without_one(year: str | None) -> None:
    undated = {**NEXUS, "attributes": {**NEXUS["attributes"], "publicationYear": year, "dates": []}}
    for style in ("apa", "no-such-style"):
        assert "(n.d.)" in body(formats.BIBLIOGRAPHY, undated, style=style)
    assert "2017" not in body(formats.BIBLIOGRAPHY, undated, style="ieee")


def test_bibtex_is_keyed_by_the_link_and_can_be_parsed() -> None:
    text = body(formats.BIBTEX)
    assert text.startswith("@misc{https://doi.org/10.7272/q6g15xs4,\n  doi = {10.7272/Q6G15XS4},\n")
    entry = bibtexparser.parse_string(text).entries[0]
    assert entry["author"] == "Rodriguez, Robert and Mower, William"
    assert (entry["year"], entry["publisher"], entry["copyright"]) == ("2017", "Dryad", "CC0")


def test_an_organisation_is_kept_whole_in_bibtex() -> None:
    assert "author = {{The Consortium}}" in body(
        formats.BIBTEX, changed(creators=[{"name": "The Consortium"}])
    )


def test_ris_has_a_line_for_each_value() -> None:
    lines = body(formats.RIS).split("\r\n")
    assert lines[:4] == [
        "TY  - DATA",
        "T1  - NEXUS Head CT",
        "AU  - Rodriguez, Robert",
        "AU  - Mower, William",
    ]
    assert "KW  - head injury" in lines
    assert lines[-2:] == ["SN  - 0264-3561", "ER  - "]


def test_csv_has_a_header_and_a_row_for_each_record() -> None:
    rendered = formats.render_many([NEXUS, NEXUS], formats.CSV)
    assert rendered is not None
    rows = list(csv.DictReader(io.StringIO(rendered[0])))
    assert len(rows) == 2
    assert rows[0]["doi"] == "10.7272/q6g15xs4"
    assert rows[0]["author"] == "Rodriguez, Robert and Mower, William"
    assert rows[0]["registered"] == "2017-04-10"
