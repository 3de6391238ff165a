"""Submissions wait, are worked on and are done, by the emulator's clock."""

from datetime import UTC, datetime, timedelta

import pytest
from lxml import etree

from pid_emulator.crossref.deposit.queue import DepositSystem
from pid_emulator.crossref.deposit.records import Account
from support.crossref_deposit import ARTICLE, NEWER, Depositor, changed, needs_schema, outcomes


@needs_schema
def test_a_submission_passes_through_every_status(depositor: Depositor) -> None:
    depositor.upload(ARTICLE, "a.xml")
    seen = []
    for _ in range(4):
        seen.append(etree.fromstring(depositor.poll(file_name="a.xml").data).get("status"))
        depositor.wait(2)
    assert seen == ["unknown_submission", "queued", "in_process", "completed"]


@needs_schema
def test_a_batch_id_is_known_once_the_file_is_read(depositor: Depositor) -> None:
    depositor.upload(ARTICLE)
    depositor.wait(2)
    assert 'status="unknown_submission"' in depositor.poll(doi_batch_id="batch-1").text
    depositor.wait(2)
    assert 'status="in_process"' in depositor.poll(doi_batch_id="batch-1").text


@needs_schema
def test_the_first_submission_of_a_file_name_wins(depositor: Depositor) -> None:
    depositor.upload(ARTICLE, "same.xml")
    depositor.upload(changed(NEWER), "same.xml")
    depositor.wait(10)
    assert "Successfully added" in depositor.poll(file_name="same.xml").text


@needs_schema
def test_reset_forgets_every_deposit(depositor: Depositor) -> None:
    depositor.deposit(ARTICLE)
    depositor.emulator.reset()
    assert 'status="unknown_submission"' in depositor.poll(file_name="1.xml").text
    depositor.uploads = 0
    assert outcomes(depositor.deposit(ARTICLE))[0][3] == "Successfully added"


@needs_schema
@pytest.mark.parametrize("host", ["https://api.crossref.org/works", "https://doi.org"])
def test_deposited_dois_stay_in_the_test_system(host: str, depositor: Depositor) -> None:
    assert outcomes(depositor.deposit(ARTICLE))[0][0] == "Success"
    assert depositor.emulator.request("GET", f"{host}/10.5555/example.1").status_code == 404


@pytest.mark.parametrize(
    ("seconds", "status"),
    [
        (0, "unknown_submission"),
        (0.999999, "unknown_submission"),
        (1, "queued"),
        (2.999999, "queued"),
        (3, "in_process"),
    ],
)
def test_a_status_begins_at_its_second(seconds: float, status: str) -> None:
    received = datetime(2026, 1, 1, tzinfo=UTC)
    system = DepositSystem()
    submission = system.submit(Account("a", frozenset()), "a.xml", "doMDUpload", b"", received)
    assert submission.status(received + timedelta(seconds=seconds)) == status


def test_it_is_done_after_five_seconds() -> None:
    received = datetime(2026, 1, 1, tzinfo=UTC)
    system, account = DepositSystem(), Account("a", frozenset())
    submission = system.submit(account, "a.xml", "doMDUpload", b"no XML", received)
    system.settle(received + timedelta(seconds=4.999999))
    assert (system.pending(account), submission.records) == (1, None)
    system.settle(received + timedelta(seconds=5))
    assert system.pending(account) == 0
    assert submission.status(received) == "completed"


def test_one_account_sees_nothing_of_anothers() -> None:
    received = datetime(2026, 1, 1, tzinfo=UTC)
    system, mine, other = DepositSystem(), Account("mine", frozenset()), Account("other", frozenset())
    system.submit(mine, "a.xml", "doMDUpload", b"", received)
    now = received + timedelta(seconds=2)
    assert system.find(mine, now, file_name="a.xml") is not None
    assert system.find(other, now, file_name="a.xml") is None
    assert system.pending(other) == 0
