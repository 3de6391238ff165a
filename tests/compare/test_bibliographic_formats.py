"""Bibliographic formats become flat fields that can be compared."""

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
