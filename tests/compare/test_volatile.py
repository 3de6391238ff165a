"""What no two answers share is made alike, and nothing else is."""

import pytest

from pidguide.compare.volatile import settle, settle_value


@pytest.mark.parametrize(
    ("text", "settled"),
    [
        ("token 11111111-2222-4333-8444-555555555555 expired", "token {uuid} expired"),
        ("since 2026-06-01T08:00:00.123Z", "since {time}"),
        ("Mon, 01 Jun 2026 08:00:00 GMT", "{time}"),
        ("at solr-3-loc.orcid.org:8983", "at {solr}"),
        ("10.5555/12345678 of 2026-06-01", "10.5555/12345678 of 2026-06-01"),
    ],
)
def test_a_text_keeps_all_but_the_volatile(text: str, settled: str) -> None:
    assert settle(text) == settled


def test_a_number_is_a_time_only_where_it_can_be_milliseconds() -> None:
    assert settle_value(1780300800000) == "{time}"
    assert [settle_value(value) for value in (2026, True, None)] == [2026, True, None]
