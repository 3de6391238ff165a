"""Submissions to the deposit system: queued, then processed one after the other."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from pid_emulator.core.libraries import etree
from pid_emulator.crossref.deposit import diagnostic, records, schema, urls
from pid_emulator.crossref.deposit.diagnostic import FAILURE, RecordDiagnostic
from pid_emulator.crossref.deposit.records import Account, Registry

METADATA, URLS = "doMDUpload", "doTransferDOIsUpload"
MAX_PENDING = 10_000  # of one account

# A submission is not found at once, waits, is worked on, and is done: by the emulator's clock.
_QUEUED_AFTER = timedelta(seconds=1)
_IN_PROCESS_AFTER = timedelta(seconds=3)
_COMPLETED_AFTER = timedelta(seconds=5)


@dataclass
class Submission:
    """One upload."""

    number: int
    account: Account
    file_name: str
    operation: str
    content: bytes
    received: datetime
    batch_id: str = ""
    records: list[RecordDiagnostic] | None = None

    def status(self, now: datetime) -> str:
        """Return the status at a moment, by the system's names."""
        if self.records is not None:
            return "completed"
        age = now - self.received
        if age >= _IN_PROCESS_AFTER:
            return "in_process"
        return "queued" if age >= _QUEUED_AFTER else "unknown_submission"


@dataclass
class DepositSystem:
    """The state of one deposit system, test or production."""

    submissions: list[Submission] = field(default_factory=list)
    registry: Registry = field(default_factory=Registry)

    def submit(
        self, account: Account, file_name: str, operation: str, content: bytes, now: datetime
    ) -> Submission:
        """Take an upload into the queue, unseen."""
        number = 1_500_000_001 + len(self.submissions)
        submission = Submission(number, account, file_name, operation, content, now)
        self.submissions.append(submission)
        return submission

    def settle(self, now: datetime) -> None:
        """Process what is due by now, oldest first."""
        for submission in self.submissions:
            if submission.records is None and now - submission.received >= _COMPLETED_AFTER:
                self.process(submission)

    def process(self, submission: Submission) -> None:
        """Process one submission: what it holds becomes known to the system, or its faults are told."""
        if submission.operation == URLS:
            submission.records = urls.change(submission.content, submission.account, self.registry)
            return
        try:
            root = schema.parse(submission.content)
            submission.batch_id = batch_id(root)
            schema.check(root)
        except (schema.MalformedXml, schema.SchemaMissing) as error:
            submission.records = [RecordDiagnostic(FAILURE, "", str(error))]
            return
        submission.records = records.register(root, submission.account, self.registry)

    def pending(self, account: Account) -> int:
        """Return how many of an account's submissions are not done."""
        return sum(entry.account == account and entry.records is None for entry in self.submissions)

    def find(
        self, account: Account, now: datetime, *, file_name: str | None = None, batch: str | None = None
    ) -> Submission | None:
        """Return an account's first submission of that file name or batch id.

        A batch id is known only once the file has been read.
        """
        for submission in self.submissions:
            if submission.account != account or submission.status(now) == "unknown_submission":
                continue
            if file_name is not None and submission.file_name == file_name:
                return submission
            if batch is not None and self._known_batch_id(submission, now) == batch:
                return submission
        return None

    def diagnostic(self, submission: Submission | None, now: datetime) -> str:
        """Return the diagnostic XML of a submission, or that of an unknown one."""
        if submission is None:
            return diagnostic.pending("unknown_submission", 0)
        if submission.records is not None:
            return diagnostic.completed(submission.number, submission.batch_id, submission.records)
        return diagnostic.pending(
            submission.status(now), submission.number, self._known_batch_id(submission, now)
        )

    def _known_batch_id(self, submission: Submission, now: datetime) -> str:
        if (
            submission.status(now) == "in_process"
            and submission.operation == METADATA
            and not submission.batch_id
        ):
            try:
                submission.batch_id = batch_id(schema.parse(submission.content))
            except schema.MalformedXml:
                return ""
        return submission.batch_id


class DepositQueue:
    """Both deposit systems. What is deposited in one is unknown in the other."""

    def __init__(self) -> None:
        self.test = DepositSystem()
        self.production = DepositSystem()


def batch_id(root: etree._Element) -> str:
    """Return the `doi_batch_id` of a deposit, empty where it has none."""
    for element in root.iter("{*}doi_batch_id"):
        return (element.text or "").strip()
    return ""
