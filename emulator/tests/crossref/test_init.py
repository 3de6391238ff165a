"""Crossref's services: the hosts by which each is reached."""

import pytest

from pid_emulator import Emulator


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("https://api.crossref.org/types", 200),
        ("https://test.crossref.org/types", 404),
        ("https://test.crossref.org/servlet/submissionDownload", 401),
        ("https://doi.crossref.org/servlet/submissionDownload", 401),
        ("https://api.crossref.org/servlet/submissionDownload", 404),
    ],
)
def test_the_api_and_the_deposit_systems_are_apart(empty: Emulator, url: str, status: int) -> None:
    assert empty.request("GET", url).status_code == status


def test_a_busy_crossref_is_busy_on_all_its_hosts(empty: Emulator) -> None:
    empty.faults.set(["busy"])
    answers = [
        empty.request("GET", f"https://{host}/")
        for host in ("api.crossref.org", "test.crossref.org", "doi.crossref.org")
    ]
    page = (
        "<html><body><h1>429 Too Many Requests</h1>\n"
        "You have sent too many requests in a given amount of time.\n</body></html>\n"
    )
    assert [(answer.status_code, answer.text) for answer in answers] == [(429, page), (429, ""), (429, "")]
