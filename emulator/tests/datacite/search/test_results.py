"""Order, samples and cursors of `GET /dois`."""

import pytest

from pid_emulator import Emulator
from support.datacite_rest import DOI, OWNER, PRODUCTION, Rest, ids, listed


def test_cursor_and_random_exclude_each_other(rest: Rest) -> None:
    answer = rest.send("GET", "/dois?random=true&page[cursor]=1", host=PRODUCTION)
    title = (
        "Cursor-based pagination and random sampling are mutually exclusive, please choose one or the other."
    )
    assert (answer.status_code, answer.json) == (400, {"errors": [{"status": "400", "title": title}]})


def test_random_and_sample(rest: Rest) -> None:
    assert len(listed(rest, "?random=true&page[size]=4")["data"]) == 4
    groups = listed(rest, "?sample=1&sample-group=client")
    clients = [item["relationships"]["client"]["data"]["id"] for item in groups["data"]]
    assert len(clients) == len(set(clients)) > 10


def test_sort(rest: Rest) -> None:
    names = ids(listed(rest, "?sort=name&page[size]=200"))
    assert names == sorted(names)
    assert ids(listed(rest, "?sort=-name&page[size]=200")) == names[::-1]
    counts = [item["attributes"]["citationCount"] for item in listed(rest, "?sort=-citation-count")["data"]]
    assert counts == sorted(counts, reverse=True)


def ordered(emulator: Emulator, sort: str) -> str:
    answer = emulator.request("GET", f"{PRODUCTION}/dois?{sort}")
    assert answer.json is not None, answer.text
    return "".join(item["id"].partition("/")[2] for item in answer.json["data"])


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("name", "abc"), ("-name", "cba"), ("title", "cab"), ("-title", "bac"), ("created", "bca"),
        ("-created", "acb"), ("updated", "cab"), ("-updated", "bac"), ("published", "bac"),
        ("-published", "acb"), ("view-count", "acb"), ("-view-count", "bac"), ("download-count", "abc"),
        ("-download-count", "cab"), ("citation-count", "cba"), ("-citation-count", "abc"), ("", "bac"),
        ("nothing", "bac"), ("-nothing", "bac"), ("-relevance", "bac"),
    ],
)  # fmt: skip
def test_orders_and_equal_ones_by_name(empty: Emulator, sort: str, order: str) -> None:
    for name, title, created, updated, year, views, downloads, citations in (
        ("a", "m", "2022", "2021", 2021, 2, 1, 30), ("b", "Z", "2020", "2022", 2020, 10, 1, 4),
        ("c", "B", "2021", "2020", 2021, 2, 12, 3),
    ):  # fmt: skip
        attributes = {
            "titles": [{"title": title}], "created": created, "updated": updated, "publicationYear": year,
            "viewCount": views, "downloadCount": downloads, "citationCount": citations,
        }  # fmt: skip
        empty.world.datacite.add("dois", {"id": f"10.1/{name}", "attributes": attributes})
    assert ordered(empty, f"sort={sort}") == order


def test_relevance_puts_the_doi_and_the_title_before_the_text(empty: Emulator) -> None:
    for name, attributes in (
        ("text", {"descriptions": [{"description": "glacier"}]}),
        ("both", {"titles": [{"title": "glacier"}], "descriptions": [{"description": "glacier"}]}),
    ):
        empty.world.datacite.add("dois", {"id": f"10.1/{name}", "attributes": attributes})
    assert ordered(empty, "query=glacier&sort=relevance") == "bothtext"


@pytest.mark.parametrize(
    ("sample", "size"),
    [("2", 2), ("0", 0), ("100", 100), ("101", 100), ("x", 1), ("-1", 1), ("123456789", 1)],
)
def test_a_sample_has_up_to_a_hundred_of_each_group(empty: Emulator, sample: str, size: int) -> None:
    for number in range(102):
        empty.world.datacite.add("dois", {"id": f"10.1/{number}", "attributes": {}})
    answer = empty.request("GET", f"{PRODUCTION}/dois?sample={sample}&sample-group=client")
    assert answer.json is not None
    assert (len(answer.json["data"]), answer.json["meta"]["total"]) == (size, size)


@pytest.mark.parametrize(
    ("group", "count"),
    [("client", 3), ("data-center", 3), ("provider", 2), ("resource-type", 1), ("nothing", 3)],
)
def test_groups_of_a_sample(empty: Emulator, group: str, count: int) -> None:
    for client in ("a.b", "a.c", "d.e"):
        owners = {"client": {"data": {"id": client}}, "provider": {"data": {"id": client[0]}}}
        record = {"id": f"10.1/{client}", "attributes": {}, "relationships": owners}
        empty.world.datacite.add("dois", record)
    answer = empty.request("GET", f"{PRODUCTION}/dois?sample=1&sample-group={group}")
    assert answer.json is not None
    assert len(answer.json["data"]) == count


def test_only_an_account_can_ask_for_drafts(rest: Rest) -> None:
    rest.attributes("POST", "/dois", {"doi": DOI})
    assert DOI not in ids(rest.send("GET", "/dois?state=draft&page[size]=1000", auth=None).json)
    assert ids(rest.send("GET", "/dois?state=draft", auth=OWNER).json) == [DOI]
    assert DOI not in ids(rest.send("GET", "/dois?state=findable", auth=OWNER).json)
