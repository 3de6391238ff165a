"""The rules that a deposit's records meet after the schema, and what becomes of each record."""

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
