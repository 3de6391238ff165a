"""No secret and no person reaches a cassette; and each rule of the scrubber is needed for that."""

import base64
import json
from pathlib import Path

import pytest
from lxml import etree
from vcr.request import Request
from vcr.serialize import deserialize, serialize

from pidguide.basics import paths
from pidguide.cassettes import placeholders, scrub
from pidguide.cassettes.format import _Readable
from pidguide.cassettes.scrub import Scrubber
from pidguide.cassettes.secret_gate import find_secrets_in
from tests.support.planted_secrets import BASIC, PLANTS, TOKEN, Plant, basic
from tests.support.sixty_plants import SANDBOX, SIXTY, Planted


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.kind)
def test_planted_secret_does_not_reach_the_cassette(plant: Plant) -> None:
    cassette = plant.cassette()
    assert plant.secret not in cassette
    assert find_secrets_in(cassette) == []


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.kind)
def test_each_rule_is_needed(plant: Plant, monkeypatch: pytest.MonkeyPatch) -> None:
    plant.without_rule(monkeypatch)
    assert plant.secret in plant.cassette()


@pytest.mark.parametrize("plant", SIXTY, ids=lambda plant: plant.kind)
def test_plants_of_sixty_kinds_do_not_reach_the_cassette(plant: Planted) -> None:
    cassette = plant.cassette()
    assert [spelling for spelling in (plant.secret, *plant.also) if spelling in cassette] == []
    assert find_secrets_in(cassette) == []


def test_the_host_of_an_address_is_kept() -> None:
    answer = '{"url": "https://jane:s3cret@repository.org/oai?a=b"}'
    cassette = Planted("password in an address", "", answer=answer).cassette()
    assert "https://%3CCREDENTIALS%3E@repository.org/oai?a=b" in cassette


def test_put_codes_and_persons_are_numbered_as_answers_name_them() -> None:
    answer = (
        '{"put-code": 7, "source": "0000-0001-5109-3700", "put-codes": [8, 7], "by": "0000-0001-5109-3719"}'
    )
    planted = Planted("numbers", "", url=f"{SANDBOX}/work/9", answer=answer)
    (request,), (response,) = Scrubber({}).scrub(*([each] for each in planted.exchange()))
    assert request.uri == f"{SANDBOX}/work/1000"
    first, second = placeholders.orcid_id(1), placeholders.orcid_id(2)
    assert (first, second) == ("0009-9000-9000-0013", "0009-9000-9000-0021")
    assert response["body"]["string"] == (
        f'{{"put-code": 1001, "source": "{first}", "put-codes": [1002, 1001], "by": "{second}"}}'
    )


def test_put_codes_below_the_head_of_a_table_are_numbered() -> None:
    planted = Planted(
        "table", "", url=f"{SANDBOX}/works", answer="put-code,title\n720849,Pots\n", answered_as="text/csv"
    )
    _, (response,) = Scrubber({}).scrub(*([each] for each in planted.exchange()))
    assert response["body"]["string"] == "put-code,title\n1001,Pots\n"
    assert "a put-code" in find_secrets_in(planted.unscrubbed())


def test_a_persons_id_within_a_token_becomes_nobodys() -> None:
    person = "0000-0001-5109-3700"
    claims = base64.urlsafe_b64encode(json.dumps({"sub": person}).encode()).decode().rstrip("=")
    token = f"eyJhbGciOiJIUzI1NiJ9.{claims}.c2lnbmF0dXJl"
    planted = Planted("iD", person, url=f"{SANDBOX}/record", answer=json.dumps({"id_token": token}))
    kept = planted.cassette()
    assert "a person's iD" in find_secrets_in(planted.unscrubbed())
    assert find_secrets_in(kept) == []
    assert claims not in kept


def test_a_replay_keeps_the_put_codes_that_answers_gave() -> None:
    request = Request("PUT", f"{SANDBOX}/work/1003", b'{"put-code": 1003}', {})
    replayed = scrub.scrub_for_matching(request)
    assert (replayed.uri, replayed.body) == (f"{SANDBOX}/work/1003", b'{"put-code": 1003}')


def test_redirects_of_doi_org_keep_their_address() -> None:
    address = "https://repository.org/items/6fa459ea-ee8a-4ca4-894e-db77e160355e"
    planted = Planted("redirect", "", url="https://doi.org/10.5555/1", answer_headers={"Location": address})
    assert address in planted.cassette()


def test_what_is_replaced_in_xml_leaves_it_well_formed() -> None:
    planted = Planted("XML", "", answer="<a><password>s3cret00</password></a>", answered_as="text/xml")
    _, (response,) = Scrubber({}).scrub(*([each] for each in planted.exchange()))
    assert etree.fromstring(response["body"]["string"]).findtext("password") == "<PASSWORD>"


def test_base64_is_looked_into() -> None:
    encoded = base64.b64encode(b"<contact>jane.doe@uni-muenster.de</contact>").decode()
    _, (response,) = Scrubber({}).scrub(
        *([each] for each in Planted("base64", "", answer=json.dumps({"xml": encoded})).exchange())
    )
    kept = base64.b64decode(json.loads(response["body"]["string"])["xml"]).decode()
    assert kept == f"<contact>{placeholders.EMAIL}</contact>"


@pytest.mark.parametrize("cassette", sorted(paths.CASSETTES.rglob("*.yaml")), ids=lambda path: path.stem)
def test_a_committed_cassette_scrubbed_again_is_the_same_byte_for_byte(cassette: Path) -> None:
    text = cassette.read_text(encoding="utf-8")
    requests, responses, metadata = deserialize(text, _Readable)
    again, answers = Scrubber({}).scrub(requests, responses)
    content = {"requests": again, "responses": answers, "metadata": metadata}
    assert serialize(content, _Readable) == text


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
