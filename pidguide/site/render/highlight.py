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


def code_block(code: str, language: str, classes: str = "") -> str:
    """Return a block of code as the theme's Markdown would write it, with its copy button."""
    named = f"language-{language} {classes} highlight".replace("  ", " ")
    return f'<div class="{named}"><pre><span></span><code>{highlight(code, language)}</code></pre></div>'
