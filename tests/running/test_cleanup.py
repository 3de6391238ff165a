"""What a sample made on a live service is taken back."""

import json
from pathlib import Path
from typing import Any

import pytest
import requests
from vcr.request import Request

from pid_emulator import Emulator
from pidguide.running.cleanup import take_back
from pidguide.running.record import record_live
from tests.support.live_services import MAKE_DRAFT, drafts, record
from tests.support.orcid_schemas import needs_orcid_schemas
from tests.support.toy_guide import READ_TWICE, add_sample

INTERRUPT = "    raise KeyboardInterrupt\n"


MAKE_BY_PUT = '''
"""Make a draft at an address of its own, and an item in a record."""
import os
import requests


def make_both() -> tuple[int, int]:
    """Return what both were answered. See https://support.datacite.org/."""
    draft = requests.put(
        f"https://api.test.datacite.org/dois/{os.environ['DATACITE_PREFIX']}/by-put",
        json={"data": {"type": "dois", "attributes": {}}},
        auth=(os.environ["DATACITE_REPOSITORY_ID"], os.environ["DATACITE_PASSWORD"]),
        headers={"Accept": "application/json"},
        timeout=10,
    )
    keyword = requests.post(
        f"https://api.sandbox.orcid.org/v3.0/{os.environ['ORCID_ID']}/keywords",
        json={"content": "psychoceramics"},
        headers={
            "Authorization": f"Bearer {os.environ['ORCID_ACCESS_TOKEN']}",
            "Content-Type": "application/json",
            "Accept": "application/json",
        },
        timeout=10,
    )
    return draft.status_code, keyword.status_code


if __name__ == "__main__":
    print(*make_both())
'''


def keywords_of_the_guide(emulator: Emulator) -> list[str]:
    account = emulator.environment()
    answer = emulator.request(
        "GET",
        f"https://api.sandbox.orcid.org/v3.0/{account['ORCID_ID']}/keywords",
        {"Authorization": f"Bearer {account['ORCID_ACCESS_TOKEN']}", "Accept": "application/json"},
    )
    return [keyword["content"] for keyword in json.loads(answer.text)["keyword"]]


DOIS = "https://api.test.datacite.org/dois"


WORK = "https://api.sandbox.orcid.org/v3.0/0000-0002-1825-0097/work"


BEARER = {"Authorization": "Bearer t"}


def draft(state: str = "draft") -> str:
    return json.dumps({"data": {"id": "10.82434/a", "attributes": {"state": state}}})


def sent(method: str, url: str, headers: dict[str, Any] | None = None) -> Request:
    return Request(method, url, None, BEARER if headers is None else headers)


def answered(code: int, body: str = "", **headers: list[str]) -> dict[str, Any]:
    return {"status": {"code": code}, "headers": headers, "body": {"string": body.encode()}}


@pytest.fixture
def deletions(monkeypatch: pytest.MonkeyPatch) -> tuple[list[Any], list[int]]:
    """What is deleted, and the status that each deletion is answered; 204 without one."""
    asked: list[Any] = []
    statuses: list[int] = []

    def delete(address: str, *, headers: dict[str, str], timeout: float) -> requests.Response:
        asked.append((address, headers, timeout))
        answer = requests.Response()
        answer.status_code = statuses.pop(0) if statuses else 204
        return answer

    monkeypatch.setattr(requests, "delete", delete)
    return asked, statuses


@pytest.mark.parametrize(
    ("request_", "answer", "address"),
    [
        (sent("POST", DOIS), answered(201, draft()), f"{DOIS}/10.82434/a"),
        (sent("PUT", f"{DOIS}/10.82434/A?x=y"), answered(201, draft()), f"{DOIS}/10.82434/a"),
        (
            sent("POST", "http://api.datacite.org/dois"),
            answered(201, draft()),
            "http://api.datacite.org/dois/10.82434/a",
        ),
        (sent("POST", WORK), answered(201, Location=[f"{WORK}/1"]), f"{WORK}/1"),
        (sent("PUT", f"{WORK}/1"), answered(201, location=[f"{WORK}/1"]), f"{WORK}/1"),
    ],
)
def test_what_was_made_is_deleted_with_the_credentials_that_made_it(
    deletions: Any, request_: Request, answer: dict[str, Any], address: str
) -> None:
    assert take_back([request_], [answer]) == []
    headers = {"Authorization": "Bearer t", "Accept": "application/json"}
    assert deletions[0] == [(address, headers, 30)]


@pytest.mark.parametrize(
    ("request_", "answer"),
    [
        (sent("POST", DOIS), answered(201, draft("findable"))),
        (sent("POST", DOIS), answered(201, draft("registered"))),
        (sent("PUT", f"{DOIS}/10.82434/a"), answered(200, draft())),
        (sent("POST", DOIS), answered(202, draft())),
        (sent("PATCH", DOIS), answered(201, draft())),
        (sent("POST", "https://api.test.datacite.org/clients"), answered(201, draft())),
        (sent("POST", "https://mds.test.datacite.org/metadata"), answered(201, Location=["https://a"])),
        (sent("POST", WORK), answered(201)),
        (sent("POST", WORK), answered(201, Location=[])),
        (sent("POST", WORK), answered(200, Location=[f"{WORK}/1"])),
        (sent("GET", WORK), answered(201, Location=[f"{WORK}/1"])),
        (sent("POST", "https://example.org/work"), answered(201, Location=["https://example.org/1"])),
    ],
)
def test_what_made_nothing_that_can_be_deleted_is_left(
    deletions: Any, request_: Request, answer: dict[str, Any]
) -> None:
    assert take_back([request_], [answer]) == []
    assert deletions[0] == []


@pytest.mark.parametrize(("status", "again"), [(200, 0), (204, 0), (299, 0), (300, 1), (403, 1), (500, 1)])
def test_what_the_sample_deleted_itself_is_not_deleted_again(deletions: Any, status: int, again: int) -> None:
    made = [(sent("POST", WORK), answered(201, Location=[f"{WORK}/1"]))]
    made += [(sent("DELETE", f"{WORK}/1"), answered(status)), (sent("GET", f"{WORK}/2"), answered(200))]
    assert take_back(*zip(*made, strict=True)) == []
    assert len(deletions[0]) == again
    assert (
        take_back(*zip(*made, (sent("POST", WORK), answered(201, Location=[f"{WORK}/2"])), strict=True)) == []
    )
    assert deletions[0][-1][0] == f"{WORK}/2"


def test_what_could_not_be_deleted_is_named_with_the_status(deletions: Any) -> None:
    deletions[1].extend([200, 204, 404, 201, 403, 405, 500])
    numbers = range(1, 8)
    answers = [answered(201, Location=[f"{WORK}/{number}"]) for number in numbers]
    left = take_back([sent("POST", WORK) for _ in numbers], answers)
    assert left == [f"{WORK}/4 (201)", f"{WORK}/5 (403)", f"{WORK}/6 (405)", f"{WORK}/7 (500)"]


def test_why_no_answer_came_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object, **options: object) -> None:
        raise requests.Timeout("10 seconds have passed")

    monkeypatch.setattr(requests, "delete", fail)
    made = answered(201, Location=[f"{WORK}/1"])
    assert take_back([sent("POST", WORK)], [made]) == [f"{WORK}/1 (Timeout)"]


@pytest.mark.parametrize(
    ("headers", "authorization"),
    [({"authorization": b"Basic eA=="}, "Basic eA=="), ({"AUTHORIZATION": "Bearer x"}, "Bearer x"), ({}, "")],
)
def test_the_credentials_are_found_however_they_are_written(
    deletions: Any, headers: dict[str, Any], authorization: str
) -> None:
    take_back([sent("POST", WORK, headers)], [answered(201, Location=[f"{WORK}/1"])])
    assert [asked[1]["Authorization"] for asked in deletions[0]] == [authorization]


@pytest.mark.parametrize("ending", ["", "    raise SystemExit('the network went away')\n"])
def test_a_draft_is_taken_back_also_after_a_failure(
    guide: Path, emulator: Emulator, stand_in, ending: str
) -> None:  # type: ignore[no-untyped-def]
    sample = add_sample(guide, MAKE_DRAFT + ending, "doi/create/draft")
    stand_in(emulator)
    before = drafts(emulator)
    recorded = record_live(sample)
    assert recorded.is_written == (not ending)
    assert recorded.left_behind == []
    assert drafts(emulator) == before


def test_an_interrupted_sample_is_taken_back_and_what_is_left_is_told(
    guide: Path, emulator: Emulator, stand_in, monkeypatch
) -> None:  # type: ignore[no-untyped-def]
    add_sample(guide, MAKE_DRAFT + INTERRUPT, "doi/create/draft")
    add_sample(guide, READ_TWICE, "doi/create/never_reached")
    stand_in(emulator)
    before = drafts(emulator)
    code, output = record("--all", "--via", "live", "--yes")
    assert (code, drafts(emulator)) == (1, before)
    assert output == (
        "doi/create/draft: interrupted\n"
        "0 of 2 samples recorded via live.\n"
        "Interrupted. Go on with: pidguide record --all --via live --resume\n"
    )

    def fail(*arguments: object, **options: object) -> None:
        raise requests.ConnectionError("gone")

    monkeypatch.setattr(requests, "delete", fail)
    told = record("doi/create/draft", "--via", "live", "--yes")[1]
    assert "doi/create/draft: could not delete https://api.test.datacite.org/dois/10." in told
    assert " (ConnectionError); delete it by hand\n" in told


@needs_orcid_schemas
def test_a_draft_made_by_put_and_an_orcid_item_are_taken_back(
    guide: Path, emulator: Emulator, stand_in
) -> None:  # type: ignore[no-untyped-def]
    sample = add_sample(guide, MAKE_BY_PUT, "doi/create/by_put")
    stand_in(emulator)
    before, keywords = drafts(emulator), keywords_of_the_guide(emulator)
    recorded = record_live(sample)
    assert recorded.outcome.output == "201 201\n"
    assert recorded.left_behind == []
    assert (drafts(emulator), keywords_of_the_guide(emulator)) == (before, keywords)
