"""Several places for one DOI, and which of them a request gets."""

from random import Random

import pytest

from pid_emulator.doi_org.locations import choose_location, conneg_location, parse_locations


@pytest.mark.parametrize("xml", ["", "no XML", "<locations>", '<locations><location id="0"/></locations>'])
def test_what_names_no_place_is_none(xml: str) -> None:
    assert parse_locations(xml) == []


def test_a_place_is_known_by_all_its_attributes() -> None:
    place = '<location id="0" href="https://a.example/?x=1&amp;y=2" country="gb"/>'
    xml = f'<locations chooseby="country">{place}</locations>'
    assert parse_locations(xml) == [{"id": "0", "href": "https://a.example/?x=1&y=2", "country": "gb"}]


def places(*weights: str) -> list[dict[str, str]]:
    return [{"href": str(number), "weight": weight} for number, weight in enumerate(weights)]


@pytest.mark.parametrize("weights", [("0",), ("0", "-1"), ("much",), ()])
def test_a_place_without_weight_is_never_drawn(weights: tuple[str, ...]) -> None:
    assert choose_location(places(*weights), {}, Random(0)) is None


def test_places_are_drawn_by_their_weight() -> None:
    chance = Random(0)
    drawn = [choose_location(places("0", "1", "9"), {}, chance) for _ in range(200)]
    assert "0" not in drawn
    assert 5 < drawn.count("1") < 50


def test_without_a_weight_each_place_weighs_one() -> None:
    chance = Random(0)
    drawn = {choose_location([{"href": "a"}, {"href": "b"}], {}, chance) for _ in range(50)}
    assert drawn == {"a", "b"}


def test_a_wanted_place_is_taken_though_it_weighs_nothing_and_all_that_is_wanted_counts() -> None:
    there = [{"href": "main"}, {"href": "gb", "country": "gb", "weight": "0"}]
    assert choose_location(there, {"country": "gb"}, Random(0)) == "gb"
    assert choose_location(there, {"country": "gb", "id": "7"}, Random(0)) == "main"


def test_a_place_with_a_role_serves_that_role_only() -> None:
    there = [{"href": "data", "http_role": "conneg"}, {"href": "main"}]
    assert conneg_location(there) == "data"
    assert {choose_location(there, {}, Random(seed)) for seed in range(20)} == {"main"}
    assert choose_location(there[:1], {}, Random(0)) is None
    assert conneg_location(there[1:]) is None
