"""Crossref's deposit system: test.crossref.org and doi.crossref.org.

Uploads, results and the synchronous `/v2/deposits`, as in
https://www.crossref.org/documentation/register-maintain-records/direct-deposit-xml/https-post/. What was
never seen of the real system is listed with `UNOBSERVED`.
"""

import json
from dataclasses import dataclass
from html import escape
from typing import Protocol

from flask import Flask, Response, request
from werkzeug.exceptions import BadRequest, HTTPException, RequestEntityTooLarge

from pid_emulator.core import accounts
from pid_emulator.core.clock import Clock
from pid_emulator.core.service import Application
from pid_emulator.crossref.deposit.queue import MAX_PENDING, METADATA, URLS, DepositQueue, DepositSystem
from pid_emulator.crossref.deposit.records import Account

MAX_FILE_BYTES = 10 * 1024 * 1024

_WRONG_CREDENTIALS = "Wrong credentials. Incorrect username or password."

UNOBSERVED = (
    "Deposit: /servlet/login answers JSON with `success`, which Crossref's own credcheck 0.0.3 reads; its "
    "other member, and the 401 of a wrong password, are inferred.",
    "Deposit: the bodies of 413 and 429, and the answer to an upload without a file (400): a page like the "
    "receipt, headed FAILURE. That of 401 has the words that two clients report, and its form is inferred.",
    "Deposit: how long a submission waits: unknown for 1 second, queued until 3, in process until 5, by the "
    "emulator's clock.",
    "Deposit: the diagnostics of in_process and unknown_submission: as that of queued, the latter with "
    "number 0.",
    "Deposit: the media type of diagnostics: text/xml;charset=UTF-8.",
    "Deposit: the text of a wrong ORCID checksum (msg_id 45).",
    "Deposit: citations: one with a DOI is resolved_reference, any other stored_query.",
    "Deposit: what makes a conflict: equal kind, container, volume, issue, title, first surname, page and "
    "year.",
    "Deposit: the diagnostics of doTransferDOIsUpload: as those of records.",
    "Deposit: schema 5.5.0 is XSD 1.1, which libxml2 cannot read: the diagnostic says so.",
    "Deposit: operations doDOICitUpload, doQueryUpload and doDOIQueryUpload: 501.",
)

_RECEIPT = (
    "\n\n\n\n<html>\n<head><title>SUCCESS</title>\n</head>\n<body>\n<h2>SUCCESS</h2>\n"
    "<p>Your batch submission was successfully received.</p>\n</body>\n</html>\n"
)


class DepositWorld(Protocol):
    """What of the world deposits need: the time, and what was handed in."""

    clock: Clock

    @property
    def deposits(self) -> DepositQueue: ...


@dataclass(frozen=True)
class _Login:
    password: str
    account: Account


# Accounts of the test system only: the real systems share none, and the emulator knows no member.
_TEST_LOGINS = {
    accounts.CROSSREF_LOGIN: _Login(
        accounts.CROSSREF_PASSWORD, Account(accounts.CROSSREF_LOGIN, frozenset({accounts.CROSSREF_PREFIX}))
    )
}


def create_application(world: DepositWorld, *, is_test: bool) -> Flask:
    """Return the test or the production deposit system."""
    app = Application(__name__)
    app.url_map.merge_slashes = False
    logins = _TEST_LOGINS if is_test else {}

    def system() -> DepositSystem:
        deposits = world.deposits
        return deposits.test if is_test else deposits.production

    @app.post("/servlet/login")
    def log_in() -> Response:
        account = _account(logins, request.values.get("usr"), request.values.get("pwd"))
        if account is None:
            return _login_answer(success=False, message=_WRONG_CREDENTIALS)
        return _login_answer(success=True, message="Authenticated")

    @app.post("/servlet/deposit")
    def deposit() -> Response:
        account = _account(logins, request.values.get("login_id"), request.values.get("login_passwd"))
        if account is None:
            return _wrong_credentials()
        now = world.clock.now()
        system().settle(now)
        if system().pending(account) >= MAX_PENDING:
            return _failure_page(f"More than {MAX_PENDING} submissions of this account are pending.", 429)
        return _upload(account, request.values.get("operation") or METADATA)

    def _upload(account: Account, operation: str) -> Response:
        if operation not in (METADATA, URLS):
            return _failure_page(f"The emulator does not process the operation {operation}.", 501)
        file_name, content = _uploaded_file()
        system().submit(account, file_name, operation, content, world.clock.now())
        return Response(_RECEIPT, content_type="text/html;charset=ISO-8859-1")

    @app.route("/servlet/submissionDownload", methods=["GET", "POST"])
    def show_result() -> Response:
        # As form fields of a POST the password stands in no address.
        asked = request.values
        account = _account(logins, asked.get("usr"), asked.get("pwd"))
        if account is None:
            return _wrong_credentials()
        now = world.clock.now()
        system().settle(now)
        submission = system().find(
            account, now, file_name=asked.get("file_name"), batch=asked.get("doi_batch_id")
        )
        if asked.get("type") == "contents" and submission is not None:
            return _xml(submission.content)
        return _xml(system().diagnostic(submission, now))

    @app.post("/v2/deposits")
    def deposit_at_once() -> Response:
        basic = request.authorization
        login = request.values.get("usr") or (basic.username if basic else None)
        password = request.values.get("pwd") or (basic.password if basic else None)
        account = _account(logins, login, password)
        if account is None:
            return _wrong_credentials()
        file_name, content = _uploaded_file()
        now = world.clock.now()
        system().settle(now)
        submission = system().submit(account, file_name, METADATA, content, now)
        system().process(submission)
        return _xml(system().diagnostic(submission, now))

    @app.errorhandler(HTTPException)
    def explain(error: HTTPException) -> Response:
        return _failure_page(error.description or error.name, error.code or 500)

    return app


def _account(logins: dict[str, _Login], login: str | None, password: str | None) -> Account | None:
    known = logins.get(login or "")
    return known.account if known is not None and known.password == password else None


def _uploaded_file() -> tuple[str, bytes]:
    """Return name and content of the part named fname, as documented, or mdFile, or any other file.

    Clients differ in the part's name. Raises BadRequest without a file, RequestEntityTooLarge for a big one.
    """
    files = request.files
    upload = files.get("fname") or files.get("mdFile") or next(iter(files.values()), None)
    if upload is None:
        raise BadRequest("No file was submitted.")
    content = upload.read()
    if len(content) > MAX_FILE_BYTES:
        raise RequestEntityTooLarge("The file is larger than 10 MB.")
    return upload.filename or "", content


def _login_answer(*, success: bool, message: str) -> Response:
    """Answer a login, whose `success` clients read."""
    content = json.dumps({"success": success, "message": message})
    return Response(content, 200 if success else 401, content_type="application/json")


def _wrong_credentials() -> Response:
    return _failure_page(f"Your XML batch submission failed. [{_WRONG_CREDENTIALS}]", 401)


def _failure_page(message: str, status: int) -> Response:
    page = (
        "\n\n\n\n<html>\n<head><title>FAILURE</title>\n</head>\n<body>\n<h2>FAILURE</h2>\n"
        f"<p>{escape(message)}</p>\n</body>\n</html>\n"
    )
    body = page.encode("iso-8859-1", "xmlcharrefreplace")
    return Response(body, status, content_type="text/html;charset=ISO-8859-1")


def _xml(content: str | bytes) -> Response:
    return Response(content, content_type="text/xml;charset=UTF-8")
