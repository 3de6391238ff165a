"""Changes of addresses without a deposit."""

from support.crossref_deposit import ARTICLE, Depositor, needs_schema, outcomes


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


def test_what_cannot_be_changed_is_told_line_by_line(depositor: Depositor) -> None:
    lines = "h: email=a@example.org\n\n10.1126/x\thttps://example.org/\n10.5555/none\thttps://example.org/\n10.5555/none\n"
    assert outcomes(depositor.deposit(lines, operation="doTransferDOIsUpload")) == [
        ("Failure", None, "10.1126/x", "User not allowed to add records for prefix: 10.1126"),
        ("Failure", None, "10.5555/none", "DOI not found"),
        ("Failure", None, "10.5555/none", "DOI not found"),
    ]


@needs_schema
def test_a_doi_without_a_new_url_keeps_the_one_it_has(depositor: Depositor) -> None:
    depositor.deposit(ARTICLE)
    diagnostic = depositor.deposit("10.5555/EXAMPLE.1\t\n", operation="doTransferDOIsUpload")
    assert outcomes(diagnostic) == [("Failure", None, "10.5555/EXAMPLE.1", "URL not found")]
