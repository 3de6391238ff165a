"""Paths as they were sent, which DOIs need."""

import pytest
import requests

from pid_emulator import Emulator

HANDLES = "https://handle.test.datacite.org/api/handles"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("10.5438//double//slash", "10.5438//double//slash"),
        ("10.5438/x%2Fy%20z", "10.5438/x/y z"),
        ("10.5438/a%3Fb?index=1", "10.5438/a?b"),
        ("10.5438/ends/", "10.5438/ends/"),
    ],
)
def test_a_path_is_read_as_it_was_sent(empty: Emulator, path: str, name: str) -> None:
    answer = empty.request("GET", f"{HANDLES}/{path}")
    assert answer.json == {"responseCode": 100, "handle": name}


def test_a_server_hands_on_the_path_as_it_was_sent(emulator: Emulator) -> None:
    answer = requests.get(
        f"https://127.0.0.1:{emulator.port}/api/handles/10.5438//x",
        headers={"Host": "handle.test.datacite.org"},
        verify=str(emulator.ca_file),
        timeout=5,
    )
    assert answer.json() == {"responseCode": 100, "handle": "10.5438//x"}


@pytest.mark.parametrize(
    "base",
    [
        "https://api.datacite.org/dois/",
        "https://api.datacite.org/application/x-bibtex/",
        "https://data.datacite.org/",
        "https://data.crosscite.org/application/x-bibtex/",
    ],
)
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("10.5281/ends/", 404),
        ("10.5281/ends%2F", 200),
        ("10.5281/double//slash", 404),
        ("10.5281/double%2F%2Fslash", 200),
        ("10.5281/one/slash", 200),
    ],
)
def test_a_slash_of_the_doi_that_routing_takes_away(
    empty: Emulator, base: str, path: str, status: int
) -> None:
    for doi in ("10.5281/ends/", "10.5281/double//slash", "10.5281/one/slash"):
        attributes = {"state": "findable", "titles": [{"title": "T"}], "url": "https://example.org"}
        empty.world.datacite.add("dois", {"id": doi, "attributes": attributes})
    answer = empty.request("GET", f"{base}{path}", {"Accept": "application/x-bibtex"})
    assert answer.status_code == status


def test_a_list_does_not_mind_a_slash_nor_does_an_address_in_the_place_of_a_doi(emulator: Emulator) -> None:
    api = "https://api.datacite.org"
    for path in ("/dois/", "/dois/https://doi.org/10.5061/dryad.8515"):
        assert emulator.request("GET", api + path).status_code == 200
