"""The path of a request as it was sent: Flask's own joins doubled slashes, which DOIs may have."""

import re
from urllib.parse import unquote

from flask import request


def request_path() -> str:
    """Return the path of the current request, decoded, without its first slash."""
    raw = str(request.environ.get("REQUEST_URI") or request.full_path).partition("?")[0]
    return unquote(re.sub(r"^https?://[^/]+", "", raw)).removeprefix("/")
