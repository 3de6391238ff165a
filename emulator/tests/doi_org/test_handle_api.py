"""The handle API: its response codes, and which values it shows in which layout."""

import pytest

from support.doi_org import Get

API = "https://doi.org/api/handles"


def test_an_unknown_handle_is_response_code_100_and_404(get: Get) -> None:
    answer = get(f"{API}/10.5281/nothing")
    assert answer.status_code == 404
    assert answer.text == '{"responseCode":100,"handle":"10.5281/nothing"}'


@pytest.mark.parametrize("query", ["type=EMAIL", "index=7", "type=url"])
def test_a_handle_without_such_values_is_response_code_200(get: Get, query: str) -> None:
    answer = get(f"{API}/10.5281/zenodo.1?{query}")
    assert answer.status_code == 200
    assert answer.json is not None
    assert (answer.json["responseCode"], answer.json["values"]) == (200, [])


@pytest.mark.parametrize("query", ["index=first", "index="])
def test_an_index_that_is_no_number_is_an_error(get: Get, query: str) -> None:
    answer = get(f"{API}/10.5281/zenodo.1?{query}")
    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["responseCode"] == 2


@pytest.mark.parametrize("host", ["doi.org", "hdl.handle.net"])
@pytest.mark.parametrize("slash", ["/", "%2F", "%2f"])
def test_either_slash_and_either_host_will_do(get: Get, host: str, slash: str) -> None:
    answer = get(f"https://{host}/api/handles/10.5240{slash}7290-C8AD").json
    assert answer is not None
    assert (answer["responseCode"], answer["handle"]) == (1, "10.5240/7290-C8AD")


def test_type_and_index_together_are_a_union(get: Get) -> None:
    answer = get(f"{API}/10.5240/7290-C8AD?type=EMAIL&index=1").json
    assert answer is not None
    assert {value["type"] for value in answer["values"]} == {"URL", "EMAIL"}


def test_an_alias_is_shown_not_followed(get: Get) -> None:
    answer = get(f"{API}/10/abcde").json
    assert answer is not None
    assert answer["values"][0]["data"]["value"] == "10.5240/7290-C8AD"


def test_pretty_and_callback_change_the_layout(get: Get) -> None:
    assert get(f"{API}/10.5240/7290-C8AD?pretty").text.startswith('{\n  "responseCode": 1')
    assert get(f"{API}/10.5240/7290-C8AD?callback=show").text.startswith('show({"responseCode":1')
    assert get(f"{API}/10.5240/7290-C8AD?callback=%3Cscript%3E").text.startswith("{")
