"""A body is read as its media type says, and as what it looks like where that lies."""

import json

import pytest

from pidguide.compare.content import parse_content


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
