"""The rules that a deposit's records meet after the schema, and what becomes of each record."""

import pytest
from lxml import etree

from pid_emulator.crossref.deposit.records import Account, Registry, register
from support.crossref_deposit import ARTICLE, NEWER, Depositor, changed, needs_schema, outcomes


@needs_schema
def test_an_update_needs_a_newer_timestamp(depositor: Depositor) -> None:
    depositor.deposit(ARTICLE)
    assert outcomes(depositor.deposit(ARTICLE)) == [
        (
            "Failure",
            "4",
            "10.5555/example.1",
            "Record not processed because submitted version: 20261123120000 is less or equal to "
            "previously submitted version 20261123120000",
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


def registered(*records: str, head: str = "1") -> list[tuple[str, str, str]]:
    """Register records of an account with two prefixes; return status, DOI and message of each."""
    content = (
        f"<doi_batch><head><timestamp>{head}</timestamp></head><body>{''.join(records)}</body></doi_batch>"
    )
    found = register(etree.fromstring(content), Account("a", frozenset({"10.5555", "10.5556"})), Registry())
    return [(record.status, record.doi, record.message) for record in found]


def record(doi: str, timestamp: str = "") -> str:
    own = f"<timestamp>{timestamp}</timestamp>" if timestamp else ""
    title = f"<titles><title>{doi}</title></titles>"
    data = f"<doi_data><doi>{doi}</doi>{own}<resource>x</resource></doi_data>"
    return f"<dissertation>{title}{data}</dissertation>"


def test_all_prefixes_of_a_submission_match() -> None:
    assert registered(record("10.5555/1"), record("10.5556/2")) == [
        ("Success", "10.5555/1", "Successfully added"),
        ("Failure", "10.5556/2", "All prefixes in a submission must match (DOI[10.5556/2])"),
    ]


@pytest.mark.parametrize(
    ("timestamp", "told"),
    [
        ("9" * 99, "Successfully added"),
        ("9" * 100, "Submission version NULL is invalid"),
        ("-1", "Submission version NULL is invalid"),
    ],
)
def test_a_version_is_a_number_of_fewer_than_a_hundred_digits(timestamp: str, told: str) -> None:
    assert [message for _, _, message in registered(record("10.5555/1", timestamp))] == [told]


def test_a_records_own_timestamp_comes_before_that_of_the_file() -> None:
    twice = [record("10.5555/1", "5"), record("10.5555/1"), record("10.5555/1", "6")]
    assert [status for status, _, _ in registered(*twice, head="5")] == ["Success", "Failure", "Success"]


@pytest.mark.parametrize(
    ("orcid_id", "status"), [("0000-0002-1694-233X", "Success"), ("0000-0002-1694-2330", "Failure")]
)
def test_a_checksum_of_ten_is_an_x(orcid_id: str, status: str) -> None:
    person = f"<contributors><person_name><ORCID>https://orcid.org/{orcid_id}</ORCID></person_name></contributors><titles>"
    assert [found[0] for found in registered(record("10.5555/1").replace("<titles>", person))] == [status]


@needs_schema
def test_a_wrong_orcid_id_is_named(depositor: Depositor) -> None:
    person = (
        '<contributors><person_name sequence="first" contributor_role="author"><surname>Carberry</surname>'
        "<ORCID>https://orcid.org/0000-0002-1825-0098</ORCID></person_name></contributors><publication_date>"
    )
    (told,) = outcomes(depositor.deposit(changed(("<publication_date>", person))))
    assert told[3] == "ORCID iD https://orcid.org/0000-0002-1825-0098 is not valid"
