"""Recorded bodies as a reader sees them: pretty-printed, highlighted, folded where they are deep."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from pidguide.site.render.highlight import highlight

# Media type (or its suffix) → Pygments lexer and the name a reader knows it by.
_FORMATS = {
    "json": ("json", "JSON"),
    "xml": ("xml", "XML"),
    "text/html": ("html", "HTML"),
    "text/turtle": ("turtle", "Turtle"),
    "application/x-bibtex": ("bibtex", "BibTeX"),
    "application/x-research-info-systems": ("text", "RIS"),
    "application/x-www-form-urlencoded": ("text", "form"),
    "multipart/form-data": ("text", "multipart form"),
    "application/n-triples": ("text", "N-Triples"),
}
_FOLDED_FROM = 6  # columns of indentation: the fourth level


@dataclass(frozen=True)
class Body:
    """A body ready to be shown: pretty-printed text, the name of its format, and its lexer."""

    text: str
    format: str
    lexer: str

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()


def read_body(text: str, content_type: str) -> Body:
    """Prepare a body: JSON and XML are indented, everything else stays as it came."""
    media_type = content_type.partition(";")[0].strip().lower()
    lexer, name = _format_of(media_type, text)
    return Body(_indent(text, lexer), name, lexer)


def _format_of(media_type: str, text: str) -> tuple[str, str]:
    if media_type in _FORMATS:
        return _FORMATS[media_type]
    suffix = media_type.rpartition("+")[2].rpartition("/")[2]
    if suffix in _FORMATS:
        return _FORMATS[suffix]
    return ("json", "JSON") if text[:1] in "{[" and _is_json(text) else ("text", "text")


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def _indent(text: str, lexer: str) -> str:
    if lexer == "json" and _is_json(text):
        return json.dumps(json.loads(text), indent=2, ensure_ascii=False)
    if lexer == "xml":
        try:
            tree = etree.fromstring(
                text.encode(), etree.XMLParser(remove_blank_text=True, resolve_entities=False)
            )
        except etree.XMLSyntaxError:
            return text
        etree.indent(tree)
        return etree.tostring(tree.getroottree(), encoding="unicode")
    return text


def highlight_body(body: Body, most: int | None = None) -> str:
    """Return a body, or its first `most` lines, as coloured HTML; what is deep in JSON is folded."""
    lines = body.lines[:most]
    shown = highlight("".join(f"{line}\n" for line in lines), body.lexer).removesuffix("\n").split("\n")
    return "".join(_fold(lines, shown) if body.lexer == "json" else (f"{line}\n" for line in shown))


def _fold(lines: list[str], shown: list[str]) -> Iterator[str]:
    """Yield lines of indented JSON, objects and lists from the fourth level on as `details`."""
    ends: list[int] = []
    for number, (line, html) in enumerate(zip(lines, shown, strict=True)):
        if ends and number == ends[-1]:
            ends.pop()
            yield "</details>"
        end = _end_of(number, lines) if line.endswith(("{", "[")) else None
        if end and end - number > 3:
            ends.append(end)
            yield f'<details class="pg-fold"><summary>{html}'
            yield f'<span data-more="{end - number - 1} lines"></span>\n</summary>'
        else:
            yield f"{html}\n"


def _end_of(start: int, lines: list[str]) -> int | None:
    """Return where the object or list that a line opens ends; None for one that is not deep or not whole."""
    indentation = len(lines[start]) - len(lines[start].lstrip())
    if indentation < _FOLDED_FROM:
        return None
    closing = (" " * indentation + "}", " " * indentation + "]")
    return next((n for n in range(start + 1, len(lines)) if lines[n].startswith(closing)), None)
