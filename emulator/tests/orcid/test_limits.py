"""The daily quota of ORCID's public API."""

from datetime import date

from pid_emulator.orcid.limits import Limits
from support.orcid_people import CARBERRY, PUBLIC, Asker


def test_the_daily_quota_stops_anonymous_requests_only(ask: Asker) -> None:
    ask.emulator.world.orcid.limits.daily_quota = 1
    url = f"{PUBLIC}/{CARBERRY}/keywords"
    assert ask.get(url, X_Forwarded_For="192.0.2.1").status_code == 200
    over = ask.get(url, X_Forwarded_For="192.0.2.1")
    assert over.status_code == 429 and "Content-Type" not in over.headers
    assert over.text.startswith("Too Many Requests. You have exceeded the daily quota for anonymous usage")
    assert ask.get(url, token=ask.token_for("/read-public", orcid=None)).status_code == 200
    assert ask.get(url, X_Forwarded_For="192.0.2.2").status_code == 200
    ask.emulator.world.clock.advance(86_400)
    assert ask.get(url, X_Forwarded_For="192.0.2.1").status_code == 200


def test_the_quota_is_used_up_after_so_many_requests_of_one_day() -> None:
    limits = Limits(daily_quota=2)
    today = date(2026, 1, 31)
    assert [limits.is_over_quota("192.0.2.1", today) for _ in range(4)] == [False, False, True, True]
    assert not limits.is_over_quota("192.0.2.1", date(2026, 2, 1))


def test_without_a_quota_nothing_is_refused() -> None:
    limits = Limits()
    assert not any(limits.is_over_quota("192.0.2.1", date(2026, 1, 31)) for _ in range(100_000))
