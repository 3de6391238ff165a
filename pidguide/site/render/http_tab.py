"""The HTTP tab: each recorded request and its answer, in order, as HTML."""

import re
from dataclasses import dataclass
from html import escape

from pidguide.compare.exchanges import Exchange
from pidguide.site.render.bodies import Body, highlight_lines, read_body

# Headers that matter first; whatever else was kept follows.
_REQUEST_ORDER = ("authorization", "accept", "content-type", "user-agent")
_ANSWER_ORDER = ("content-type", "location", "link", "www-authenticate", "retry-after", "allow")
_PLACEHOLDER = re.compile(r"&lt;[A-Z_]+&gt;|%3C[A-Z_]+%3E")
_SHORT_BODY = 14  # lines shown without a click

ERROR_CODE = re.compile(
    r"\"error-code\"\s*:\s*(\d+)|<(?:\w+:)?error-code>(\d+)<|\"responseCode\"\s*:\s*(\d+)"
)
ERROR_NAME = re.compile(r"\"error\"\s*:\s*\"([a-z_]+)\"")


@dataclass(frozen=True)
class Fold:
    """How much of a long body a page carries, and where the rest is. `lines=None` means all of it."""

    lines: int | None
    address: str = ""


def render_exchanges(exchanges: list[Exchange], fold: Fold) -> str:
    """Return the exchanges as HTML."""
    items = "".join(
        _render_exchange(exchange, number, fold) for number, exchange in enumerate(exchanges, start=1)
    )
    return f'<div class="pg-http"><ol class="pg-exchanges">{items}</ol></div>'


def _render_exchange(exchange: Exchange, number: int, fold: Fold) -> str:
    answer_type = exchange.answer.headers.get("content-type", "")
    request_type = exchange.request.headers.get("content-type", "")
    notes = [exchange.media_type, *error_codes(exchange)]
    anchor = f' id="exchange-{number}"' if fold.lines is None else ""
    is_redirect = 300 <= exchange.status < 400
    more = Fold(fold.lines, f"{fold.address}#exchange-{number}" if fold.address else "")
    return (
        f'<li class="pg-exchange"{anchor}><p class="pg-request-line">'
        f'<span class="pg-method">{escape(exchange.method)}</span> '
        f'<code class="pg-address">{mark_placeholders(escape(exchange.url))}</code></p>'
        f"{_render_headers(exchange.request.headers, _REQUEST_ORDER)}"
        f"{_render_body(exchange.request.text, request_type, 'Request body', more)}"
        f'<p class="pg-status-line"><span class="pg-status pg-status-{exchange.status // 100}xx">'
        f"{exchange.status}</span> {escape(exchange.reason)}"
        + "".join(f' <span class="pg-note">{escape(note)}</span>' for note in notes if note)
        + "</p>"
        f"{_render_headers(exchange.answer.headers, _ANSWER_ORDER)}"
        f"{_render_body(exchange.answer.text, answer_type, 'Body', more, is_worth_reading=not is_redirect)}"
        "</li>"
    )


def error_codes(exchange: Exchange) -> list[str]:
    """Return the codes by which a failed exchange says what went wrong, e.g. ["9016"]."""
    if exchange.status < 400:
        return []
    numbers = ["".join(groups) for groups in ERROR_CODE.findall(exchange.answer.text)]
    return list(dict.fromkeys(numbers + ERROR_NAME.findall(exchange.answer.text)))


def _render_headers(headers: dict[str, str], order: tuple[str, ...]) -> str:
    if not headers:
        return ""
    names = [name for name in order if name in headers] + [name for name in headers if name not in order]
    lines = "".join(
        f"<div><dt>{escape(_capitalise(name))}</dt><dd>{mark_placeholders(escape(headers[name]))}</dd></div>"
        for name in names
    )
    return f'<dl class="pg-headers">{lines}</dl>'


def _capitalise(name: str) -> str:
    return "-".join(part.capitalize() for part in name.split("-"))


def _render_body(text: str, content_type: str, label: str, fold: Fold, is_worth_reading: bool = True) -> str:
    if not text.strip():
        return ""
    body = read_body(text, content_type)
    lines = body.lines
    code = _render_code(body, fold)
    if len(lines) <= (_SHORT_BODY if is_worth_reading else 0):
        return f'<div class="pg-body">{code}</div>'
    count = f"{len(lines)} line{'' if len(lines) == 1 else 's'}"
    size = count if len(text) < 2000 else f"{count}, {round(len(text) / 1000)} kB"
    summary = f'{label} <span class="pg-note">{body.format}, {size}</span>'
    is_open = " open" if fold.lines is None else ""
    return f'<details class="pg-body"{is_open}><summary>{summary}</summary>{code}</details>'


def _render_code(body: Body, fold: Fold) -> str:
    lines = body.lines
    shown = lines if fold.lines is None or len(lines) <= max(fold.lines, _SHORT_BODY) else lines[: fold.lines]
    html = mark_placeholders(highlight_lines(shown, body.lexer))
    code = f'<div class="highlight"><pre><code>{html}\n</code></pre></div>'
    left_out = len(lines) - len(shown)
    if not left_out:
        return code
    return (
        f'{code}<p class="pg-more">{left_out} more lines: '
        f'<a href="{escape(fold.address)}">the whole recording</a></p>'
    )


def mark_placeholders(html: str) -> str:
    """Make placeholders stand out, so that nobody takes one for a value."""
    return _PLACEHOLDER.sub(lambda match: f'<mark class="pg-placeholder">{match[0]}</mark>', html)


def guard(html: str) -> str:
    """Keep fences, which Markdown looks for first, from being seen inside a block of HTML."""
    return html.replace("`", "&#96;").replace("~~~", "&#126;~~")
