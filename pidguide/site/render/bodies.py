"""Recorded bodies as a reader sees them: pretty-printed, highlighted, cut where they are long."""

import json
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
_LONGEST_LINE = 600  # characters shown of one line; a citation or a token is shorter


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


def highlight_lines(lines: list[str], lexer: str) -> str:
    """Return lines as HTML with Pygments' classes, very long lines cut with a mark."""
    cut = [line if len(line) <= _LONGEST_LINE else f"{line[:_LONGEST_LINE]} …" for line in lines]
    return highlight("\n".join(cut), lexer).rstrip("\n")
