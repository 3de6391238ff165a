"""How ORCID refuses too many requests: the daily quota of those without credentials, and bursts."""

from dataclasses import dataclass, field
from datetime import date

from flask import Response

QUOTA_MESSAGE = (
    "Too Many Requests. You have exceeded the daily quota for anonymous usage of this API. \n"
    "You can increase your daily quota by registering for and using Public API client credentials "
    "(https://info.orcid.org/documentation/integration-guide/registering-a-public-api-client/)"
)


@dataclass
class Limits:
    """How much is allowed, and how much was used.

    `daily_quota` counts requests without a token, by address and day; None sets no limit.
    """

    daily_quota: int | None = None
    _used: dict[tuple[str, date], int] = field(default_factory=dict)

    def is_over_quota(self, address: str, day: date) -> bool:
        """Count one more request without credentials and tell whether it is one too many."""
        used = self._used[address, day] = self._used.get((address, day), 0) + 1
        return self.daily_quota is not None and used > self.daily_quota


def quota_used_up() -> Response:
    """Return the refusal: text, without a media type."""
    response = Response(QUOTA_MESSAGE, status=429)
    del response.headers["Content-Type"]
    return response


def busy() -> Response:
    """Return the refusal of a burst: ORCID announces 503 (2025), its body is not known."""
    response = Response(status=503)
    del response.headers["Content-Type"]
    return response
