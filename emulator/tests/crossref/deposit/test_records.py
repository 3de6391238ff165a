"""The rules that a deposit's records meet after the schema, and what becomes of each record."""

import pytest
from lxml import etree

from pid_emulator.crossref.deposit.diagnostic import RecordDiagnostic
from pid_emulator.crossref.deposit.records import Account, Registry, register
from support.crossref_deposit import ARTICLE, NEWER, Depositor, changed, needs_schema, outcomes


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


ACCOUNT = Account("a", frozenset({"10.5555"}))


def journal(
    *articles: str, title: str = "Journal", issn: str = "0264-3561", volume: str = "7", issue: str = "2"
) -> str:
    metadata = f"<journal_metadata><full_title>{title}</full_title><issn>{issn}</issn></journal_metadata>"
    where = f"<journal_volume><volume>{volume}</volume></journal_volume><issue>{issue}</issue>"
    return f"<journal>{metadata}<journal_issue>{where}</journal_issue>{''.join(articles)}</journal>"


def article(
    doi: str, *, title: str = "One", name: str = "Doe", page: str = "1", year: str = "2026", more: str = ""
) -> str:
    return (
        f"<journal_article><titles><title>{title}</title></titles>"
        f"<contributors><person_name><surname>{name}</surname></person_name></contributors>"
        f"<publication_date><year>{year}</year></publication_date>"
        f"<pages><first_page>{page}</first_page></pages>{more}"
        f"<doi_data><doi>{doi}</doi><resource> https://a.example/{doi} </resource></doi_data>"
        "</journal_article>"
    )


def deposit(registry: Registry, *parts: str, version: str = "1") -> list[RecordDiagnostic]:
    head = f"<head><timestamp>{version}</timestamp></head>"
    return register(
        etree.fromstring(f"<doi_batch>{head}<body>{''.join(parts)}</body></doi_batch>"), ACCOUNT, registry
    )


def test_what_is_added_is_known_and_what_is_updated_too() -> None:
    registry = Registry()
    assert deposit(registry, journal(article("10.5555/A"))) == [
        RecordDiagnostic("Success", "10.5555/A", "Successfully added")
    ]
    known = registry.dois["10.5555/a"]
    assert (known.doi, known.version, known.url) == ("10.5555/A", 1, "https://a.example/10.5555/A")
    assert registry.titles == {"02643561": "journal"}
    assert deposit(registry, journal(article("10.5555/a", title="Two")), version="2") == [
        RecordDiagnostic("Success", "10.5555/a", "Successfully updated")
    ]
    assert registry.dois["10.5555/a"].version == 2


@pytest.mark.parametrize(("version", "taken"), [("9", False), ("10", False), ("11", True)])
def test_a_version_is_greater_than_the_one_before(version: str, taken: bool) -> None:
    registry = Registry()
    deposit(registry, record("10.5555/1"), version="10")
    [told] = deposit(registry, record("10.5555/1"), version=version)
    if taken:
        assert told == RecordDiagnostic("Success", "10.5555/1", "Successfully updated")
    else:
        why = (
            f"Record not processed because submitted version: {version} is less or equal to "
            "previously submitted version 10"
        )
        assert told == RecordDiagnostic("Failure", "10.5555/1", why, message_id=4)


def test_a_prefix_of_somebody_else_is_refused() -> None:
    why = "User not allowed to add records for prefix: 10.9999"
    assert deposit(Registry(), record("10.9999/1")) == [RecordDiagnostic("Failure", "10.9999/1", why)]


def test_a_file_without_a_timestamp_has_no_version() -> None:
    [told] = deposit(Registry(), record("10.5555/1"), version="")
    assert told == RecordDiagnostic("Failure", "10.5555/1", "Submission version NULL is invalid")


@pytest.mark.parametrize(
    ("orcid_id", "valid"),
    [
        ("https://orcid.org/0000-0002-1825-0097", True),
        ("http://orcid.org/0000-0002-1825-0097 ", True),
        ("0000-0002-1825-0097", True),
        ("https://orcid.org/0000-0002-1694-233X", True),
        ("https://orcid.org/0000-0002-1694-233x", False),
        ("https://orcid.org/0000-0002-1825-0096", False),
        ("https://orcid.org/0000-0003-1825-0097", False),
        ("https://orcid.org/0000-0001-5109-3700", True),
        ("https://orcid.org/0000-0002-9079-593X", True),
    ],
)
def test_the_checksum_of_an_orcid_id(orcid_id: str, valid: bool) -> None:
    person = f"<contributors><person_name><ORCID>{orcid_id}</ORCID></person_name></contributors><titles>"
    [told] = deposit(Registry(), record("10.5555/1").replace("<titles>", person))
    why = f"ORCID iD {orcid_id.strip()} is not valid"
    refused = RecordDiagnostic("Failure", "DOI not found", why, message_id=45)
    assert told == (RecordDiagnostic("Success", "10.5555/1", "Successfully added") if valid else refused)


@pytest.mark.parametrize(
    ("title", "issn", "taken"),
    [
        ("JOURNAL", "02643561", True),
        ("Annals", "0264-3561", False),
        ("Annals", "1476-4687", True),
        ("Annals", "", True),
    ],
)
def test_an_issn_stays_with_its_title(title: str, issn: str, taken: bool) -> None:
    registry = Registry()
    deposit(registry, journal(article("10.5555/1")))
    [told] = deposit(registry, journal(article("10.5555/2", title="Two"), title=title, issn=issn))
    why = 'ISSN "02643561" has already been assigned to a different title/publisher/genre'
    refused = RecordDiagnostic("Failure", "10.5555/2", why)
    assert told == (RecordDiagnostic("Success", "10.5555/2", "Successfully added") if taken else refused)


@pytest.mark.parametrize(
    ("second", "alike"),
    [
        (journal(article("10.5555/2")), True),
        (journal(article("10.5555/2", title="ONE", name="DOE"), title="JOURNAL"), True),
        (journal(article("10.5555/2", title="O<i>n</i>e")), True),
        (journal(article("10.5555/2", title="Two")), False),
        (journal(article("10.5555/2", name="Roe")), False),
        (journal(article("10.5555/2", page="2")), False),
        (journal(article("10.5555/2", year="2025")), False),
        (journal(article("10.5555/2"), volume="8"), False),
        (journal(article("10.5555/2"), issue="3"), False),
        (journal(article("10.5555/2"), title="Annals", issn="1476-4687"), False),
        (journal(article("10.5555/2")).replace("journal_article", "journal_note"), False),
    ],
)  # fmt: skip
def test_records_that_tell_the_same_are_in_conflict(second: str, alike: bool) -> None:
    registry = Registry(conflicts=3)
    deposit(registry, journal(article("10.5555/1")))
    [told] = deposit(registry, second)
    conflict = RecordDiagnostic(
        "Warning", "10.5555/2", "Added with conflict", conflict_id=1_400_005, dois_in_conflict=("10.5555/1",)
    )
    assert told == (conflict if alike else RecordDiagnostic("Success", "10.5555/2", "Successfully added"))
    assert registry.conflicts == (4 if alike else 3)
    [again] = deposit(registry, second, version="2")
    assert again == RecordDiagnostic("Success", "10.5555/2", "Successfully updated")


def test_a_preprints_day_of_posting_tells_it_from_others() -> None:
    registry = Registry()
    posted = [
        f"<posted_content><posted_date><year>{year}</year></posted_date>"
        f"<doi_data><doi>10.5555/{year}</doi></doi_data></posted_content>"
        for year in (2025, 2026)
    ]
    assert [told.status for told in deposit(registry, *posted)] == ["Success", "Success"]


def test_each_citation_is_resolved_or_stored() -> None:
    citations = (
        "<citation_list><citation key='a'><doi> 10.1/x </doi></citation><citation key='b'><volume>1</volume>"
        "</citation><citation><doi>10.1/y</doi></citation></citation_list>"
    )
    told = (
        ("a", "resolved_reference", "10.1/x"),
        ("b", "stored_query", ""),
        ("", "resolved_reference", "10.1/y"),
    )
    registry = Registry()
    assert deposit(registry, journal(article("10.5555/1", more=citations)))[0].citations == told
    [conflict] = deposit(registry, journal(article("10.5555/2", more=citations)))
    assert (conflict.status, conflict.citations) == ("Warning", told)


def test_what_fails_changes_nothing_and_the_rest_of_the_file_is_taken() -> None:
    registry = Registry()
    told = deposit(registry, record("10.5555/1"), record("10.9999/2"), record("10.5555/3"))
    assert [each.status for each in told] == ["Success", "Failure", "Success"]
    assert set(registry.dois) == {"10.5555/1", "10.5555/3"}


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


@needs_schema
def test_a_wrong_orcid_id_is_named(depositor: Depositor) -> None:
    person = (
        '<contributors><person_name sequence="first" contributor_role="author"><surname>Carberry</surname>'
        "<ORCID>https://orcid.org/0000-0002-1825-0098</ORCID></person_name></contributors><publication_date>"
    )
    (told,) = outcomes(depositor.deposit(changed(("<publication_date>", person))))
    assert told[3] == "ORCID iD https://orcid.org/0000-0002-1825-0098 is not valid"
