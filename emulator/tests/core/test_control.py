"""The emulator's own address: what steers it answers in a line, whatever it is sent."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from pid_emulator import Emulator


@pytest.fixture
def steered(emulator: Emulator) -> Iterator[Emulator]:
    yield emulator
    emulator.reset()


def post(emulator: Emulator, path: str) -> tuple[int, str]:
    answer = emulator.request("POST", f"https://127.0.0.1{path}")
    return answer.status_code, answer.text


def now(emulator: Emulator) -> datetime:
    state = emulator.request("GET", "https://127.0.0.1/").text
    return datetime.fromisoformat(json.loads(state)["now"])


@pytest.mark.parametrize("seconds", ["1e308", "1e11", "inf", "nan", "-1", "soon", ""])
def test_a_clock_that_cannot_go_so_far_stays(steered: Emulator, seconds: str) -> None:
    before = now(steered)
    assert post(steered, f"/clock/advance?seconds={seconds}") == (
        400,
        "Send seconds=N, a number of seconds to go forward, to the year 2999 at most.\n",
    )
    assert (now(steered) - before).total_seconds() < 60


def test_the_clock_goes_forward(steered: Emulator) -> None:
    before = now(steered)
    assert post(steered, "/clock/advance?seconds=3600") == (204, "")
    assert 3600 <= (now(steered) - before).total_seconds() < 3660


def test_an_unknown_fault_changes_nothing(steered: Emulator) -> None:
    assert post(steered, "/faults?kinds=503:1,%20429:1") == (204, "")
    code, text = post(steered, "/faults?kinds=429:")
    assert (code, text.count("\n")) == (400, 1)
    answers = [steered.request("GET", "https://api.crossref.org/styles") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [503, 429, 200]


def test_records_broken_meanwhile_are_named(tmp_path: Path) -> None:
    file = tmp_path / "crossref" / "works" / "mine.json"
    file.parent.mkdir(parents=True)
    file.write_text('{"DOI": "10.5555/mine"}')
    emulator = Emulator([tmp_path], built_in_records=False)
    post(emulator, "/clock/advance?seconds=3600")
    before = now(emulator)
    file.write_text("{")
    code, text = post(emulator, "/reset")
    assert code == 500
    assert text.startswith(f"{file} is not JSON: ")
    assert now(emulator) >= before, "a reset that failed has changed something"
    assert emulator.request("GET", "https://api.crossref.org/works/10.5555/mine").status_code == 200
