"""The heading of each sample: with it the list of contents and search lead to the sample.

A page that has prose to say between heading and sample writes the heading itself,
`### {{ heading("doi/access/csl_json") }}`. Where it does not, the sample brings its heading along.
"""

import re
from html import escape

from pidguide.basics import paths
from pidguide.basics.reading import read_text
from pidguide.samples.catalogue import Sample, get_sample

_HEADING = re.compile(r"^(##+) (.*)$", re.MULTILINE)
_SPECIAL = re.compile(r"[\\`*\[\]{}|]")


def show_heading(name: str) -> str:
    """Return a sample's title with its anchor, for a heading that a page writes itself.

    Raises UserError for an unknown sample.
    """
    sample = get_sample(name)
    return f"{escape_markdown(sample.title)} {{ #{sample.anchor} }}"


def escape_markdown(text: str) -> str:
    """Return text that stays text in a heading, in a link and in a table's cell of Markdown."""
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", escape(text, quote=False))


def heading_before(sample: Sample) -> str:
    """Return the heading that a sample brings along as Markdown, "" where its page has written it.

    It is one level below the section that it stands in.
    """
    page = paths.DOCS / f"{sample.page}.md"
    source = read_text(page) if page.is_file() else ""
    if re.search(rf"\{{\{{\s*heading\(\s*[\"']{re.escape(sample.name)}[\"']", source):
        return ""
    call = re.search(rf"\{{\{{\s*sample\(\s*[\"']{re.escape(sample.name)}[\"']", source)
    above = source[: call.start()] if call else ""
    sections = [marks for marks, text in _HEADING.findall(above) if "heading(" not in text]
    level = len(sections[-1]) + 1 if sections else 3
    return f"{'#' * level} {show_heading(sample.name)}"
