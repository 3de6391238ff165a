"""A sample's heading fits into the page that calls it."""

from pathlib import Path

import lxml.html
import pytest
from markdown import markdown

from pidguide.samples.catalogue import Sample
from pidguide.site.render.sample_heading import escape_markdown, heading_before, show_heading


@pytest.fixture
def named(guide: Path) -> Sample:
    script = guide / "samples" / "area" / "page" / "one.py"
    script.parent.mkdir(parents=True)
    script.write_text('"""Read an id_token [and more]."""\n')
    return Sample("area/page/one")


CALL = '{{ sample("area/page/one") }}'


@pytest.mark.parametrize(
    ("page", "marks"),
    [
        (f"# Page\n\n{CALL}\n", "###"),
        (f"# Page\n\n## Section\n\nText.\n\n{CALL}\n", "###"),
        (f"# Page\n\n## Section\n\n### Part\n\n{CALL}\n", "####"),
        (f'# Page\n\n## Section\n\n### {{{{ heading("area/page/two") }}}}\n\n{CALL}\n', "###"),
        (f"# Page\n\n## Section\n\n### Part\n\n## Other\n\n{CALL}\n\n### Later\n", "###"),
    ],
)
def test_it_is_a_level_below_the_section_it_stands_in(
    guide: Path, named: Sample, page: str, marks: str
) -> None:
    file = guide / "docs" / "area" / "page.md"
    file.parent.mkdir(parents=True)
    file.write_text(page)
    assert heading_before(named) == f"{marks} Read an id_token \\[and more\\] {{ #one }}"


def test_a_page_that_writes_the_heading_itself_gets_no_other(guide: Path, named: Sample) -> None:
    file = guide / "docs" / "area" / "page.md"
    file.parent.mkdir(parents=True)
    file.write_text(f"# Page\n\n### {{{{ heading('area/page/one') }}}}\n\nProse first.\n\n{CALL}\n")
    assert heading_before(named) == ""
    assert show_heading("area/page/one") == "Read an id_token \\[and more\\] { #one }"


@pytest.mark.parametrize(
    "text",
    ["<img src=x onerror=alert(1)>", "a | b", "[x](javascript:alert(1))", "`x` *y* {{ z }}", "AT&amp;T"],
)
def test_a_title_stays_text_wherever_markdown_has_it(text: str) -> None:
    told = escape_markdown(text)
    html = markdown(f"| A | B |\n|---|---|\n| [{told}](a.md#b) | c |\n\n## {told}", extensions=["tables"])
    shown = lxml.html.fromstring(html)
    assert [shown.findtext(".//td/a"), shown.findtext(".//h2")] == [text, text]
    assert [len(element) for element in (shown.find(".//td/a"), shown.find(".//h2"))] == [0, 0]
