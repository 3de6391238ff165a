"""A body is read as its media type says, and as what it looks like where that lies."""

import json
from typing import Any

import pytest

from pidguide.compare.content import json_type, kind_of, parse_content


def test_json_has_a_shape_without_positions_and_values_with_them() -> None:
    content = parse_content("application/json;charset=utf-8", b'{"a": [{"b": 1}, {"b": null}]}')
    assert content.kind == "json"
    assert {("a[].b", "integer"), ("a[].b", "null")} <= content.shape
    assert content.values == {"a[0].b": 1, "a[1].b": None}
    assert content.items is None


def test_a_list_answer_names_its_records_and_can_be_cut_to_some() -> None:
    body = json.dumps({"message": {"items": [{"DOI": "10.5555/1", "a": 1}, {"DOI": "10.5555/2", "b": 1}]}})
    content = parse_content("application/json", body.encode())
    assert content.items == ("10.5555/1", "10.5555/2")
    one = content.only(["10.5555/1"])
    assert "message.items[].a" in {path for path, _ in one.shape}
    assert "message.items[].b" not in {path for path, _ in one.shape}
    assert not any("10.5555/2" in path for path in one.values)


@pytest.mark.parametrize(
    ("media_type", "body", "kind"),
    [
        (None, b'{"a": 1}', "json"),
        (None, b"<html><title>Not found</title></html>", "html"),
        (None, b"@article{Key, title={A}}", "bibtex"),
        ("application/vnd.datacite.datacite+xml", b"<resource/>", "xml"),
        ("text/x-bibliography; charset=utf-8", b"Carberry, J. (2008).", "citation"),
        ("application/json", b"Resource not found.", "text"),
        ("application/json", b"", "empty"),
    ],
)
def test_the_kind_is_what_the_body_really_is(media_type: str | None, body: bytes, kind: str) -> None:
    assert parse_content(media_type, body).kind == kind


def test_of_a_page_the_title_is_compared() -> None:
    content = parse_content("text/html", b"<html><title>Not\n found</title><p>x</html>")
    assert content.values == {"title": "Not found"}


RIS = b"TY  - JOUR\nTI  - A\nER  - \n"
TURTLE = b'<https://doi.org/10.5555/1> <http://purl.org/dc/terms/title> "Title" .'
RDF_XML = (
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:d="http://purl.org/dc/terms/">'
    b'<rdf:Description rdf:about="https://doi.org/10.5555/1"><d:title>Title</d:title></rdf:Description>'
    b"</rdf:RDF>"
)


@pytest.mark.parametrize(
    ("media_type", "body", "kind", "values"),
    [
        ("application/x-bibtex", b"@article{Key, title={A}}", "bibtex",
         {"[0].(type)": "article", "[0].(key)": "Key", "[0].title": "A"}),
        ("application/x-bibtex", b"% from a catalogue\n@book{Key}", "bibtex",
         {"[0].(type)": "book", "[0].(key)": "Key"}),
        ("application/x-research-info-systems", RIS, "ris",
         {"[0].type_of_reference[0]": "JOUR", "[0].title[0]": "A"}),
        (None, RIS, "ris", {"[0].type_of_reference[0]": "JOUR", "[0].title[0]": "A"}),
        ("text/csv", b"doi,title\n10.1/a,A\n", "csv", {"[0].doi": "10.1/a", "[0].title": "A"}),
        ("text/x-bibliography", b"Doe, J.", "citation", {"word[0]": "Doe,", "word[1]": "J."}),
        ("text/turtle", TURTLE, "rdf", {"http://purl.org/dc/terms/title[0]": "Title"}),
        ("application/n-triples", TURTLE, "rdf", {"http://purl.org/dc/terms/title[0]": "Title"}),
        ("text/n3", TURTLE, "rdf", {"http://purl.org/dc/terms/title[0]": "Title"}),
        ("application/rdf+xml", RDF_XML, "rdf", {"http://purl.org/dc/terms/title[0]": "Title"}),
        (None, RDF_XML, "rdf", {"http://purl.org/dc/terms/title[0]": "Title"}),
        (None, b'<?xml version="1.0"?>' + RDF_XML, "rdf", {"http://purl.org/dc/terms/title[0]": "Title"}),
        ("text/html", b"<TITLE>A\n b</TITLE>", "html", {"title": "A b"}),
        (None, b"<!DOCTYPE html><title>A</title>", "html", {"title": "A"}),
        ("text/html", b"<p>A</p>", "html", {}),
        ("application/ld+json", b'{"a": 1}', "json", {"a": 1}),
        ("application/json", b"[true]", "json", {"[0]": True}),
        ("", b"  [1]", "json", {"[0]": 1}),
        ("text/xml", b"<a>b</a>", "xml", {"a": "b"}),
        ("text/plain", b"<a>b</a>", "xml", {"a": "b"}),
        ("application/octet-stream", b"Plain words", "text", {}),
        ("text/turtle", b"no turtle", "text", {}),
        ("application/xml", b"<a>", "text", {}),
        ("application/x-bibtex", b"no BibTeX", "text", {}),
        ("text/plain", b" \n\t", "empty", {}),
    ],
)  # fmt: skip
def test_every_format_is_told_and_read(
    media_type: str | None, body: bytes, kind: str, values: dict[str, Any]
) -> None:
    content = parse_content(media_type, body)
    assert (content.kind, content.values, content.text) == (kind, values, body.decode())


@pytest.mark.parametrize(
    ("media_type", "kind"),
    [
        ("application/vnd.crossref.unixsd+xml; q=1", "xml"),
        ("APPLICATION/JSON ; charset=utf-8", "json"),
        ("text/csv;header=present", "csv"),
    ],
)
def test_a_media_type_is_read_without_parameters_and_in_any_case(media_type: str, kind: str) -> None:
    body = {"xml": b"<a/>", "json": b"{}", "csv": b"a\nb\n"}[kind]
    assert parse_content(media_type, body).kind == kind


@pytest.mark.parametrize(
    ("start", "kind"),
    [("@article{", "bibtex"), ("@ {", "text"), ("TY  - JOUR", "ris"), ("TY - JOUR", "text"), ("", "text"),
     ("<" + "a" * 193 + "<rdf:rdf", "xml"), ("<" + "a" * 191 + "<rdf:rdf", "rdf")],
)  # fmt: skip
def test_the_first_200_characters_tell_a_format_that_is_not_named(start: str, kind: str) -> None:
    assert kind_of("", start) == kind


def test_fields_have_a_shape_without_positions() -> None:
    assert parse_content("application/x-research-info-systems", RIS).shape == {
        ("[].type_of_reference[]", "string"), ("[].title[]", "string")
    }  # fmt: skip
    assert parse_content("text/html", b"<title>A</title>").shape == {("title", "string")}


@pytest.mark.parametrize(
    ("value", "kind"),
    [(None, "null"), (True, "boolean"), (False, "boolean"), ("", "string"), ("1", "string"), (0, "integer"),
     (1.0, "number")],
)  # fmt: skip
def test_scalars_are_told_apart(value: object, kind: str) -> None:
    assert json_type(value) == kind
    assert parse_content("application/json", json.dumps({"a": value}).encode()).shape == {
        ("", "object"), ("a", kind)
    }  # fmt: skip


def test_json_has_types_for_lists_and_objects_and_facets_are_keyed_by_data() -> None:
    facets = {"message": {"facets": {"type": {"value-count": 1, "values": {"book": 2}}}}, "facets": []}
    content = parse_content("application/json", json.dumps(facets).encode())
    assert content.shape == {
        ("", "object"), ("message", "object"), ("message.facets", "object"), ("facets", "array"),
        ("message.facets.type", "object"), ("message.facets.type.value-count", "integer"),
        ("message.facets.type.values", "object"), ("message.facets.type.values.*", "integer"),
    }  # fmt: skip
    assert content.values == {"message.facets.type.value-count": 1, "message.facets.type.values.book": 2}


def test_xml_has_attributes_and_numbers_each_name_of_its_own() -> None:
    text = b'<a x="1  2">  <b> one </b><c/><!-- no --><?no no?><b>two</b><b y="3"/></a>'
    content = parse_content("application/xml", text)
    assert content.values == {"a/@x": "1 2", "a/b[1]": "one", "a/b[2]": "two", "a/b[3]/@y": "3"}
    assert content.shape == {
        ("a", "object"), ("a/@x", "string"), ("a/b", "string"), ("a/b", "object"), ("a/c", "object"),
        ("a/b/@y", "string"),
    }  # fmt: skip
    assert content.items is None


def test_entities_of_xml_are_not_resolved() -> None:
    text = b'<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'
    assert parse_content("application/xml", text).values == {}


@pytest.mark.parametrize(
    ("body", "items"),
    [
        ({"message": {"items": [{"DOI": "10.5555/A"}, {"no": 1}]}}, ("10.5555/a", "1")),
        ({"data": [{"id": "a"}, {"id": 2}]}, ("a", "2")),
        ({"data": {"id": "a"}}, None),
        ({"result": [{"orcid-identifier": {"path": "0000-0002-1825-0097"}}]}, ("0000-0002-1825-0097",)),
        ({"result": [{"orcid-identifier": {"path": ""}}, {"orcid-identifier": "x"}]}, ("0", "1")),
        ({"expanded-result": [{"orcid-id": "0000-0002-1825-0097"}]}, ("0000-0002-1825-0097",)),
        ({"result": None, "num-found": 0}, ()),
        ({"num-found": 0}, ()),
        ({"result": [{"path": "p"}], "num-found": 1}, ("p",)),
        ({"expanded-result": [{"orcid-id": "x"}], "num-found": 1}, ("x",)),
        ({"included": [{"id": "a"}]}, None),
        ({"message": {"items": {}}}, None),
        ({"message": ["items"]}, None),
        ([{"id": "a"}], None),
        ({"data": []}, ()),
        ({"data": ["x"]}, ("0",)),
    ],
)
def test_the_records_of_a_list_answer(body: object, items: tuple[str, ...] | None) -> None:
    assert parse_content("application/json", json.dumps(body).encode()).items == items


def test_a_record_is_known_by_the_first_of_its_names() -> None:
    names = ("DOI", "doi", "id", "ID", "orcid-id", "put-code", "URL", "path")
    for position, name in enumerate(names):
        item = {later: later for later in reversed(names[position:])} | {"DOI" if position else "x": None}
        body = json.dumps({"data": [item]}).encode()
        assert parse_content("application/json", body).items == (name.lower(),)


def test_lists_are_compared_by_position_but_those_of_records() -> None:
    body = {
        "data": [{"id": "a", "x": [{"id": "b"}]}],
        "included": [{"id": "c", "y": 1}],
        "more": [{"id": "d"}],
    }
    values = parse_content("application/json", json.dumps(body).encode()).values
    assert values == {
        "data[a].id": "a", "data[a].x[0].id": "b", "included[c].id": "c", "included[c].y": 1,
        "more[0].id": "d",
    }  # fmt: skip


def test_cut_to_records_that_it_has_all_of_a_list_stays_as_it_is() -> None:
    body = {"data": [{"id": "a", "x": 1}, {"id": "b", "y": 1}], "included": [{"id": "b", "z": 1}], "m": 1}
    whole = parse_content("application/json", json.dumps(body).encode())
    assert whole.only(["a", "b", "c"]) is whole
    cut = whole.only(["a", "c"])
    assert cut.items == ("a", "b")
    assert cut.values == {"data[a].id": "a", "data[a].x": 1, "m": 1}
    assert whole.shape - cut.shape == {("data[].y", "integer"), ("included[]", "object"),
                                       ("included[].id", "string"), ("included[].z", "integer")}  # fmt: skip
    one = parse_content("application/json", b'{"a": 1}')
    assert one.only([]) is one


def test_bytes_that_are_no_text_are_read_all_the_same() -> None:
    assert parse_content("text/plain", b"\xff").text == "�"
