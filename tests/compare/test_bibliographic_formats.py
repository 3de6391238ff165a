"""Bibliographic formats become flat fields that can be compared."""

import logging
from collections.abc import Callable

import pytest

from pidguide.compare.bibliographic_formats import (
    UnreadableError,
    bibtex_fields,
    citation_fields,
    csv_fields,
    rdf_fields,
    ris_fields,
)

TURTLE = '<https://doi.org/10.5555/1> <http://purl.org/dc/terms/title> "Title" .'


@pytest.mark.parametrize(
    ("read", "text", "fields"),
    [
        (
            bibtex_fields,
            "@article{Key, title={A  Title}, year={2008}}",
            {"[0].(type)": "article", "[0].(key)": "Key", "[0].title": "A Title", "[0].year": "2008"},
        ),
        (
            ris_fields,
            "TY  - JOUR\nAU  - Carberry, J.\nAU  - Doe, J.\nER  - \n",
            {
                "[0].type_of_reference[0]": "JOUR",
                "[0].authors[0]": "Carberry, J.",
                "[0].authors[1]": "Doe, J.",
            },
        ),
        (rdf_fields, TURTLE, {"http://purl.org/dc/terms/title[0]": "Title"}),
        (csv_fields, "orcid,name\n1,Carberry\n", {"[0].orcid": "1", "[0].name": "Carberry"}),
        (citation_fields, "<i>Ice</i> &amp; cores", {"word[0]": "Ice", "word[1]": "&", "word[2]": "cores"}),
    ],
)
def test_a_body_becomes_fields(
    read: Callable[[str], dict[str, str]], text: str, fields: dict[str, str]
) -> None:
    assert read(text) == fields


@pytest.mark.parametrize("read", [bibtex_fields, ris_fields, rdf_fields])
def test_what_is_not_of_the_format_is_refused(read: Callable[[str], dict[str, str]]) -> None:
    with pytest.raises(UnreadableError):
        read("Resource not found.")


def test_every_entry_is_numbered() -> None:
    bibtex = "@article{A, title={One\n  two}}\n@book{B, year=2008, month=aug}"
    assert bibtex_fields(bibtex) == {
        "[0].(type)": "article", "[0].(key)": "A", "[0].title": "One two",
        "[1].(type)": "book", "[1].(key)": "B", "[1].year": "2008", "[1].month": "aug",
    }  # fmt: skip
    assert ris_fields("TY  - JOUR\nT1  -  One \nER  - \n\nTY  - BOOK\nER  - \n") == {
        "[0].type_of_reference[0]": "JOUR", "[0].primary_title[0]": "One", "[1].type_of_reference[0]": "BOOK"
    }  # fmt: skip
    assert csv_fields("a,b\n1,2\n3\n") == {"[0].a": "1", "[0].b": "2", "[1].a": "3", "[1].b": "None"}
    assert csv_fields("a,b\n") == {}
    assert citation_fields("<i>A</i><b>b</b>  &lt;c&gt;") == {"word[0]": "Ab", "word[1]": "<c>"}


RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def test_statements_are_sorted_by_value_and_blank_nodes_have_no_name() -> None:
    turtle = '<urn:a> <urn:p> "b", "a" ; <urn:q> [ <urn:p> "c" ] .'
    assert rdf_fields(turtle) == {
        "urn:p[0]": "a", "urn:p[1]": "b", "urn:p[2]": "c", "urn:q[0]": "(node)"
    }  # fmt: skip
    statement = '<r:Description r:about="urn:a"><u:p>b</u:p></r:Description>'
    xml = f'\n<r:RDF xmlns:r="{RDF}" xmlns:u="urn:">{statement}</r:RDF>'
    assert rdf_fields(xml) == {"urn:p[0]": "b"}


@pytest.mark.parametrize(
    ("read", "text", "why"),
    [
        (bibtex_fields, "Resource not found.", "no BibTeX entry"),
        (bibtex_fields, "", "no BibTeX entry"),
        (ris_fields, "", "no RIS reference"),
        (ris_fields, "TI  - One\n", "no RIS reference"),
        (rdf_fields, "<urn:a> <urn:p> .", "at line 1 of"),
        (rdf_fields, "<rdf>", "no element found"),
    ],
)
def test_why_a_body_is_not_of_the_format_is_told(
    read: Callable[[str], dict[str, str]], text: str, why: str
) -> None:
    with pytest.raises(UnreadableError, match=why):
        read(text)


def test_the_parser_of_bibtex_keeps_quiet(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("bibtexparser").setLevel(logging.NOTSET)
    bibtex_fields("@article{A, title={One}}\n@article{A, title={Two}}\n@article{B, title={")
    assert caplog.records == []
