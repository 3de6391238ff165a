"""Order, samples and cursors of `GET /dois`."""

from support.datacite_rest import PRODUCTION, Rest, ids, listed


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
