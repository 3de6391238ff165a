"""Error bodies in DataCite's exact words (https://support.datacite.org/docs/api-error-codes)."""

import json
from typing import Any

from werkzeug.wrappers import Response

TITLES = {
    401: "Bad credentials.",
    403: "You are not authorized to access this resource.",
    404: "The resource you are looking for doesn't exist.",
    405: "Method not allowed",
    406: "The content type is not recognized.",
}
_BUSY = "Your request has been rate limited. See https://support.datacite.org/docs/rate-limit."
NO_PAYLOAD = "You need to provide a payload following the JSONAPI spec"


class Problem(Exception):
    """An answer other than success. `body` is its JSON, `headers` what it sends beside."""

    def __init__(
        self, status: int, title: str | None = None, *, headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(title)
        self.status = status
        self.headers = headers or {}
        self.body: Any = {"errors": [{"status": str(status), "title": title or TITLES[status]}]}


class Invalid(Problem):
    """Metadata that can't be saved: 422 with one entry for each source.

    `errors` are pairs of source and message, in the order of the checks; the first one of a source counts.
    """

    def __init__(self, doi: str | None, errors: list[tuple[str, str]], status: int = 422) -> None:
        super().__init__(status, "invalid")
        first: dict[str, str] = {}
        for source, message in errors:
            first.setdefault(source, message)
        self.body = {
            "errors": [
                {"source": source, "title": message[:1].upper() + message[1:], "uid": doi}
                for source, message in first.items()
            ]
        }


class ServerError(Problem):
    """A failure that the server has no words for: 500 as Rails answers it."""

    def __init__(self) -> None:
        super().__init__(500, "Internal Server Error")
        self.body = {"status": 500, "error": "Internal Server Error"}


class SearchError(Problem):
    """What the search engine refuses, in its words: 400 with an object where others have a list."""

    def __init__(self, title: str) -> None:
        super().__init__(400, title)
        self.body = {"errors": {"title": title}}


def busy() -> Response:
    """Return the refusal of too many requests: status and text are documented, the JSON is not."""
    return Response(json.dumps(Problem(429, _BUSY).body), 429, content_type="application/json; charset=utf-8")
