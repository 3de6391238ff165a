"""Code keeps its characters; only what has a colour gets a span."""

from bs4 import BeautifulSoup

from pidguide.site.render.highlight import code_block, highlight

CODE = 'if a < 1:\n    print("<b>")\n\n'


def test_the_code_is_all_there_and_plain_names_have_no_span() -> None:
    html = highlight(CODE, "python")
    assert BeautifulSoup(html, "lxml").get_text() == CODE
    assert '<span class="k">if</span>' in html
    assert '<span class="n">' not in html


def test_text_is_only_escaped() -> None:
    assert highlight("<b> & \n", "text") == "&lt;b&gt; &amp; \n"


def test_a_block_has_its_language_and_its_classes() -> None:
    block = BeautifulSoup(code_block("ls", "bash", "wide"), "lxml").select_one(
        "div.language-bash.wide.highlight"
    )
    assert block and block.select_one("pre > code").get_text().strip() == "ls"
