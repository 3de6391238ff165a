"""One DOI and lists of them, as the API shows them."""

import base64

from support.datacite_rest import PRODUCTION, Rest, ids, listed

PREPRINT = "10.48550/arxiv.1902.02534"


def test_a_single_doi_comes_whole_whatever_fields_are_asked_for(rest: Rest) -> None:
    whole, sparse = (
        rest.send("GET", f"/dois/{PREPRINT}{query}", host=PRODUCTION).json
        for query in ("", "?fields[dois]=titles")
    )
    assert sparse == whole


def test_nothing_found(rest: Rest) -> None:
    body = listed(rest, "?query=xxxxxxxxxxxx&include=client&disable-facets=false")
    assert body == {
        "data": [],
        "included": [],
        "meta": {"total": 0, "totalPages": 0, "page": 1},
        "links": {"self": f"{PRODUCTION}/dois?query=xxxxxxxxxxxx&include=client&disable-facets=false"},
    }


def test_scroll_hands_out_what_was_found_first(rest: Rest) -> None:
    body = listed(rest, "?page[scroll]=1m&page[size]=12&prefix=10.1594")
    assert set(body["meta"]) == {"total", "scroll-id"}
    seen = ids(body)
    while "next" in body["links"]:
        body = listed(rest, body["links"]["next"].partition("/dois")[2])
        seen += ids(body)
    assert len(set(seen)) == len(seen) == body["meta"]["total"] == 20
    assert rest.send("GET", "/dois?page[scroll]=1m&scroll-id=gone", host=PRODUCTION).status_code == 404


def test_shape_switches(rest: Rest) -> None:
    plain = listed(rest, '?query=uid:"10.14454/fqq6-w751"')["data"][0]["attributes"]
    assert isinstance(plain["publisher"], str)
    assert all(isinstance(name, str) for name in plain["creators"][0]["affiliation"])
    switched = listed(rest, '?query=uid:"10.14454/fqq6-w751"&affiliation=false&publisher=true&detail=true')
    attributes = switched["data"][0]["attributes"]
    assert attributes["publisher"]["name"] == plain["publisher"]
    # The server takes any value of `affiliation` for a yes.
    assert all(isinstance(item, dict) for item in attributes["creators"][0]["affiliation"])
    assert base64.b64decode(attributes["xml"]).startswith(b"<?xml")
    sparse = listed(rest, "?fields[dois]=titles,client&page[size]=1")["data"][0]
    assert (set(sparse["attributes"]), set(sparse["relationships"])) == ({"titles"}, {"client"})


def test_unknown_format_at_the_root_leads_to_the_landing_page(rest: Rest) -> None:
    answer = rest.send("GET", f"/{PREPRINT}", host=PRODUCTION, headers={"Accept": "application/unknown"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "https://arxiv.org/abs/1902.02534")
