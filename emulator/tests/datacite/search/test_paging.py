"""Pages, cursors and the links between them."""

import base64
from urllib.parse import parse_qs, urlsplit

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
