"""ORCID's limits on use: the daily quota of those without credentials, and the burst that overloads it."""

from dataclasses import dataclass, field
from datetime import date

QUOTA_MESSAGE = (
    "Too Many Requests. You have exceeded the daily quota for anonymous usage of this API. \n"
    "You can increase your daily quota by registering for and using Public API client credentials "
    "(https://info.orcid.org/documentation/integration-guide/registering-a-public-api-client/)"
)


@dataclass
class Limits:
    """How much is allowed, and how much was used.

    `daily_quota` counts requests without a token, by address and day; None sets no limit. `overloaded`
    makes every request meet what the server in front answers over 12 requests a second.
    """

    daily_quota: int | None = None
    overloaded: bool = False
    _used: dict[tuple[str, date], int] = field(default_factory=dict)

    def is_over_quota(self, address: str, day: date) -> bool:
        """Count one more request without credentials and tell whether it is one too many."""
        used = self._used[address, day] = self._used.get((address, day), 0) + 1
        return self.daily_quota is not None and used > self.daily_quota
