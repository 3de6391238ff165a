"""What is no XML, what breaks the schema, and what happens where the schema is not at hand."""

from collections.abc import Callable

import pytest

from support.crossref_deposit import ARTICLE, Depositor, changed, needs_schema, outcomes

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


def test_broken_xml_is_told_with_its_place(depositor: Depositor) -> None:
    told = outcomes(depositor.deposit("<doi_batch>\n<head></doi_batch>"))
    reason = 'The element type "head" must be terminated by the matching end-tag "</head>".'
    assert told == [("Failure", None, None, f"[fatal error] :2:19: {reason}")]


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
            "The emulator has no crossref5.4.0.xsd to check this deposit with: run `pidguide schemas` in a "
            "clone of the guide, or name a folder that has it in PIDGUIDE_SCHEMAS.",
        )
    ]


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
