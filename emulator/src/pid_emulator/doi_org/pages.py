"""The HTML that the proxy answers: redirects as recorded, other pages in the emulator's own words."""

from collections.abc import Iterable
from html import escape

from pid_emulator.core.records import Record


def redirect_page(url: str) -> str:
    """Return the body of a 302, exactly as recorded."""
    link = escape(url)
    return (
        f'<html><head><title>Handle Redirect</title></head>\n<body><a href="{link}">{link}</a></body></html>'
    )


def moved_page() -> str:
    """Return the body of the 301 from http to https, exactly as recorded."""
    return (
        "<html>\r\n<head><title>301 Moved Permanently</title></head>\r\n<body>\r\n"
        "<center><h1>301 Moved Permanently</h1></center>\r\n<hr><center>cloudflare</center>\r\n"
        "</body>\r\n</html>\r\n"
    )


def not_found_page(name: str) -> str:
    """Return the page of a 404: a DOI by its form, but not registered."""
    return _page("Error: DOI Not Found", f"<p>No DOI <code>{escape(name)}</code> is registered.</p>")


def not_a_doi_page(name: str) -> str:
    """Return the page of a 400: no DOI by its form."""
    return _page("Error: Not a DOI", f"<p><code>{escape(name)}</code> does not have the form of a DOI.</p>")


def values_page(name: str, values: Iterable[Record]) -> str:
    """Return the table of a handle's values, shown where there is nowhere to redirect to."""
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in _cells(value)) + "</tr>\n"
        for value in values
    )
    heading = "<tr><th>Index</th><th>Type</th><th>Timestamp</th><th>Data</th></tr>\n"
    return _page("Handle Values", f"<p>Handle values of {escape(name)}</p>\n<table>\n{heading}{rows}</table>")


def stand_in_page(host: str) -> str:
    """Return a page for a web site that the emulator does not have."""
    return _page(
        f"{host} (the emulator's stand-in)",
        f"<p>This page stands in for {escape(host)}. The emulator has no copy of that site.</p>",
    )


def _cells(value: Record) -> list[object]:
    data = value.get("data")
    shown = data.get("value") if isinstance(data, dict) else data
    return [value.get("index", ""), value.get("type", ""), value.get("timestamp", ""), shown]


def _page(title: str, body: str) -> str:
    heading = escape(title)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n'
        f'<head><meta charset="UTF-8"><title>{heading}</title></head>\n'
        f"<body>\n<h1>{heading}</h1>\n{body}\n</body>\n</html>\n"
    )
