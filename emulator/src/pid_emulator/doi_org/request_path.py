"""The path of a request as the client wrote it: Flask has decoded %2F by the time a route sees it."""

from flask import request

from pid_emulator.doi_org.names import decode_path


def raw_path() -> str:
    """Return the percent-encoded path without its leading slash; the query is left off."""
    raw = str(request.environ.get("REQUEST_URI") or request.path).partition("?")[0]
    if "://" in raw[:8]:
        raw = "/" + raw.partition("://")[2].partition("/")[2]
    return raw.removeprefix("/")


def requested_path() -> str:
    """Return the path decoded once, without its leading slash."""
    return decode_path(raw_path())
