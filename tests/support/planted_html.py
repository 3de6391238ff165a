"""HTML that a record may hold, and whether Markdown would show it as HTML."""

from bs4 import BeautifulSoup
from markdown import markdown  # type: ignore[import-untyped]

PLANTED = "<script>alert(1)</script><img src=x onerror=alert(2)> & ````` <iframe>"


def planted_tags(text: str) -> list[str]:
    """Return the planted tags that are HTML once Markdown is rendered; code shows them as text."""
    page = BeautifulSoup(markdown(text, extensions=["fenced_code"]), "html.parser")
    return [tag.name for tag in page.find_all(["script", "img", "iframe"])]
