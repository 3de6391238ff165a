"""DOI names: their syntax, when two are the same, and how they stand in a URL."""

import re
import string
from urllib.parse import unquote_to_bytes

_FOLD = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
_DOI = re.compile(r"10\.[0-9]+(?:\.[0-9]+)*/.+", re.DOTALL)


def fold(name: str) -> str:
    """Return the key under which a DOI is known: only ASCII letters are the same in either case."""
    return name.translate(_FOLD)


def is_doi(name: str) -> bool:
    """Tell whether the name has a DOI's form, `10.` registrant code `/` suffix."""
    return bool(_DOI.fullmatch(name))


def prefix_of(name: str) -> str:
    """Return what stands before the first slash."""
    return name.partition("/")[0]


def decode_path(raw: str) -> str:
    """Return the text of a path as WSGI hands it over: bytes read as Latin-1, percent-encoded or not."""
    return unquote_to_bytes(raw.encode("latin-1", "replace")).decode("utf-8", "replace")


def name_in_path(path: str) -> str:
    """Return the name that a proxy path asks for, without `doi:` or `urn:doi:` (where `:` is the slash)."""
    lowered = path[:8].lower()
    if lowered.startswith("urn:doi:"):
        prefix, separator, suffix = path[8:].partition(":")
        return f"{prefix}/{suffix}" if separator and "/" not in prefix else path[8:]
    return path[4:] if lowered.startswith("doi:") else path
