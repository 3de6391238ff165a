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


def test_a_block_has_a_button_that_says_what_it_copies() -> None:
    block = BeautifulSoup(code_block("ls\n", "bash", "x-curl", "the commands"), "lxml")
    button = block.select_one("button[type=button]")
    assert button and button["aria-label"] == button["title"] == "Copy the commands"
    code = block.find(id=button["data-copy"])
    assert code and code.get_text() == "ls\n"
