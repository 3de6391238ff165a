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
