"""Crossref's deposit system: what an upload answers, how the queue moves, and what the diagnostic says."""

from collections.abc import Callable

import pytest
import requests
from lxml import etree
from werkzeug.test import TestResponse

from pid_emulator import Emulator
from pid_emulator.core import accounts
from pid_emulator.core.schema_files import CROSSREF_DEPOSIT, schema_file

HOST = "https://test.crossref.org"
needs_schema = pytest.mark.skipif(
    schema_file(CROSSREF_DEPOSIT) is None, reason=f"{CROSSREF_DEPOSIT} is not at hand: run `pidguide schemas`"
)
ARTICLE = """<?xml version="1.0" encoding="UTF-8"?>
<doi_batch version="5.4.0" xmlns="http://www.crossref.org/schema/5.4.0">
  <head>
    <doi_batch_id>batch-1</doi_batch_id>
    <timestamp>20261123120000</timestamp>
    <depositor>
      <depositor_name>Example Press</depositor_name>
      <email_address>doi@example.org</email_address>
    </depositor>
    <registrant>Example Press</registrant>
  </head>
  <body>
    <journal>
      <journal_metadata>
        <full_title>Journal of Examples</full_title>
        <issn>0264-3561</issn>
      </journal_metadata>
      <journal_article publication_type="full_text">
        <titles><title>An example</title></titles>
        <publication_date><year>2026</year></publication_date>
        <doi_data>
          <doi>10.5555/example.1</doi>
          <resource>https://example.org/1</resource>
        </doi_data>
      </journal_article>
    </journal>
  </body>
</doi_batch>"""
NEWER = ("20261123120000", "20261123120001")


class Depositor:
    """A client of the deposit system that waits by putting the emulator's clock forward."""

    def __init__(self) -> None:
        self.emulator = Emulator(built_in_records=False)
        self.uploads = 0

    def upload(self, content: str | bytes, file_name: str | None = None, **fields: str) -> TestResponse:
        self.uploads += 1
        body = {
            "operation": "doMDUpload",
            "login_id": accounts.CROSSREF_LOGIN,
            "login_passwd": accounts.CROSSREF_PASSWORD,
            **fields,
        }
        part = (file_name or f"{self.uploads}.xml", content, "application/xml")
        return self.send("/servlet/deposit", body, {"fname": part})

    def send(self, path: str, fields: dict[str, str], files: dict[str, object] | None) -> TestResponse:
        request = requests.Request("POST", HOST + path, data=fields, files=files).prepare()
        return self.emulator.request("POST", HOST + path, dict(request.headers), request.body)

    def poll(self, **parameters: str) -> TestResponse:
        query = {
            "usr": accounts.CROSSREF_LOGIN,
            "pwd": accounts.CROSSREF_PASSWORD,
            "type": "result",
            **parameters,
        }
        url = requests.Request("GET", f"{HOST}/servlet/submissionDownload", params=query).prepare().url
        assert url is not None
        return self.emulator.request("GET", url)

    def wait(self, seconds: float) -> None:
        self.emulator.world.clock.advance(seconds)

    def deposit(self, content: str | bytes, **fields: str) -> etree._Element:
        """Upload, wait until it is done, and return the diagnostic."""
        self.upload(content, **fields)
        self.wait(10)
        return etree.fromstring(self.poll(file_name=f"{self.uploads}.xml").data)


@pytest.fixture
def depositor() -> Depositor:
    return Depositor()


def outcomes(diagnostic: etree._Element) -> list[tuple[str | None, ...]]:
    """Return (status, msg_id, DOI, message) of each record."""
    return [
        (record.get("status"), record.get("msg_id"), record.findtext("doi") or None, record.findtext("msg"))
        for record in diagnostic.iterfind("record_diagnostic")
    ]


def changed(*replacements: tuple[str, str], text: str = ARTICLE) -> str:
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def test_a_wrong_password_is_told_at_once(depositor: Depositor) -> None:
    answer = depositor.upload(ARTICLE, login_passwd="wrong")
    assert (answer.status_code, answer.content_type) == (401, "text/html;charset=ISO-8859-1")
    assert "successfully received" not in answer.text
    depositor.wait(10)
    assert 'status="unknown_submission"' in depositor.poll(file_name="1.xml").text


def test_a_wrong_password_cannot_read_results(depositor: Depositor) -> None:
    depositor.upload(ARTICLE)
    assert depositor.poll(file_name="1.xml", pwd="wrong").status_code == 401


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


@needs_schema
def test_a_submission_passes_through_every_status(depositor: Depositor) -> None:
    depositor.upload(ARTICLE, "a.xml")
    seen = []
    for _ in range(4):
        seen.append(etree.fromstring(depositor.poll(file_name="a.xml").data).get("status"))
        depositor.wait(2)
    assert seen == ["unknown_submission", "queued", "in_process", "completed"]


def test_the_diagnostic_of_a_queued_submission_is_as_observed(depositor: Depositor) -> None:
    depositor.upload(ARTICLE, "a.xml")
    depositor.wait(2)
    answer = depositor.poll(file_name="a.xml")
    number = etree.fromstring(answer.data).findtext("submission_id")
    assert answer.text == (
        '<?xml version="1.0" encoding="UTF-8"?>\n<doi_batch_diagnostic status="queued">\r\n'
        f"  <submission_id>{number}</submission_id>\r\n  <batch_id />\r\n</doi_batch_diagnostic>"
    )


@needs_schema
def test_the_diagnostic_of_an_added_record_is_as_observed(depositor: Depositor) -> None:
    depositor.upload(ARTICLE, "a.xml")
    depositor.wait(10)
    answer = depositor.poll(file_name="a.xml")
    number = etree.fromstring(answer.data).findtext("submission_id")
    assert answer.text == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<doi_batch_diagnostic status="completed" sp="ds4.crossref.org">\n'
        f"   <submission_id>{number}</submission_id>\n"
        "   <batch_id>batch-1</batch_id>\n"
        '   <record_diagnostic status="Success">\n'
        "      <doi>10.5555/example.1</doi>\n"
        "      <msg>Successfully added</msg>\n"
        "   </record_diagnostic>\n"
        "   <batch_data>\n"
        "      <record_count>1</record_count>\n"
        "      <success_count>1</success_count>\n"
        "      <warning_count>0</warning_count>\n"
        "      <failure_count>0</failure_count>\n"
        "   </batch_data>\n"
        "</doi_batch_diagnostic>\n"
    )


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


def test_the_submitted_file_can_be_read_back(depositor: Depositor) -> None:
    depositor.upload(ARTICLE, "a.xml")
    depositor.wait(2)
    assert depositor.poll(file_name="a.xml", type="contents").text == ARTICLE


@needs_schema
def test_an_update_needs_a_newer_timestamp(depositor: Depositor) -> None:
    depositor.deposit(ARTICLE)
    assert outcomes(depositor.deposit(ARTICLE)) == [
        (
            "Failure",
            "4",
            "10.5555/example.1",
            "Record not processed because submitted version: 20261123120000 is less or equal to "
            "previously submitted version (DOI match)",
        )
    ]
    assert outcomes(depositor.deposit(changed(NEWER))) == [
        ("Success", None, "10.5555/example.1", "Successfully updated")
    ]


@needs_schema
def test_a_foreign_prefix_is_refused_after_the_receipt(depositor: Depositor) -> None:
    assert outcomes(depositor.deposit(changed(("10.5555/", "10.1126/")))) == [
        ("Failure", None, "10.1126/example.1", "User not allowed to add records for prefix: 10.1126")
    ]


@needs_schema
def test_two_dois_for_one_work_are_a_conflict(depositor: Depositor) -> None:
    depositor.deposit(ARTICLE)
    diagnostic = depositor.deposit(changed(("example.1", "example.2")))
    assert outcomes(diagnostic) == [("Warning", None, "10.5555/example.2", "Added with conflict")]
    assert diagnostic.findtext("record_diagnostic/dois_in_conflict/doi") == "10.5555/example.1"
    assert diagnostic.findtext("batch_data/warning_count") == "1"


@needs_schema
def test_an_issn_belongs_to_one_title(depositor: Depositor) -> None:
    depositor.deposit(ARTICLE)
    other = changed(("Journal of Examples", "Annals of Examples"), ("example.1", "example.2"))
    message = 'ISSN "02643561" has already been assigned to a different title/publisher/genre'
    assert outcomes(depositor.deposit(other)) == [("Failure", None, "10.5555/example.2", message)]


@needs_schema
def test_a_wrong_orcid_checksum_fails(depositor: Depositor) -> None:
    person = (
        '<contributors><person_name sequence="first" contributor_role="author"><surname>Carberry</surname>'
        "<ORCID>https://orcid.org/0000-0002-1825-009{}</ORCID></person_name></contributors><publication_date>"
    )
    wrong = changed(("<publication_date>", person.format(8)))
    assert [outcome[:3] for outcome in outcomes(depositor.deposit(wrong))] == [
        ("Failure", "45", "DOI not found")
    ]
    right = changed(("<publication_date>", person.format(7)))
    assert outcomes(depositor.deposit(right))[0][0] == "Success"


@needs_schema
def test_records_of_one_file_are_told_apart(depositor: Depositor) -> None:
    start, end = ARTICLE.index("<journal_article"), ARTICLE.index("</journal>")
    second = changed(("example.1", "example.2"), ("An example", "Another"), text=ARTICLE[start:end])
    diagnostic = depositor.deposit(ARTICLE[:end] + second + ARTICLE[end:])
    assert [outcome[2:] for outcome in outcomes(diagnostic)] == [
        ("10.5555/example.1", "Successfully added"),
        ("10.5555/example.2", "Successfully added"),
    ]
    assert diagnostic.findtext("batch_data/record_count") == "2"


@needs_schema
def test_citations_are_reported(depositor: Depositor) -> None:
    citations = (
        '<citation_list><citation key="ref1"><doi>10.1126/science.169.3946.635</doi></citation>'
        '<citation key="ref2"><unstructured_citation>A book</unstructured_citation></citation>'
        "</citation_list>"
        "</journal_article>"
    )
    diagnostic = depositor.deposit(changed(("</journal_article>", citations)))
    reported = [
        (entry.get("key"), entry.get("status"), entry.text)
        for entry in diagnostic.iterfind("record_diagnostic/citations_diagnostic/citation")
    ]
    assert reported == [
        ("ref1", "resolved_reference", "10.1126/science.169.3946.635"),
        ("ref2", "stored_query", None),
    ]


NS = '"http://www.crossref.org/schema/5.4.0"'
FAULTS: dict[str, tuple[Callable[[], str], str]] = {
    "no registrant": (
        lambda: changed(("<registrant>Example Press</registrant>", "")),
        "Error: cvc-complex-type.2.4.b: The content of element 'head' is not complete. "
        f"One of '{{{NS}:registrant}}' is expected.",
    ),
    "unexpected element": (
        lambda: changed(("<titles>", "<abstract/><titles>")),
        "Error: cvc-complex-type.2.4.a: Invalid content was found starting with element 'abstract'. "
        f"One of '{{{NS}:titles}}' is expected.",
    ),
    "DOI pattern": (
        lambda: changed(("10.5555/", "10.x5555/")),
        "Error: cvc-pattern-valid: Value '10.x5555/example.1' is not facet-valid with respect to pattern "
        "'10\\.[0-9]{4,9}/.{1,200}' for type '#AnonType_doi'.\n"
        "Error: cvc-type.3.1.3: The value '10.x5555/example.1' of element 'doi' is not valid.",
    ),
    "timestamp": (
        lambda: changed(("20261123120000", "2026-11-23")),
        "Error: cvc-datatype-valid.1.2.1: '2026-11-23' is not a valid value for 'integer'.\n"
        "Error: cvc-type.3.1.3: The value '2026-11-23' of element 'timestamp' is not valid.",
    ),
    "ORCID iD as a bare number": (
        lambda: changed(
            (
                "<publication_date>",
                '<contributors><person_name sequence="first" contributor_role="author"><surname>C</surname>'
                "<ORCID>0000-0002-1825-0097</ORCID></person_name></contributors><publication_date>",
            )
        ),
        "Error: cvc-pattern-valid: Value '0000-0002-1825-0097' is not facet-valid with respect to pattern "
        "'https?://orcid.org/[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[X0-9]{1}' for type 'orcid_t'.\n"
        "Error: cvc-complex-type.2.2: Element 'ORCID' must have no element [children], "
        "and the value must be valid.",
    ),
    "attribute missing": (
        lambda: changed(
            ("<publication_date>",
             '<contributors><person_name sequence="first"><surname>C</surname></person_name>'
             "</contributors><publication_date>")
        ),
        "Error: cvc-complex-type.4: Attribute 'contributor_role' must appear on element 'person_name'.",
    ),
    "attribute value": (
        lambda: changed(("full_text", "whole_text")),
        "Error: cvc-enumeration-valid: Value 'whole_text' is not facet-valid with respect to enumeration "
        "'[abstract_only, full_text, bibliographic_record]'. It must be a value from the enumeration.\n"
        "Error: cvc-attribute.3: The value 'whole_text' of attribute 'publication_type' on element "
        "'journal_article' is not valid with respect to its type, 'publication_type'.",
    ),
    "short e-mail address": (
        lambda: changed(("doi@example.org", "a@b")),
        "Error: cvc-minLength-valid: Value 'a@b' with length = '3' is not facet-valid with respect to "
        "minLength '6' for type '#AnonType_email_address'.\n"
        "Error: cvc-type.3.1.3: The value 'a@b' of element 'email_address' is not valid.",
    ),
}  # fmt: skip


@needs_schema
@pytest.mark.parametrize("name", FAULTS)
def test_a_schema_fault_is_told_in_the_words_of_the_systems_parser(name: str, depositor: Depositor) -> None:
    make, expected = FAULTS[name]
    diagnostic = depositor.deposit(make())
    assert outcomes(diagnostic) == [
        ("Failure", None, None, f"org.crossref.common.xml.MalformedXmlException: {expected}")
    ]
    assert diagnostic.findtext("batch_id") == "batch-1"
    assert diagnostic.findtext("batch_data/failure_count") == "1"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("no XML", "[fatal error] :1:1: Content is not allowed in prolog."),
        ("", "[fatal error] :1:1: Premature end of file."),
        (
            "<doi_batch>\n<head></doi_batch>",
            '[fatal error] :2:19: The element type "head" must be terminated by the matching end-tag '
            '"</head>".',
        ),
        (
            "<title>Salt & pepper</title>",
            "[fatal error] :1:14: The entity name must immediately follow the '&' in the entity reference.",
        ),
        ('<?xml version="1.0" encoding="UTF-99"?><doi_batch/>', None),
        ("\x00\x01\x02", None),
    ],
)
def test_broken_xml_is_told_with_its_place(content: str, message: str | None, depositor: Depositor) -> None:
    status, _, doi, told = outcomes(depositor.deposit(content))[0]
    assert (status, doi) == ("Failure", None)
    assert (told == message) if message else (told or "").startswith("[fatal error]")


def test_a_missing_schema_is_said_plainly(
    depositor: Depositor, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setenv("PIDGUIDE_SCHEMAS", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert outcomes(depositor.deposit(ARTICLE)) == [
        (
            "Failure",
            None,
            None,
            "The emulator has no crossref5.4.0.xsd to check this deposit with: run `pidguide schemas`.",
        )
    ]


@needs_schema
def test_urls_are_changed_without_a_deposit(depositor: Depositor) -> None:
    depositor.deposit(ARTICLE)
    lines = "H: email=doi@example.org;fromPrefix=10.5555\n"
    lines += "10.5555/example.1\thttps://example.org/new\n10.5555/none\tx\n"
    diagnostic = depositor.deposit(lines, operation="doTransferDOIsUpload")
    assert [outcome[0] for outcome in outcomes(diagnostic)] == ["Success", "Failure"]
    assert (
        depositor.emulator.world.deposits.test.registry.dois["10.5555/example.1"].url
        == "https://example.org/new"
    )


@needs_schema
def test_the_synchronous_deposit_answers_with_the_diagnostic(depositor: Depositor) -> None:
    fields = {"usr": accounts.CROSSREF_LOGIN, "pwd": accounts.CROSSREF_PASSWORD, "operation": "doMDUpload"}
    answer = depositor.send("/v2/deposits", fields, {"mdFile": ("a.xml", ARTICLE)})
    assert outcomes(etree.fromstring(answer.data))[0][3] == "Successfully added"
    refused = depositor.send("/v2/deposits", {**fields, "pwd": "wrong"}, {"mdFile": ("a.xml", ARTICLE)})
    assert refused.status_code == 401


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
