"""Code as coloured HTML, with a span only where there is a colour to see."""

import re
from functools import cache
from html import escape

from pygments import highlight as colour  # type: ignore[import-untyped]
from pygments.formatters import HtmlFormatter  # type: ignore[import-untyped]
from pygments.lexer import Lexer  # type: ignore[import-untyped]
from pygments.lexers import get_lexer_by_name  # type: ignore[import-untyped]

# Space, punctuation and names look like plain code in the guide's style sheet.
_UNCOLOURED = re.compile(r'<span class="(?:w|p|n)">(.*?)</span>', re.DOTALL)
_FORMATTER = HtmlFormatter(nowrap=True)


def highlight(code: str, language: str) -> str:
    """Return code as HTML with Pygments' classes. `language` is a Pygments lexer's name, e.g. "json"."""
    if language == "text":
        return escape(code)
    return _UNCOLOURED.sub(r"\1", colour(code, _lexer(language), _FORMATTER))


@cache
def _lexer(language: str) -> Lexer:
    # Blank lines at the ends are part of the code.
    return get_lexer_by_name(language, stripnl=False)


def code_block(code: str, language: str, name: str, told: str) -> str:
    """Return a block of code with a button that copies it. `name` is its id, `told` what is copied."""
    return (
        f'<div class="pg-panel"><div class="highlight"><pre><code id="{name}">{highlight(code, language)}'
        f"</code></pre></div>{copy_button(name, told)}</div>"
    )


def copy_button(name: str, told: str) -> str:
    """Return a button that copies the text of the element with the id `name`. It shows where scripts run."""
    label = f"Copy {told}"
    return (
        f'<button type="button" class="pg-copy" data-copy="{name}" title="{label}" aria-label="{label}">'
        "</button>"
    )
