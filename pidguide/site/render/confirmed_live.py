"""What `pidguide agree` found: which samples were compared with answers of the live services."""

import json
from functools import cache
from html import escape
from pathlib import Path

from pidguide.basics import paths
from pidguide.samples.catalogue import Sample

SUMMARIES = {"form": "form checked against live", "ran": "also run on live answers"}
WORDS = {
    "form": "the answers have the form of one that the live service gave",
    "ran": "the script also ran on answers that the live service gave",
}


def kind_of_agreement(sample: Sample) -> str:
    """Return "ran", "form", or "" for a sample that was not compared."""
    return _found().get(sample.name, {}).get("kind", "")


def summarise_agreement(sample: Sample) -> str:
    """Return in a few words how a sample was compared; "" where it was not."""
    return SUMMARIES.get(kind_of_agreement(sample), "")


def tell_agreement(sample: Sample) -> str:
    """Return what may be said of the comparison, with date and source, as HTML; "" where none was made."""
    claim = _found().get(sample.name)
    if not claim:
        return ""
    return f"{WORDS[claim['kind']]} on {escape(claim['date'])}, recorded by {escape(claim['source'])}"


def _found() -> dict[str, dict[str, str]]:
    return _read(paths.DOCS / "_data" / "agreement.json")


@cache
def _read(file: Path) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return found
