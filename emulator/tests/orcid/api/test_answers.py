"""Answers and errors of ORCID's API in the format that was asked for."""

from lxml import etree

from support.orcid_people import EMPTY, PUBLIC, Asker

XML = "application/vnd.orcid+xml"


def test_errors_are_xml_where_xml_was_asked_for(ask: Asker) -> None:
    answer = ask.get(f"{PUBLIC}/nobody/record", Accept=XML)
    error = etree.fromstring(answer.data)
    assert (answer.status_code, error.tag) == (404, "{http://www.orcid.org/ns/error}error")
    assert error.findtext("{*}error-code") == "9016"


def test_json_is_compact_and_the_vendors_own_is_indented(ask: Asker) -> None:
    compact = ask.get(f"{PUBLIC}/{EMPTY}/email")
    pretty = ask.get(f"{PUBLIC}/{EMPTY}/email", Accept="application/orcid+json")
    assert compact.text == f'{{"last-modified-date":null,"email":[],"path":"/{EMPTY}/email"}}'
    assert (
        pretty.text
        == f'{{\n  "last-modified-date" : null,\n  "email" : [ ],\n  "path" : "/{EMPTY}/email"\n}}'
    )
