"""No secret and no person reaches a cassette; and each rule of the scrubber is needed for that."""

import pytest
from vcr.request import Request

from pidguide.cassettes import scrub
from pidguide.cassettes.secret_gate import find_secrets_in
from tests.support.planted_secrets import BASIC, PLANTS, TOKEN, Plant, basic


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.kind)
def test_planted_secret_does_not_reach_the_cassette(plant: Plant) -> None:
    cassette = plant.cassette()
    assert plant.secret not in cassette
    assert find_secrets_in(cassette) == []


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.kind)
def test_each_rule_is_needed(plant: Plant, monkeypatch: pytest.MonkeyPatch) -> None:
    if plant.kind == "repository id in lower case":
        monkeypatch.setattr(scrub, "_spellings", lambda name, value: [value])
    else:
        plant.without_rule(monkeypatch)
    assert plant.secret in plant.cassette()


def test_every_rule_has_a_plant() -> None:
    fields = {name for name in scrub.SECRET_FIELDS if name not in ("access_token", "password")}
    kinds = " ".join(plant.kind + plant.url + plant.body for plant in PLANTS)
    assert all(name in kinds for name in fields | set(scrub.IDENTITY_FIELDS))


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Bearer not-a-token", "Bearer <WRONG_ACCESS_TOKEN>"),
        ("Basic " + basic("YOUR.REPOSITORY", "not-the-password"), "Basic <WRONG_CREDENTIALS>"),
        (f"Bearer {TOKEN}", "Bearer <ACCESS_TOKEN>"),
        (f"Basic {BASIC}", "Basic <CREDENTIALS>"),
    ],
    ids=["a wrong token", "a wrong password", "a token", "a password"],
)
def test_what_is_wrong_on_purpose_is_told_from_a_secret(sent: str, kept: str) -> None:
    request = Request("GET", "https://api.test.datacite.org/dois", None, {"Authorization": sent})
    assert scrub.scrub_for_matching(request).headers["authorization"] == kept


def test_scrubbing_twice_changes_nothing() -> None:
    for plant in PLANTS:
        once = Request("POST", plant.url, plant.body.encode() or None, plant.headers)
        first = scrub.scrub_for_matching(once)
        again = scrub.scrub_for_matching(first)
        assert (again.uri, again.body, again.headers) == (first.uri, first.body, first.headers)
