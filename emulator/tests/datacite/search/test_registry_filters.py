"""Lists of repositories, members and prefixes: which are asked for, and in what order."""

import pytest

from support.datacite_rest import PRODUCTION, Rest


def ids(rest: Rest, path: str) -> list[str]:
    """Return the ids of a list of production, in its order."""
    body = rest.emulator.request("GET", f"{PRODUCTION}{path}").json
    assert body is not None
    return [resource["id"] for resource in body["data"]]


def test_one_value_of_a_comma_list_is_enough(rest: Rest) -> None:
    everyone = ids(rest, "/clients?page[size]=1000")
    kinds = ["repository", "periodical", "igsnCatalog"]
    apart = [ids(rest, f"/clients?client-type={kind}&page[size]=1000") for kind in kinds]
    together = ids(rest, f"/clients?client-type={','.join(kinds)}&page[size]=1000")
    assert sorted(together) == sorted(sum(apart, []))
    assert apart[0] and set(apart[0]) <= set(everyone)


def test_a_value_that_nobody_has_finds_nobody(rest: Rest) -> None:
    assert ids(rest, "/clients?client-type=library") == []


def test_an_id_needs_nothing_else(rest: Rest) -> None:
    first = ids(rest, "/clients?page[size]=1")[0]
    assert ids(rest, f"/clients?ids={first.upper()}&client-type=library") == [first]


@pytest.mark.parametrize("order", ["name", "-name"])
def test_a_list_comes_in_the_order_asked_for(rest: Rest, order: str) -> None:
    body = rest.emulator.request("GET", f"{PRODUCTION}/clients?sort={order}&page[size]=1000").json
    assert body is not None
    names = [resource["attributes"]["name"].lower() for resource in body["data"]]
    assert len(names) > 1
    assert names == sorted(names, reverse=order.startswith("-"))
