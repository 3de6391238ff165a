"""A Markdown twin of each page with the samples written out, and llms.txt that lists the twins."""

import ast
import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from textwrap import dedent
from typing import Any

import yaml
from markdown import Markdown  # type: ignore[import-untyped]
from pymdownx.snippets import SnippetExtension, SnippetPreprocessor

from pidguide.basics import paths
from pidguide.cassettes.format import read_recording
from pidguide.compare.exchanges import Exchange
from pidguide.samples.catalogue import get_sample
from pidguide.site.pages.published import pages_in_order, published_samples
from pidguide.site.render import error_gallery
from pidguide.site.render.bodies import read_body
from pidguide.site.render.changes import show_changes
from pidguide.site.render.curl import curl_commands, curl_script
from pidguide.site.render.diagrams import FOLDER as DIAGRAMS
from pidguide.site.render.facts import OVERDUE, read_facts
from pidguide.site.render.fields import show_fields
from pidguide.site.render.loaded_records import show_loaded
from pidguide.site.render.markdown_text import escape_html, fence
from pidguide.site.render.opening import samples_on_page, show_paste, show_prints, tell_what_to_paste
from pidguide.site.render.playground import show_loaded_records
from pidguide.site.render.sample_heading import heading_before, show_heading
from pidguide.site.render.status import show_status

_CALL = re.compile(r"\{\{\s*(\w+)\((.*?)\)\s*\}\}", re.DOTALL)
_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
# Tags that stand between words, and tags inside of them.
_HTML = re.compile(r"</?(?:div|p|span|ul|li|small)[^>]*>")
_HTML_IN_WORDS = re.compile(r"</?(?:b|em|code|mark|time|wbr)(?: [^>]*)?>")
# What only a page shows of the gallery, and its answers; recorded text in them is escaped and ends neither.
_FILTER = re.compile(r'<div class="pg-filter">.*?</div>\n*')
_ERROR = re.compile(r'<div class="pg-error">.*?</details></div></div>', re.DOTALL)
_LINES_OF_BODY = 40
_ANCHOR = re.compile(r"\s*\{\s*#[\w-]+\s*\}")
_OPENS = re.compile(r'^\?\?\? note "(.+)"\n((?:\n|    .*\n?)+)', re.MULTILINE)


@dataclass(frozen=True)
class Page:
    """A page as its source tells it: `name` is its path without .md, e.g. `doi/access`."""

    name: str
    title: str
    description: str
    text: str


def read_page(source: Path) -> Page:
    """Read a page's source. The title is its front matter's or its first heading."""
    text = source.read_text(encoding="utf-8")
    matter = _FRONT_MATTER.match(text)
    meta: dict[str, Any] = yaml.safe_load(matter[1]) if matter else {}
    body = text[matter.end() :] if matter else text
    heading = re.search(r"^# (.+)$", body, re.MULTILINE)
    name = source.relative_to(paths.DOCS).with_suffix("").as_posix()
    title = str(meta.get("title") or (heading[1] if heading else name))
    return Page(name, title, str(meta.get("description", "")), body.strip())


def find_pages() -> list[Page]:
    """Return every page, in the order of the navigation."""
    return [read_page(paths.DOCS / f"{name}.md") for name in pages_in_order()]


def write_twin(page: Page) -> str:
    """Return a page as plain Markdown, its macros written out."""
    text = _CALL.sub(lambda call: _expand(call[1], ast.literal_eval(f"[{call[2]}]")), _include(page.text))
    return f"{_unfold(text).strip()}\n"


def _include(text: str) -> str:
    """Return a text with the files, or sections of them, that the site's snippets put in their place."""
    snippets = SnippetExtension(base_path=[str(paths.ROOT)], check_paths=True)
    return "\n".join(SnippetPreprocessor(snippets.getConfigs(), Markdown()).run(text.split("\n")))


def _unfold(text: str) -> str:
    """Return a text with what opens on the page standing open below its title."""
    return _OPENS.sub(lambda fold: f"{fold[1]}:\n{dedent(fold[2])}", text)


def _expand(macro: str, arguments: list[Any]) -> str:
    return _MACROS[macro](*arguments)


def _write_sample(name: str) -> str:
    heading = _plain_title(heading_before(get_sample(name)))
    return f"{heading}\n\n{_write_card(name)}".strip()


def _write_card(name: str) -> str:
    sample = get_sample(name)
    recording = read_recording(sample.cassette)
    commands = curl_script(curl_commands(recording.exchanges, sample.source))
    against = "the live services" if recording.via == "live" else "the emulator"
    parts = [
        f"Sample `{name}`, recorded against {against} on {recording.recorded_at.date()}:",
        fence("python", sample.listing),
        "Output:",
        fence("text", sample.output.read_text(encoding="utf-8")),
    ]
    if recording.exchanges:
        parts += ["The same with curl:", fence("bash", commands)]
        parts += ["HTTP exchanges:", fence("http", "\n\n".join(map(_write_exchange, recording.exchanges)))]
    return "\n\n".join(parts)


def _write_opening(page: str) -> str:
    samples = samples_on_page(page)
    titles = "\n".join(f"- {escape_html(sample.title)}" for sample in samples)
    return "\n\n".join([*tell_what_to_paste(samples), f"The samples of this page:\n\n{titles}"])


def _write_exchange(exchange: Exchange) -> str:
    asked = [f"{name.title()}: {value}" for name, value in exchange.request.headers.items()]
    told = [f"{name.title()}: {value}" for name, value in exchange.answer.headers.items()]
    parts = [
        f"{exchange.method} {exchange.url}",
        *asked,
        *_write_body(exchange.request.text, exchange.request.headers.get("content-type", "")),
        "",
        f"{exchange.status} {exchange.reason}".strip(),
        *told,
        *_write_body(exchange.answer.text, exchange.answer.headers.get("content-type", "")),
    ]
    return "\n".join(parts)


def _write_body(text: str, content_type: str) -> list[str]:
    if not text.strip():
        return []
    lines = read_body(text, content_type).lines
    left_out = len(lines) - _LINES_OF_BODY
    return ["", *lines[:_LINES_OF_BODY], *([f"… {left_out} more lines"] if left_out > 0 else [])]


def _write_fact(name: str) -> str:
    fact = read_facts()[name]
    due = f", {OVERDUE}" if fact.is_overdue() else ""
    return f"{fact.value} {fact.unit}".strip() + f" (checked {fact.checked_on}{due}, {fact.source})"


def _write_diagram(name: str, description: str) -> str:
    source = (DIAGRAMS / f"{name}.mmd").read_text(encoding="utf-8")
    return f"{description}\n\n{fence('mermaid', source)}"


def _write_gallery() -> str:
    """Return the error gallery with its answers as code, and no HTML in what the services and samples say."""
    errors = error_gallery.collect_errors(published_samples())
    blocks = iter(
        [fence("http", _write_exchange(each.exchange)) for found in errors.values() for each in found]
    )
    text = _FILTER.sub("", error_gallery.show_error_gallery())
    first, *rest = _ERROR.split(text)
    return _plain_lines(first) + "".join(next(blocks) + _plain_lines(part) for part in rest)


def _plain_lines(text: str) -> str:
    lines = text.split("\n")
    return "\n".join(
        _plain_title(line) if line.startswith("#") else escape_html(unescape(line)) for line in lines
    )


def _plain_title(shown: str) -> str:
    """Return a heading without anchor. Not every Markdown knows an escaped `<`: a reference replaces it."""
    title = unescape(_ANCHOR.sub("", shown))
    return title.replace("&", "&amp;").replace("<", "&lt;")


def _write_status() -> str:
    return _ANCHOR.sub("", _HTML.sub(" ", _HTML_IN_WORDS.sub("", show_status())))


def _write_changes() -> str:
    """Return the changes without the link to their feed and the anchors of their headings."""
    return _ANCHOR.sub("", show_changes().partition("\n\n")[2])


_MACROS: dict[str, Callable[..., str]] = {
    "heading": lambda name: _plain_title(show_heading(name)),
    "sample": _write_sample,
    "card": _write_card,
    "opening": _write_opening,
    "paste": show_paste,
    "download": lambda name: f"`{get_sample(name).anchor}.py`",
    "prints": show_prints,
    "fact": _write_fact,
    "fields": show_fields,
    "diagram": _write_diagram,
    "error_gallery": _write_gallery,
    "status": _write_status,
    "changes": _write_changes,
    "loaded": show_loaded,
    "playground": lambda: "(The script, its editor and the Run button are on the page itself.)",
    "loaded_records": show_loaded_records,
}


def write_llms_txt(pages: list[Page], site_url: str) -> str:
    """Return llms.txt: what the guide is, and its pages as Markdown with a sentence on each."""
    base = site_url.rstrip("/") + "/" if site_url else ""
    lines = [
        "# PID guide",
        "",
        "> A developer guide to persistent identifiers: reading, searching and creating DOIs with Crossref "
        "and DataCite, and ORCID's public and member API. Every sample is a script that is run, recorded and "
        "replayed; the pages below hold the scripts, what they print, the same requests with curl, and the "
        "recorded exchanges.",
        "",
        "## Pages",
        "",
    ]
    lines += [f"- [{page.title}]({base}{page.name}.md): {page.description}".rstrip(": ") for page in pages]
    lines += [
        "",
        "## Data",
        "",
        f"- [status.json]({base}status.json): every sample and its last replay",
    ]
    return "\n".join(lines) + "\n"
