"""Crossref's deposit system as a client meets it: who may upload what, the receipt, and the answers."""

import pytest
import requests
from lxml import etree

from pid_emulator.core import accounts
from support.crossref_deposit import ARTICLE, HOST, Depositor, needs_schema, outcomes


def test_a_wrong_password_is_told_at_once(depositor: Depositor) -> None:
    answer = depositor.upload(ARTICLE, login_passwd="wrong")
    assert (answer.status_code, answer.content_type) == (401, "text/html;charset=ISO-8859-1")
    assert "successfully received" not in answer.text
    depositor.wait(10)
    assert 'status="unknown_submission"' in depositor.poll(file_name="1.xml").text


def test_a_login_is_told_in_json_whether_it_succeeded(depositor: Depositor) -> None:
    right = {"usr": accounts.CROSSREF_LOGIN, "pwd": accounts.CROSSREF_PASSWORD}
    answers = [depositor.send("/servlet/login", {**right, **more}, None) for more in ({}, {"pwd": "wrong"})]
    told = [
        (answer.status_code, answer.mimetype, answer.json["success"]) for answer in answers if answer.json
    ]
    assert told == [(200, "application/json", True), (401, "application/json", False)]


def test_a_wrong_password_cannot_read_results(depositor: Depositor) -> None:
    depositor.upload(ARTICLE)
    assert depositor.poll(file_name="1.xml", pwd="wrong").status_code == 401


@pytest.mark.parametrize("name", ["file_name", "doi_batch_id"])
def test_a_result_can_be_asked_for_without_a_password_in_the_address(name: str, depositor: Depositor) -> None:
    depositor.upload(ARTICLE, "a.xml")
    depositor.wait(4)
    fields = {
        "usr": accounts.CROSSREF_LOGIN,
        "pwd": accounts.CROSSREF_PASSWORD,
        name: {"file_name": "a.xml", "doi_batch_id": "batch-1"}[name],
        "type": "result",
    }
    answer = depositor.send("/servlet/submissionDownload", fields, None)
    assert (answer.status_code, 'status="in_process"' in answer.text) == (200, True)
    wrong = depositor.send("/servlet/submissionDownload", {**fields, "pwd": "wrong"}, None)
    assert (wrong.status_code, "Wrong credentials" in wrong.text) == (401, True)
    contents = depositor.send("/servlet/submissionDownload", {**fields, "type": "contents"}, None)
    assert contents.text == ARTICLE


def test_the_production_system_does_not_know_the_test_account(depositor: Depositor) -> None:
    body = {"login_id": accounts.CROSSREF_LOGIN, "login_passwd": accounts.CROSSREF_PASSWORD}
    request = requests.Request("POST", HOST, data=body, files={"fname": ("a.xml", ARTICLE)}).prepare()
    answer = depositor.emulator.request(
        "POST", "https://doi.crossref.org/servlet/deposit", dict(request.headers), request.body
    )
    assert answer.status_code == 401


def test_an_upload_without_a_file_is_refused(depositor: Depositor) -> None:
    fields = {"login_id": accounts.CROSSREF_LOGIN, "login_passwd": accounts.CROSSREF_PASSWORD}
    answer = depositor.send("/servlet/deposit", fields, None)
    assert (answer.status_code, "FAILURE" in answer.text) == (400, True)


def test_a_file_over_10_mb_is_refused(depositor: Depositor) -> None:
    assert depositor.upload(b" " * (10 * 1024 * 1024 + 1)).status_code == 413


def test_pending_submissions_are_limited(depositor: Depositor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pid_emulator.crossref.deposit.routes.MAX_PENDING", 2)
    assert [depositor.upload("x").status_code for _ in range(3)] == [200, 200, 429]
    depositor.wait(10)
    assert depositor.upload("x").status_code == 200


def test_the_receipt_is_crossrefs_own_and_checks_nothing(depositor: Depositor) -> None:
    answer = depositor.upload("this is not even XML")
    assert (answer.status_code, answer.content_type) == (200, "text/html;charset=ISO-8859-1")
    assert answer.text == (
        "\n\n\n\n<html>\n<head><title>SUCCESS</title>\n</head>\n<body>\n<h2>SUCCESS</h2>\n"
        "<p>Your batch submission was successfully received.</p>\n</body>\n</html>\n"
    )


@pytest.mark.parametrize("part", ["fname", "mdFile", "anything"])
def test_the_file_may_come_under_any_name(part: str, depositor: Depositor) -> None:
    fields = {"login_id": accounts.CROSSREF_LOGIN, "login_passwd": accounts.CROSSREF_PASSWORD}
    assert depositor.send("/servlet/deposit", fields, {part: ("a.xml", ARTICLE)}).status_code == 200
    depositor.wait(2)
    assert 'status="queued"' in depositor.poll(file_name="a.xml").text


def test_the_submitted_file_can_be_read_back(depositor: Depositor) -> None:
    depositor.upload(ARTICLE, "a.xml")
    depositor.wait(2)
    assert depositor.poll(file_name="a.xml", type="contents").text == ARTICLE


@needs_schema
def test_the_synchronous_deposit_answers_with_the_diagnostic(depositor: Depositor) -> None:
    fields = {"usr": accounts.CROSSREF_LOGIN, "pwd": accounts.CROSSREF_PASSWORD, "operation": "doMDUpload"}
    answer = depositor.send("/v2/deposits", fields, {"mdFile": ("a.xml", ARTICLE)})
    assert outcomes(etree.fromstring(answer.data))[0][3] == "Successfully added"
    refused = depositor.send("/v2/deposits", {**fields, "pwd": "wrong"}, {"mdFile": ("a.xml", ARTICLE)})
    assert refused.status_code == 401


def failure_page(text: str) -> str:
    return (
        "\n\n\n\n<html>\n<head><title>FAILURE</title>\n</head>\n<body>\n<h2>FAILURE</h2>\n"
        f"<p>{text}</p>\n</body>\n</html>\n"
    )


def test_a_file_of_exactly_10_mb_is_taken(depositor: Depositor) -> None:
    assert depositor.upload(b" " * (10 * 1024 * 1024)).status_code == 200


@pytest.mark.parametrize("operation", ["doDOICitUpload", "doQueryUpload", "<b>"])
def test_an_operation_that_is_not_emulated_is_refused_by_name(operation: str, depositor: Depositor) -> None:
    answer = depositor.upload(ARTICLE, operation=operation)
    told = operation.replace("<", "&lt;").replace(">", "&gt;")
    assert (answer.status_code, answer.text) == (
        501,
        failure_page(f"The emulator does not process the operation {told}."),
    )


def test_each_refusal_says_why(depositor: Depositor) -> None:
    wrong = depositor.upload(ARTICLE, login_passwd="wrong").text
    assert wrong == failure_page(
        "Your XML batch submission failed. [Wrong credentials. Incorrect username or password.]"
    )
    fields = {"login_id": accounts.CROSSREF_LOGIN, "login_passwd": accounts.CROSSREF_PASSWORD}
    assert depositor.send("/servlet/deposit", fields, None).text == failure_page("No file was submitted.")
    large = depositor.upload(b" " * (10 * 1024 * 1024 + 1)).text
    assert large == failure_page("The file is larger than 10 MB.")


def test_results_are_xml(depositor: Depositor) -> None:
    assert depositor.poll(file_name="none.xml").content_type == "text/xml;charset=UTF-8"
