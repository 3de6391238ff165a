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
