"""The query string of a request: every mistake in it is listed, in the order Crossref lists them."""

import pytest

from pid_emulator import Emulator
from support.crossref_api import dois, get, message, problems


def test_every_mistake_is_listed(emulator: Emulator) -> None:
    wrong = problems(emulator, "/works?rows=x&sample=y&filter=one:1,two:2&select=three")
    assert [problem["value"] for problem in wrong] == ["x", "y", "one", "two", "three"]


@pytest.mark.parametrize("facet", ["type-name:many", "*:many", "type-name:-1"])
def test_facet_wants_a_number_or_all(emulator: Emulator, facet: str) -> None:
    assert problems(emulator, f"/works?facet={facet}")[0]["type"] == "integer-not-valid"


def test_offset_and_rows_reach_10000_together(emulator: Emulator) -> None:
    assert get(emulator, "/works?offset=9980&rows=20").status_code == 200
    (problem,) = problems(emulator, "/works?offset=9981&rows=20")
    assert problem["message"].endswith("Use the cursor parameter to page further into result sets.")
    assert get(emulator, "/members?offset=20000").status_code == 200


def test_what_follows_a_comma_and_a_space_is_lost(full: Emulator) -> None:
    assert dois(full, "/works?filter=container-title:Journal+of+Psychoceramics,+Series+B") == ["10.5555/full"]


@pytest.mark.parametrize("rows", [0, 1000])
def test_rows_reach_a_thousand(empty: Emulator, rows: int) -> None:
    assert message(empty, f"/works?rows={rows}")["items-per-page"] == rows


def test_a_sample_reaches_a_hundred(empty: Emulator) -> None:
    assert get(empty, "/works?sample=100").status_code == 200
    assert [problem["value"] for problem in problems(empty, "/works?sample=101")] == ["101"]


@pytest.mark.parametrize(
    ("path", "refused"),
    [
        ("/works/10.5555/1?rows=1&sample=1&offset=1&cursor=*&sort=score&order=asc&facet=*&filter=a:b&select=DOI&query=x",
         ["rows", "sample", "offset", "cursor", "sort", "order", "facet", "filter", "select", "query"]),
        ("/members?sort=score&facet=type-name:*&select=DOI&sample=1", ["sample", "sort", "facet", "select"]),
        ("/types?cursor=*&filter=a:b", ["cursor", "filter"]),
    ],
)  # fmt: skip
def test_each_route_refuses_what_it_does_not_take(empty: Emulator, path: str, refused: list[str]) -> None:
    assert [(problem["type"], problem["value"], problem["message"]) for problem in problems(empty, path)] == [
        ("parameter-not-allowed", name, f"This route does not support {name}") for name in refused
    ]


@pytest.mark.parametrize("name", ["mailto", "pingback", "url", "filename", "parent", "test"])
def test_parameters_without_effect_are_no_mistake(empty: Emulator, name: str) -> None:
    assert get(empty, f"/works?{name}=x").status_code == 200


def test_a_known_parameter_without_value_is_as_if_it_were_not_there(empty: Emulator) -> None:
    assert get(empty, "/works?rows=&sort=").status_code == 200


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("flter=", ["flter"]),
        ("foo", ["foo"]),
        ("rows=0&foo&bar=1", ["foo", "bar"]),
        # The filter's comma was written as an ampersand.
        ("filter=from-created-date:2018&until-created-date:2018-11-30", ["until-created-date:2018-11-30"]),
    ],
)
@pytest.mark.parametrize("path", ["/works", "/members", "/types", "/works/10.5555/1"])
def test_an_unknown_parameter_is_refused_without_a_value_too(
    one_work: Emulator, path: str, query: str, names: list[str]
) -> None:
    unknown = [one for one in problems(one_work, f"{path}?{query}") if one["type"] == "unknown-parameter"]
    assert [one["value"] for one in unknown] == names


@pytest.mark.parametrize(
    ("order", "first"),
    [("desc", "10.5555/44"), ("-1", "10.5555/44"), ("asc", "10.5555/00"), ("1", "10.5555/00")],
)
def test_the_order_has_two_names_each(numbered: Emulator, order: str, first: str) -> None:
    for key, work in numbered.world.crossref.all("works").items():
        work["references-count"] = int(key.rpartition("/")[2])
    assert dois(numbered, f"/works?sort=references-count&rows=1&order={order}") == [first]
