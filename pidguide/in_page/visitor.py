"""A person's browser inside the tab: goes to the registries' own pages, which a frame then shows."""

import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests

from pidguide.in_page.connection import Answer, Request, answered_by

_STYLE_SHEET = re.compile(r'<link rel="stylesheet" href="([^"]+)">')
_MOST_REDIRECTS = 10


@dataclass(frozen=True)
class Page:
    """Where a step has led: a page with its style sheet in it, or an address that is not a registry's."""

    url: str
    html: str = ""
    is_elsewhere: bool = False

    def as_dict(self) -> dict[str, Any]:
        """Return it for the page, in types of JSON."""
        return asdict(self)


class Visitor:
    """Keeps cookies from step to step, as a browser does."""

    def __init__(self, answer: Callable[[Request], Answer], hosts: Sequence[str]) -> None:
        self._answer, self._hosts = answer, hosts
        self._session = requests.Session()

    def visit(self, method: str, url: str, fields: Sequence[tuple[str, str]] = ()) -> Page:
        """Open an address, or send a form to it, and follow redirects as long as a registry answers."""
        with answered_by(self._answer):
            for _ in range(_MOST_REDIRECTS):
                if urlsplit(url).hostname not in self._hosts:
                    return Page(url, is_elsewhere=True)
                sent = {"data" if method == "POST" else "params": list(fields)}
                headers = {"Accept": "text/html"}
                answer = self._session.request(
                    method,
                    url,
                    headers=headers,
                    allow_redirects=False,
                    timeout=30,
                    **sent,  # type: ignore[arg-type]
                )
                target = self._session.get_redirect_target(answer)
                if target is None:
                    return Page(answer.url, self._with_styles(answer.url, answer.text))
                method, url, fields = "GET", urljoin(answer.url, target), ()
        return Page(url, "<p>The page redirects without end.</p>")

    def _with_styles(self, url: str, html: str) -> str:
        """Put style sheets into a page: its frame cannot load them."""

        def style(link: re.Match[str]) -> str:
            sheet = self._session.get(urljoin(url, link[1]), timeout=30).text
            return f"<style>{sheet}</style>"

        return _STYLE_SHEET.sub(style, html)
