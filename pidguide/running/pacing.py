"""Keeps to the services' rate limits while recording live."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

from requests.adapters import HTTPAdapter

# Seconds between two requests to a host, well inside the limits in docs/_facts.
PAUSE = {"api.crossref.org": 1.0, "api.datacite.org": 0.7, "api.test.datacite.org": 0.7}
DEFAULT_PAUSE = 0.3
LONGEST_WAIT = 300.0


@contextmanager
def paced() -> Iterator[None]:
    """Leave a pause between two requests to the same host, whatever the sample does."""
    last: dict[str, float] = {}
    send, sleep = HTTPAdapter.send, time.sleep

    def send_after_pause(self: HTTPAdapter, request: Any, *args: Any, **options: Any) -> Any:
        host = urlsplit(request.url).hostname or ""
        wait = last.get(host, float("-inf")) + PAUSE.get(host, DEFAULT_PAUSE) - time.monotonic()
        if wait > 0:
            sleep(wait)
        last[host] = time.monotonic()
        return send(self, request, *args, **options)

    with patch.object(HTTPAdapter, "send", send_after_pause):
        yield


def seconds_asked_for(answers: list[dict[str, Any]]) -> float | None:
    """Return how long a 429 or 503 among raw answers asks to wait (seconds); None when there is none.

    Without a readable Retry-After it is 10 seconds, and never more than five minutes.
    """
    for answer in answers:
        if answer["status"]["code"] in (429, 503):
            headers = {name.lower(): values for name, values in answer["headers"].items()}
            asked = next(iter(headers.get("retry-after", [])), "")
            return min(float(asked) if asked.isdecimal() else 10.0, LONGEST_WAIT)
    return None
