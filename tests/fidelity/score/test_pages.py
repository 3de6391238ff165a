"""What an answer says of a list: totals, sizes, pages, links, counts, order."""

import json
from pathlib import Path
from typing import Any

import pytest

from pidguide.compare.content import parse_content
from pidguide.compare.exchanges import Exchange, Message
from pidguide.fidelity.score.pages import compare_order, compare_page

URL = "https://api.datacite.org/dois?query=a"


def wrong(recorded: Any, given: Any, url: str = URL, *, alone: bool = True) -> list[str] | None:
    """Return the places that differ, None where nothing is compared."""
    expected, other = (
        parse_content("application/json", json.dumps(body).encode()) for body in (recorded, given)
    )
    exchange = Exchange(Path("x.yaml"), 0, "GET", url, Message({}, b""), 200, Message({}, b""))
    check = compare_page(exchange, expected, other, alone=alone)
    return None if check is None else [difference.where for difference in check.differences]


def dois(total: int, shown: int = 1, **more: Any) -> dict[str, Any]:
    meta = {"total": total, "totalPages": -(-total // 25), "page": 1, **more.pop("meta", {})}
    return {
        "data": [{"id": f"10.5555/{n}"} for n in range(shown)],
        "meta": meta,
        "links": {"self": URL, **more},
    }


def test_a_document_that_is_no_list_has_no_page() -> None:
    assert wrong({"data": {"id": "a"}}, {"data": {"id": "b"}}) is None


def test_a_total_must_be_the_same_where_all_of_it_is_loaded() -> None:
    assert wrong(dois(1), dois(1)) == []
    assert wrong(dois(1), dois(2)) == ["meta.total"]
    later = f"{URL}&page[number]=2&page[size]=25"
    assert wrong(dois(26), dois(27), later) == ["meta.total"]


@pytest.mark.parametrize(
    ("total", "right"), [(1, True), (900, True), (0, False), (-5, False), ("900", False)]
)
def test_elsewhere_a_total_must_be_possible(total: Any, right: bool) -> None:
    given = {**dois(900), "meta": {"total": total, "totalPages": 36, "page": 1}}
    assert ("meta.total" not in (wrong(dois(900), given) or [])) is right


def test_the_number_of_pages_must_follow_from_the_total() -> None:
    assert wrong(dois(900), dois(30)) == []
    assert wrong(dois(900), dois(30, meta={"totalPages": 36})) == ["meta.totalPages"]
    assert wrong(dois(90000), dois(90000, meta={"totalPages": 400})) == []
    assert wrong(dois(900), dois(30, meta={"totalPages": "2"})) == ["meta.totalPages"]
    none = f"{URL}&page[size]=0"
    assert wrong(dois(900, 0, meta={"totalPages": 0}), dois(1, 0, meta={"totalPages": 0}), none) == []


def test_page_and_own_link_are_the_same() -> None:
    assert wrong(dois(1), dois(1, meta={"page": 2})) == ["meta.page"]
    assert wrong(dois(1), {**dois(1), "links": {"self": "https://example.org/"}}) == ["links.self"]
    encoded = {**dois(1), "links": {"self": URL.replace("query=a", "query=a%20b")}}
    assert wrong(encoded, {**dois(1), "links": {"self": URL.replace("query=a", "query=a+b")}}) == []


def test_a_next_link_is_there_where_there_are_more_and_only_there() -> None:
    after = f"{URL}&page[cursor]=abc"
    recorded = dois(900, next=after)
    assert wrong(recorded, dois(1)) == []
    assert wrong(recorded, dois(30)) == ["links.next"]
    assert wrong(recorded, dois(30, next=f"{URL}&page[cursor]=xyz")) == []
    assert wrong(recorded, dois(30, next="https://example.org/")) == ["links.next"]
    assert wrong(dois(1), dois(1, next=after)) == ["links.next"]


def test_invented_members_beside_the_records_are_told() -> None:
    assert wrong(dois(1), dois(1, meta={"nonsense": 1})) == ["meta.nonsense"]
    assert wrong(dois(1), dois(1, nonsense="x")) == ["links.nonsense"]
    assert wrong(dois(1, meta={"states": []}), dois(1)) == ["meta.states"]


def test_counts_of_facets_are_the_same_or_possible() -> None:
    def counted(total: int, count: Any) -> dict[str, Any]:
        return dois(total, meta={"states": [{"id": "findable", "count": count}]})

    assert wrong(counted(1, 1), counted(1, 0)) == ["meta.states[0].count"]
    assert wrong(counted(900, 800), counted(30, 30)) == []
    assert wrong(counted(900, 800), counted(30, 31)) == ["meta.states[0].count"]
    assert wrong(counted(900, 800), counted(30, -1)) == ["meta.states[0].count"]


def works(total: int, **more: Any) -> dict[str, Any]:
    return {"message": {"total-results": total, "items-per-page": 20, "items": [{"DOI": "a"}], **more}}


def test_a_list_of_crossref_tells_its_size_and_hands_out_a_cursor() -> None:
    url = "https://api.crossref.org/works?query=a&cursor=*"
    assert wrong(works(900), works(900, **{"items-per-page": 999}), url) == ["message.items-per-page"]
    assert wrong(works(900, **{"next-cursor": "a"}), works(1, **{"next-cursor": "b"}), url) == []
    assert wrong(works(900, **{"next-cursor": "a"}), works(1), url) == ["message.next-cursor"]
    assert wrong(works(900), works(1, **{"next-cursor": "b"}), url) == ["message.next-cursor"]


def test_a_search_of_orcid_tells_how_many_it_found() -> None:
    url = "https://pub.orcid.org/v3.0/search?q=a"
    found = {"num-found": 1, "result": [{"path": "a"}]}
    assert wrong(found, found, url) == []
    assert wrong(found, {**found, "num-found": -5}, url) == ["num-found"]


@pytest.mark.parametrize(
    ("asked", "given", "share"),
    [
        ("sort=issued", "abc", 1.0),
        ("sort=issued", "cba", 0.0),
        ("sort=issued", "acb", 0.5),
        ("sort=issued", "xaybzc", 1.0),
        ("sort=issued", "a", None),
        ("sort=relevance", "cba", None),
        ("sort=score&order=asc", "cba", None),
        ("query=a", "cba", None),
    ],
)
def test_the_order_counts_where_a_value_gives_it(asked: str, given: str, share: float | None) -> None:
    exchange = Exchange(
        Path("x.yaml"),
        0,
        "GET",
        f"https://api.crossref.org/works?{asked}",
        Message({}, b""),
        200,
        Message({}, b""),
    )
    check = compare_order(exchange, tuple("abc"), tuple(given))
    assert (None if check is None else check.share) == share
