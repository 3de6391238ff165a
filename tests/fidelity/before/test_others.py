"""A search runs in a world with other records in it, unless it could find them rightly."""

from pathlib import Path

import pytest

from pidguide.compare.exchanges import Exchange, Message
from pidguide.fidelity.before.others import others_in_the_world
from pidguide.fidelity.report.measure import measure
from pidguide.fidelity.score.replay import Replay
from tests.support.recordings import WORK, envelope, interaction, write_recording


def asked(url: str, status: int = 200) -> Exchange:
    return Exchange(Path("x.yaml"), 0, "GET", f"https://{url}", Message({}, b""), status, Message({}, b""))


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("api.crossref.org/works?query=a", "works"),
        ("api.crossref.org/works?query.author=a", "works"),
        ("api.crossref.org/works?filter=type:book", "works"),
        ("api.crossref.org/members/98/works", "works"),
        ("api.crossref.org/members?query=a", "members"),
        ("api.crossref.org/journals?query=a", "journals"),
        ("api.crossref.org/funders?query=a", "funders"),
        ("api.datacite.org/dois?query=a", "dois"),
        ("api.test.datacite.org/dois?prefix=10.5072", "test/dois"),
        ("pub.orcid.org/v3.0/search?q=a", "sections"),
    ],
)
def test_a_list_that_asks_for_something_has_others_around_it(url: str, kind: str) -> None:
    assert {load.kind for load in others_in_the_world([asked(url)])} == {kind}


@pytest.mark.parametrize(
    "url",
    [
        "api.crossref.org/works",
        "api.crossref.org/works?rows=5",
        "api.crossref.org/works?filter=has-abstract:false",
        "api.crossref.org/works?filter=until-pub-date:2020",
        "api.crossref.org/works/10.5555/1",
        "api.datacite.org/dois?query=*",
        "api.datacite.org/dois?page[size]=5",
        "api.datacite.org/dois?query=a NOT b",
        "pub.orcid.org/v3.0/search?q=*:*",
        "pub.orcid.org/v3.0/0000-0002-1825-0097/works",
        "doi.org/10.5555/1",
    ],
)
def test_a_list_that_could_find_them_rightly_has_none(url: str) -> None:
    assert others_in_the_world([asked(url)]) == []


def test_one_list_of_a_recording_that_asks_for_nothing_keeps_them_away() -> None:
    assert (
        others_in_the_world([asked("api.crossref.org/works?query=a"), asked("api.crossref.org/works")]) == []
    )
    assert others_in_the_world([asked("api.crossref.org/works?query=a", 400)]) == []


def test_an_emulator_that_finds_everything_loses_points(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = {"total-results": 1, "items": [WORK], "items-per-page": 20, "facets": {},
               "query": {"start-index": 0, "search-terms": "metaphysics"}}  # fmt: skip
    url = "https://api.crossref.org/works?query=metaphysics"
    file = write_recording(
        tmp_path, "found", interaction(url, 200, envelope("work-list", message)), headers_recorded=False
    )

    def items() -> float:
        return next(check.share for check in measure([file]).scored[0].checks if check.name == "items")

    assert items() == 1.0
    send = Replay._send

    def without_query(self: Replay, exchange: Exchange, requester: object) -> object:
        everything = Exchange(**{**vars(exchange), "url": "https://api.crossref.org/works"})
        return send(self, everything, requester)  # type: ignore[arg-type]

    monkeypatch.setattr(Replay, "_send", without_query)
    assert items() == pytest.approx(1 / 3)
