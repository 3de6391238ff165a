"""Pages, cursors and the links between them."""

import base64
from urllib.parse import parse_qs, urlsplit

import pytest
from werkzeug.datastructures import MultiDict

from pid_emulator.datacite.search.paging import decode_cursor, encode_cursor, next_link, page_from, to_query
from pid_emulator.datacite.search.parameters import Parameters
from support.datacite_rest import Rest, ids, listed


def test_pages_are_clamped(rest: Rest) -> None:
    assert len(listed(rest, "")["data"]) == 25
    assert listed(rest, "?page[size]=5000")["meta"]["totalPages"] == 1
    none = listed(rest, "?page[size]=0")
    assert (none["data"], none["meta"]["totalPages"]) == ([], 0)
    assert listed(rest, "?page[size]=1000&page[number]=999")["meta"]["page"] == 10


def test_next_link_forgets_the_order(rest: Rest) -> None:
    body = listed(rest, "?query=sediment&sort=relevance&include=client&page[size]=2&affiliation=true")
    parameters = parse_qs(urlsplit(body["links"]["next"]).query)
    assert parameters == {
        "affiliation": ["true"], "page[number]": ["2"], "page[size]": ["2"], "query": ["sediment"]
    }  # fmt: skip


def test_cursor_goes_through_all_once(rest: Rest) -> None:
    seen: list[str] = []
    body = listed(rest, "?page[cursor]=1&page[size]=20&prefix=10.1594")
    assert "page" not in body["meta"]
    total = body["meta"]["total"]
    while True:
        seen += ids(body)
        if "next" not in body["links"]:
            break
        token = parse_qs(urlsplit(body["links"]["next"]).query)["page[cursor]"][0]
        place = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)).decode()
        assert place.partition(",")[2] == seen[-1]
        body = listed(rest, body["links"]["next"].partition("/dois")[2])
    assert len(seen) == len(set(seen)) == total == 20


@pytest.mark.parametrize(
    ("size", "number", "found"),
    [
        (None, None, (1, 25)),
        ("", "", (1, 25)),
        ("ten", "two", (1, 25)),
        ("-1", "-1", (1, 0)),
        ("0", "0", (1, 0)),
        ("0", "20000", (20000, 0)),
        ("1", "10000", (10000, 1)),
        ("1", "10001", (10000, 1)),
        ("1000", "10", (10, 1000)),
        ("1001", "11", (10, 1000)),
        ("300", "34", (33, 300)),
    ],
)
def test_what_is_out_of_bounds_is_clamped(
    size: str | None, number: str | None, found: tuple[int, int]
) -> None:
    sent = {"page[size]": size, "page[number]": number}
    page = page_from(
        Parameters(MultiDict({name: value for name, value in sent.items() if value is not None}))
    )
    assert (page.number, page.size, page.is_cursor) == (*found, False)


@pytest.mark.parametrize(
    ("size", "total", "pages", "pages_with_cursor"),
    [
        ("0", 5, 0, 0),
        ("25", 0, 0, 0),
        ("25", 25, 1, 1),
        ("25", 26, 2, 2),
        ("1000", 10_000, 10, 10),
        ("1000", 10_001, 10, 11),
    ],
)
def test_pages_end_at_the_ten_thousandth_record_but_for_a_cursor(
    size: str, total: int, pages: int, pages_with_cursor: int
) -> None:
    assert page_from(Parameters(MultiDict({"page[size]": size}))).total_pages(total) == pages
    with_cursor = page_from(Parameters(MultiDict({"page[size]": size, "page[cursor]": ""})))
    assert with_cursor.total_pages(total) == pages_with_cursor


@pytest.mark.parametrize(
    "token",
    [
        "", "1", "!!!", "é",
        *(
            base64.urlsafe_b64encode(place).decode()
            for place in (b"1", b"x,10.1/a", b"-1,a", b"\xff", b"9" * 19 + b",a")
        ),
    ],
)  # fmt: skip
def test_a_cursor_that_is_none_begins_at_the_beginning(token: str) -> None:
    assert decode_cursor(token) == (0, "")


@pytest.mark.parametrize("place", [(0, ""), (1, "10.1/a,b"), (10**18 - 1, "10.1/é?")])
def test_a_cursor_leads_back_to_its_place(place: tuple[int, str]) -> None:
    assert decode_cursor(encode_cursor(*place)) == place
    assert "=" not in encode_cursor(*place)


def test_a_query_is_written_in_alphabetical_order() -> None:
    assert to_query({"b": 2, "page[size]": "a b&c"}) == "b=2&page%5Bsize%5D=a+b%26c"


KEPT = [
    "query", "provider-id", "consortium-id", "client-id", "funder-id", "affiliation-id", "resource-type-id",
    "prefix", "certificate", "published", "created", "registered", "has-citations", "has-references",
    "has-parts", "has-part-of", "has-versions", "has-version-of", "has-views", "has-downloads", "has-person",
    "has-affiliation", "has-organization", "has-funder", "facets", "disable-facets", "detail", "composite",
    "affiliation", "publisher", "funded-by", "include-funder-child-organizations", "affiliation-country",
    "enriched",
]  # fmt: skip


@pytest.mark.parametrize("name", [*KEPT, "fields[dois]", "sort", "include", "random", "schema-version"])
def test_the_next_link_keeps_these_and_no_others(name: str) -> None:
    sent = Parameters(MultiDict({name.replace("-", "_"): "value", "page[size]": "3"}))
    link = next_link("https://a", sent, page_from(sent), None)
    shown = name.replace("-", "_") if name in ("funded-by", "include-funder-child-organizations") else name
    kept = {shown: ["value"]} if name in (*KEPT, "fields[dois]") else {}
    assert parse_qs(urlsplit(link).query) == {"page[number]": ["2"], "page[size]": ["3"], **kept}
