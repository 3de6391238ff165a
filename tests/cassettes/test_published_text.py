"""Whatever stands in a file is read, however it is written there."""

import base64
from pathlib import Path

import pytest

from pidguide.cassettes.published_text import (
    cassette_in,
    decoded,
    is_page,
    read,
    shown_by,
    spelt_in_base64,
    strings_of,
    text_in,
    views,
)  # fmt: skip


def test_a_file_that_is_no_text_is_read_all_the_same(tmp_path: Path) -> None:
    file = tmp_path / "odd.txt"
    file.write_bytes(b"a\xffb")
    assert read(file) == "a\ufffdb"


@pytest.mark.parametrize(
    ("name", "expected"), [("a.html", True), ("a.htm", True), ("a.md", False), ("html", False)]
)
def test_pages_are_known_by_their_ending(name: str, expected: bool) -> None:
    assert is_page(Path(name)) is expected


def test_a_page_is_read_as_it_is_shown_and_for_what_it_hides() -> None:
    page = '<p>to<b>ken</b></p><td>x</td><a href="/a?b=c" hidden>d</a><!-- e --><?f g?>'
    assert shown_by(page) == '\ntoken\n\nx\nd\nhref="/a?b=c"\n e \nf g?'


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("interactions:\n- a\n", True), ("interactions: 1", False), (" interactions:\n", False),
     ("interactions:\n[}", False), ("interactions:\n  a: b\n", False)],
)  # fmt: skip
def test_a_cassette_is_known_by_its_interactions(text: str, is_one: bool) -> None:
    assert (cassette_in(text) is not None) is is_one


def test_headers_are_read_with_their_names_and_bodies_without() -> None:
    exchange = {
        "headers": {"Accept": ["a", "b"]},
        "body": {"string": "c"},
        "more": [{"d": {"e": b"f\xff"}}],
        "n": 1,
    }
    assert list(strings_of(exchange)) == ["Accept: a", "Accept: b", "c", "f\ufffd"]


@pytest.mark.parametrize(
    "text", ["a%40b", "a%2540b", "a&#64;b", "a&amp;commat;b", "a\\u0040b", "a\\\\u0040b", "a\\x40b", "a@b"]
)
def test_encodings_are_undone(text: str) -> None:
    assert decoded(text) == "a@b"


def test_base64_is_read_within_base64() -> None:
    inner = base64.b64encode(b"password=x1").decode().rstrip("=")
    outer = base64.urlsafe_b64encode(inner.encode()).decode().rstrip("=")
    assert list(spelt_in_base64(f"a {outer}.b")) == [inner, "password=x1"]
    assert text_in("no base64!") == text_in("AAAA") == ""


def test_a_text_is_looked_at_decoded_and_with_and_without_tags() -> None:
    assert views("a<b>%41</b>", None) == ["a<b>%41</b>", "a<b>A</b>", "aA", "a A "]
