"""What the services have changed since a recording was made.

The emulator does what the services do today. A recording older than a change is scored without what the
change touched, and the report names it. Each rule is about a behaviour, dated and with its evidence.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from pidguide.compare.exchanges import Exchange


@dataclass(frozen=True)
class Superseded:
    """One change of a service.

    It concerns exchanges recorded before `since` that `concerns` tells. Of these, the values of `headers`,
    the presence of `new_headers` and what `paths` matches in a body are left out, or the exchange as a
    whole where `whole` is set.
    """

    behaviour: str
    since: date
    evidence: str
    concerns: Callable[[Exchange], bool]
    headers: tuple[str, ...] = ()
    new_headers: tuple[str, ...] = ()
    paths: re.Pattern[str] | None = None
    whole: bool = False


def _host(*names: str) -> Callable[[Exchange], bool]:
    return lambda exchange: exchange.host in names


def _datacite(exchange: Exchange) -> bool:
    return re.fullmatch(r"api(\.test|\.stage)?\.datacite\.org", exchange.host) is not None


def _datacite_list(exchange: Exchange) -> bool:
    return _datacite(exchange) and urlsplit(exchange.url).path == "/dois" and exchange.method == "GET"


_LIMITS = ("x-api-pool", "x-rate-limit-limit", "x-rate-limit-interval", "x-concurrency-limit")

RULES = (
    Superseded(
        "Crossref named its pools anew (public-single, polite-array …) and lowered the limits of lists",
        date(2026, 7, 1),
        "answers of June and of July 2026 differ",
        _host("api.crossref.org"),
        headers=_LIMITS,
    ),
    Superseded(
        "Crossref's errors carry rate-limit headers since the pools have limits of their own",
        date(2025, 12, 1),
        "announced 2025-11-05",
        _host("api.crossref.org"),
        new_headers=_LIMITS,
    ),
    Superseded(
        "DataCite counts facets only when asked: disable-facets=false",
        date(2026, 3, 1),
        "DataCite's documentation; lupo pull request 1485",
        lambda exchange: _datacite_list(exchange) and "disable-facets=false" not in exchange.url,
        paths=re.compile(r"^meta\.(?!total$|totalPages$|page$)"),
    ),
    Superseded(
        "DataCite answers a POST with unknown credentials 404, not 401",
        date(2021, 1, 1),
        "answers of 2018 and of October 2021 differ; lupo's source of 2026-08 does as in 2021",
        lambda exchange: _datacite(exchange) and exchange.method == "POST" and exchange.status == 401,
        whole=True,
    ),
)


def rules_for(exchange: Exchange) -> list[Superseded]:
    """Return the changes that came after the exchange was recorded and that concern it."""
    recorded = exchange.date
    if recorded is None:
        return []
    return [rule for rule in RULES if recorded < rule.since and rule.concerns(exchange)]
