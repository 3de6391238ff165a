"""A text is found in any encoding, and not inside of another word."""

import pytest

from pidguide.cassettes.encodings import is_encoded, whole

VALUE = 'ab/"1'


@pytest.mark.parametrize(
    "text",
    ['ab/"1', "ab%2F%221", "ab%2f%221", "ab%252F%25221", '\\u0061b/"1', 'ab\\/\\"1', "ab/&quot;1", "ab&#47;&#34;1",
     "ab&#x2F;&#x22;1", "%61%62%2F%22%31", 'x=%3Dab/"1', '\\nab/"1'],
)  # fmt: skip
def test_a_text_is_found_however_it_is_encoded(text: str) -> None:
    assert whole(VALUE, is_encoded=True).search(text)


@pytest.mark.parametrize("text", ['xab/"1', 'ab/"12', "ab/1"])
def test_a_part_of_another_word_is_left(text: str) -> None:
    assert whole(VALUE, is_encoded=True).search(text) is None


def test_a_long_value_is_found_inside_of_a_word_too() -> None:
    assert whole("0123456789abcdef", is_encoded=False).search("x0123456789abcdefx")
    assert whole("0123456789abcde", is_encoded=False).search("x0123456789abcdex") is None


def test_letters_beyond_ascii_and_spaces_are_found() -> None:
    for text in ("é b", "%C3%A9+b", "\\u00e9 b", "&eacute;%20b", "&#233; b"):
        assert whole("é b", is_encoded=True).search(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a%40b", True), ("a\\u0040b", True), ("a&#64;b", True), ("a&amp;b", True), ("a+b", True), ("a\\nb", False), ("100%", False)],
)  # fmt: skip
def test_it_is_told_whether_anything_is_encoded(text: str, expected: bool) -> None:
    assert is_encoded(text) is expected
