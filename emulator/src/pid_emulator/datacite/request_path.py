"""The path of a request as it was sent: Flask's own joins doubled slashes, which DOIs may have."""

import re
from urllib.parse import unquote

from flask import request

_SITE = re.compile(r"^https?://[^/]+")
# A slash at the end of a DOI or a doubled one, but for those of an address before it.
_STRAY_SLASH = re.compile(r"10\.\d{4,5}/(.*(?<!:)//|.*(?<!/media)(?<!/activities)/$)")


def request_path() -> str:
    """Return the path of the current request, decoded, without its first slash."""
    return unquote(_raw_path()).removeprefix("/")


def has_stray_slash() -> bool:
    """Tell whether a DOI in the path ends in a slash or has a doubled one.

    The server's routing takes such slashes away and looks for another DOI; written as `%2F` they stay.
    """
    return _STRAY_SLASH.search(_raw_path()) is not None


def _raw_path() -> str:
    raw = str(request.environ.get("REQUEST_URI") or request.full_path).partition("?")[0]
    return _SITE.sub("", raw)
