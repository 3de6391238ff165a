"""Text from elsewhere in Markdown: what a record holds stays text, whatever shows the Markdown."""

import re

_CODE_OR_MARK = re.compile(r"(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)|[<&]", re.DOTALL)
_REFERENCES = {"<": "&lt;", "&": "&amp;"}


def escape_html(text: str) -> str:
    """Return text in which no tag and no reference begins; code in backticks shows them as they are."""
    return _CODE_OR_MARK.sub(lambda found: _REFERENCES.get(found[0], found[0]), text)


def fence(language: str, text: str) -> str:
    """Return text as a block of code that nothing in it can end."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    ticks = "`" * max(4, longest + 1)
    return f"{ticks}{language}\n{text.rstrip()}\n{ticks}"
