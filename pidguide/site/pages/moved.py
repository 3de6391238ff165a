"""Where samples and sections are that stood on another page before, so that old links lead on."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pidguide.basics.reading import read_text

_FILE = Path(__file__).with_name("moved.yml")


def moved_samples() -> dict[str, str]:
    """Return the names of samples by the names they had before."""
    samples: dict[str, str] = _read()["samples"]
    return samples


def moved_anchors(page: str) -> dict[str, str]:
    """Return what a page had before: each anchor with its present address below the site's root.

    E.g. `{"datacite_draft": "doi/create/datacite/#draft"}` for `doi/create`; nothing for most pages.
    """
    sections = _read()["sections"].get(page, {})
    samples = {
        anchor: _address(*new.rpartition("/"))
        for old, new in moved_samples().items()
        for its_page, _, anchor in [old.rpartition("/")]
        if its_page == page
    }
    return {anchor: _address(*new.partition("#")) for anchor, new in sections.items()} | samples


def _address(page: str, _: str, anchor: str) -> str:
    return f"{page}/#{anchor}" if anchor else f"{page}/"


@cache
def _read() -> dict[str, Any]:
    moved: dict[str, Any] = yaml.safe_load(read_text(_FILE))
    return moved
