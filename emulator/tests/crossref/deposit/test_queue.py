"""Submissions wait, are worked on and are done, by the emulator's clock."""

from datetime import UTC, datetime, timedelta

import pytest
from lxml import etree

from pid_emulator.crossref.deposit import urls
from pid_emulator.crossref.deposit.diagnostic import RecordDiagnostic
from pid_emulator.crossref.deposit.queue import DepositQueue, DepositSystem, Submission
from pid_emulator.crossref.deposit.records import Account
from support.crossref_deposit import ARTICLE, NEWER, Depositor, changed, needs_schema, outcomes


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


MINE = Account("mine", frozenset({"10.5555"}))


RECEIVED = datetime(2026, 1, 1, tzinfo=UTC)


BATCH = b"<doi_batch><head><doi_batch_id> b 1 </doi_batch_id></head></doi_batch>"


def after(seconds: float) -> datetime:
    return RECEIVED + timedelta(seconds=seconds)


def test_submissions_are_numbered_and_kept_as_they_came() -> None:
    system = DepositSystem()
    numbers = [system.submit(MINE, f"{name}.xml", "doMDUpload", b"x", RECEIVED).number for name in "ab"]
    assert numbers == [1_500_000_001, 1_500_000_002]
    first = system.submissions[0]
    assert (first.account, first.file_name, first.operation) == (MINE, "a.xml", "doMDUpload")
    assert (first.content, first.received, first.batch_id, first.records) == (b"x", RECEIVED, "", None)
    assert system.pending(MINE) == 2


def test_what_is_no_xml_fails_with_the_reason() -> None:
    system = DepositSystem()
    submission = system.submit(MINE, "a.xml", "doMDUpload", b"no XML", RECEIVED)
    system.settle(after(5))
    why = "[fatal error] :1:1: Content is not allowed in prolog."
    assert submission.records == [RecordDiagnostic("Failure", "", why)]
    assert system.diagnostic(submission, after(5)).count("<failure_count>1</failure_count>") == 1


def test_only_what_is_due_is_processed_and_only_once(monkeypatch: pytest.MonkeyPatch) -> None:
    processed: list[str] = []

    def process(self: DepositSystem, submission: Submission) -> None:
        processed.append(submission.file_name)
        submission.records = []

    monkeypatch.setattr(DepositSystem, "process", process)
    system = DepositSystem()
    for seconds, name in ((0, "a"), (1, "b"), (2, "c")):
        system.submit(MINE, name, "doMDUpload", b"", after(seconds))
    system.settle(after(6))
    assert processed == ["a", "b"]
    system.settle(after(60))
    assert processed == ["a", "b", "c"]


def test_addresses_are_changed_where_the_operation_is_that(monkeypatch: pytest.MonkeyPatch) -> None:
    changed_with: list[object] = []
    told = [RecordDiagnostic("Success", "10.5555/1", "x")]
    monkeypatch.setattr(urls, "change", lambda *given: changed_with.append(given) or told)
    system = DepositSystem()
    submission = system.submit(MINE, "a.txt", "doTransferDOIsUpload", b"10.5555/1\thttps://a", RECEIVED)
    assert (system.find(MINE, after(3), batch=""), submission.batch_id) == (submission, "")
    system.settle(after(5))
    assert changed_with == [(b"10.5555/1\thttps://a", MINE, system.registry)]
    assert submission.records == told


def test_a_submission_is_found_by_its_name_or_its_batch_once_it_is_there() -> None:
    system = DepositSystem()
    first, second = (system.submit(MINE, name, "doMDUpload", BATCH, RECEIVED) for name in ("a", "b"))
    assert system.find(MINE, after(0.9), file_name="a") is None
    assert system.find(MINE, after(1), file_name="a") is first
    assert system.find(MINE, after(1), file_name="b") is second
    assert system.find(MINE, after(1), file_name="c") is None
    assert system.find(MINE, after(2.9), batch="b 1") is None
    assert system.find(MINE, after(3), batch="b 1") is first
    assert system.find(MINE, after(3), batch="b 2") is None
    assert system.find(MINE, after(3)) is None


@pytest.mark.parametrize(
    ("seconds", "content", "status", "batch"),
    [
        (0, BATCH, "unknown_submission", ""),
        (1, BATCH, "queued", ""),
        (3, BATCH, "in_process", "b 1"),
        (3, b"no XML", "in_process", ""),
        (3, b"<doi_batch/>", "in_process", ""),
    ],
)
def test_what_is_told_of_a_submission_that_is_not_done(
    seconds: float, content: bytes, status: str, batch: str
) -> None:
    system = DepositSystem()
    submission = system.submit(MINE, "a.xml", "doMDUpload", content, RECEIVED)
    told = etree.fromstring(system.diagnostic(submission, after(seconds)).encode())
    assert (told.get("status"), told.findtext("submission_id")) == (status, "1500000001")
    assert told.findtext("batch_id") == batch


def test_of_no_submission_the_diagnostic_is_that_of_an_unknown_one() -> None:
    assert 'status="unknown_submission"' in DepositSystem().diagnostic(None, RECEIVED)
    assert "<submission_id>0</submission_id>" in DepositSystem().diagnostic(None, RECEIVED)


def test_the_two_systems_know_nothing_of_each_other() -> None:
    queue = DepositQueue()
    queue.test.submit(MINE, "a.xml", "doMDUpload", b"", RECEIVED)
    assert queue.production.submissions == []
    assert queue.production.registry is not queue.test.registry


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
