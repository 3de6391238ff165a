"""What a record holds stays text in Markdown."""

import pytest
from markdown import markdown  # type: ignore[import-untyped]

from pidguide.site.render.markdown_text import escape_html, fence
from tests.support.planted_html import PLANTED, planted_tags


def test_what_is_planted_would_be_html_and_is_none() -> None:
    assert planted_tags(PLANTED) == ["script", "img", "iframe"]
    assert planted_tags(escape_html(PLANTED)) == []
    assert planted_tags(fence("text", PLANTED)) == []


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("Pots & <script>alert(1)</script>", "Pots &amp; &lt;script>alert(1)&lt;/script>"),
        ("&lt;img&gt;", "&amp;lt;img&amp;gt;"),
        ("Read `a < b && c` & more", "Read `a < b && c` &amp; more"),
        ("A `` ` <b> `` and <b>", "A `` ` <b> `` and &lt;b>"),
        ("No ` code <b>", "No ` code &lt;b>"),
        ("Plain", "Plain"),
    ],
)
def test_text_holds_no_html(text: str, escaped: str) -> None:
    assert escape_html(text) == escaped


@pytest.mark.parametrize("text", ["plain", "````\n<script>", "a `````` b\n``````\n<img src=x onerror=y>", ""])
def test_nothing_ends_a_block_of_code_but_its_end(text: str) -> None:
    block = fence("text", text)
    first, *lines, last = block.split("\n")
    assert first == f"{last}text" and set(last) == {"`"} and len(last) >= 4
    assert "\n".join(lines) == text
    html = markdown(block, extensions=["fenced_code"])
    assert html.startswith("<pre><code") and "<script>" not in html and "<img" not in html
