"""The HTTP tab: a line for each recorded exchange, in order; opened, its request and its answer, as HTML."""

import re
from html import escape, unescape
from urllib.parse import unquote

from pidguide.cassettes import placeholders
from pidguide.compare.exchanges import Exchange, Message
from pidguide.site.render.bodies import highlight_body, read_body
from pidguide.site.render.highlight import copy_button

# Headers that matter first; whatever else was kept follows.
_REQUEST_ORDER = ("authorization", "accept", "content-type", "user-agent")
_ANSWER_ORDER = ("content-type", "location", "link", "www-authenticate", "retry-after", "allow")
_PLACEHOLDER = re.compile(r"&lt;[A-Z_]+&gt;|%3C[A-Z_]+%3E")
_KNOWN_PLACEHOLDERS = {value for value in vars(placeholders).values() if isinstance(value, str)} | set(
    placeholders.ENVIRONMENT.values()
)
_MOST_LINES = 40  # of a body that a page carries whole
_FIRST_LINES = 20  # of a longer one; a click brings the rest

ERROR_CODE = re.compile(
    r"\"error-code\"\s*:\s*(\d+)|<(?:\w+:)?error-code>(\d+)<|\"responseCode\"\s*:\s*(\d+)"
)
ERROR_NAME = re.compile(r"\"error\"\s*:\s*\"([a-z_]+)\"")


def render_exchanges(exchanges: list[Exchange], name: str, elsewhere: str = "", is_open: bool = False) -> str:
    """Return the exchanges as HTML. `name` begins the ids of their bodies.

    `elsewhere` is the address of a page that carries every body whole: long ones are cut here, and completed
    from there. Without it all are whole. `is_open` is for a page without scripts: open, without buttons.
    """
    items = "".join(
        _render_exchange(exchange, f"{name}-{number}", elsewhere, is_open)
        for number, exchange in enumerate(exchanges, start=1)
    )
    return f'<div class="pg-http">{items}</div>'


def _render_exchange(exchange: Exchange, name: str, elsewhere: str, is_open: bool) -> str:
    notes = [exchange.media_type, *error_codes(exchange)]
    return (
        f'<details class="pg-exchange"{" open" if is_open else ""}><summary>'
        f'<span class="pg-method">{escape(exchange.method)}</span> '
        f'<code class="pg-address">{mark_placeholders(escape(exchange.url))}</code> <span class="pg-answer">'
        f'<span class="pg-status pg-status-{exchange.status // 100}xx">{exchange.status}</span> '
        f"{escape(exchange.reason)}"
        + "".join(f' <span class="pg-note">{escape(note)}</span>' for note in notes if note)
        + "</span></summary>"
        f'<p class="pg-side">Request</p>{_render_headers(exchange.request.headers, _REQUEST_ORDER)}'
        f"{_render_body(exchange.request, f'{name}-request', elsewhere, is_open)}"
        f'<p class="pg-side">Answer</p>{_render_headers(exchange.answer.headers, _ANSWER_ORDER)}'
        f"{_render_body(exchange.answer, f'{name}-answer', elsewhere, is_open)}</details>"
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


def _render_body(message: Message, name: str, elsewhere: str, is_open: bool) -> str:
    if not message.text.strip():
        return ""
    body = read_body(message.text, message.headers.get("content-type", ""))
    count = f"{len(body.lines)} line{'' if len(body.lines) == 1 else 's'}"
    is_cut = bool(elsewhere) and len(body.lines) > _MOST_LINES
    html = mark_placeholders(highlight_body(body, _FIRST_LINES if is_cut else None))
    whole = f"{escape(elsewhere)}#{name}"
    more = f'<p class="pg-more"><a href="{whole}">Show all {count}</a></p>' if is_cut else ""
    return (
        f'<p class="pg-side">Body <span class="pg-note">{body.format}, {count}</span></p>'
        f'<div class="pg-panel"><div class="pg-body highlight" id="{name}"{_attribute(is_cut, whole)}>{html}'
        f"</div>{more}{'' if is_open else copy_button(name, 'this body')}</div>"
    )


def _attribute(is_cut: bool, whole: str) -> str:
    return f' data-whole="{whole}"' if is_cut else ""


def mark_placeholders(html: str) -> str:
    """Make placeholders stand out, so that nobody takes one for a value."""
    return _PLACEHOLDER.sub(_mark_known, html)


def _mark_known(match: re.Match[str]) -> str:
    """Mark what stands for a secret; a service's own words in angle brackets, `<EOF>`, are left alone."""
    name = unquote(unescape(match[0])).replace("<WRONG_", "<")
    return f'<mark class="pg-placeholder">{match[0]}</mark>' if name in _KNOWN_PLACEHOLDERS else match[0]


def guard(html: str) -> str:
    """Keep fences, which Markdown looks for first, from being seen inside a block of HTML."""
    return html.replace("`", "&#96;").replace("~~~", "&#126;~~")
