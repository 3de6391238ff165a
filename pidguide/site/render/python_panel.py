"""A sample's Python: the lines that matter, with what they print below, and the whole script one click away.

Every line is a span, by which the style sheet numbers it and a long one wraps under its own beginning.
Numbers are drawn, not written: they are never copied.
"""

import re
from html import escape

from pidguide.samples.catalogue import Sample
from pidguide.samples.excerpt import choose_excerpt
from pidguide.site.render.highlight import copy_button, highlight

_LEADING = re.compile(r'^((?:<span class="\w+">)?)( *)')


def python_panel(sample: Sample, output: str) -> str:
    """Return the panel as HTML."""
    lines = highlight(sample.listing, "python").removesuffix("\n").split("\n")
    excerpt = choose_excerpt(sample.source)
    whole = "".join(_line(line, is_marked=number in excerpt) for number, line in enumerate(lines, start=1))
    name = sample.anchor
    return (
        '<div class="pg-panel pg-python">'
        f'<details class="pg-whole"><summary>Whole script<span>, {len(lines)} lines</span></summary>'
        f'<div class="highlight"><pre><code id="{name}-python">{whole}</code></pre></div></details>'
        f'<div class="highlight pg-excerpt"><pre><code>{_join(lines, excerpt)}</code></pre></div>'
        f"{copy_button(f'{name}-python', 'the whole script')}</div>"
        '<div class="pg-panel pg-output"><p>Output</p>'
        f'<pre><code id="{name}-output">{escape(output, quote=False)}</code></pre>'
        f"{copy_button(f'{name}-output', 'the output')}</div>"
    )


def _line(html: str, style: str = "", is_marked: bool = False) -> str:
    return f'<span class="pg-line{" pg-marked" if is_marked else ""}"{style}>{html}\n</span>'


def _join(lines: list[str], numbers: list[int]) -> str:
    """Return some lines without the indentation that all share; dots stand for what is between them."""
    depths = [len(match[2]) for n in numbers if lines[n - 1] and (match := _LEADING.match(lines[n - 1]))]
    shared = min(depths, default=0)
    shown: list[str] = []
    before = 0
    for number in numbers:
        follows = number == before + 1
        if shown and not follows:
            shown.append('<span class="pg-gap"></span>')
        style = "" if follows else f' style="counter-set:line {number}"'
        shown.append(_line(_LEADING.sub(lambda m: m[1] + m[2][shared:], lines[number - 1]), style))
        before = number
    return "".join(shown)
