"""A sample's request finds the answer that a real service gave to it."""

from pathlib import Path

import pytest

from pidguide.cassettes.traffic import RecordedTraffic
from tests.support.recordings import DATACITE, WORK, WORK_URL
from tests.support.two_recordings import interaction, write_recording


@pytest.mark.parametrize(
    "url",
    [WORK_URL, f"{WORK_URL}?mailto=guide@example.org", "https://api.crossref.org/works/10.5555%2F12345678"],
)
def test_a_request_finds_its_real_answer_however_it_is_written(traffic: RecordedTraffic, url: str) -> None:
    found = traffic.answer("GET", url, "application/json")
    assert found is not None and found.json()["message"]["DOI"] == WORK["DOI"]


def test_another_request_finds_none(traffic: RecordedTraffic) -> None:
    assert traffic.answer("GET", f"{WORK_URL}?select=DOI") is None
    assert traffic.answer("GET", WORK_URL, "application/x-bibtex") is None
    assert traffic.answer("POST", DATACITE) is None


def test_answers_to_the_same_request_come_in_turn(traffic: RecordedTraffic) -> None:
    url = "https://api.crossref.org/works?rows=1&query=a"
    found = [traffic.answer("GET", url) for _ in range(3)]
    assert [exchange.json()["page"] for exchange in found if exchange] == [1, 2, 2]


def test_what_came_in_the_first_of_several_types_serves_a_request_for_it_alone(tmp_path: Path) -> None:
    redirect = interaction("<html></html>", 302, content_type="text/html")
    redirect["request"]["headers"]["accept"] = ["text/html, */*"]
    write_recording(tmp_path, "doi/access/redirect", redirect)
    traffic = RecordedTraffic([tmp_path])
    url = redirect["request"]["uri"]
    found = traffic.answer("GET", url, "text/html")
    assert found is not None and found.status == 302
    assert traffic.answer("GET", url, "application/json") is None
    assert traffic.answer("GET", url) is None
