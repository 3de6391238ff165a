"""The XML that tells how a submission went, character by character."""

from lxml import etree

from pid_emulator.crossref.deposit.diagnostic import RecordDiagnostic, completed, pending
from support.crossref_deposit import ARTICLE, Depositor, needs_schema


def test_a_diagnostic_of_several_records_counts_each_outcome_and_escapes_what_it_shows() -> None:
    records = [
        RecordDiagnostic("Failure", "", 'a < b & "c"', message_id=4),
        RecordDiagnostic(
            "Warning", "10.5555/<2>", "Added with conflict", conflict_id=7, dois_in_conflict=("10.5555/1",)
        ),
        RecordDiagnostic(
            "Success", "10.5555/3", "Successfully added", citations=(('k"1', "stored_query", ""),)
        ),
    ]
    assert completed(5, "b&1", records) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<doi_batch_diagnostic status="completed" sp="ds4.crossref.org">\n'
        "   <submission_id>5</submission_id>\n"
        "   <batch_id>b&amp;1</batch_id>\n"
        '   <record_diagnostic status="Failure" msg_id="4">\n'
        "      <doi />\n"
        "      <msg>a &lt; b &amp; &quot;c&quot;</msg>\n"
        "   </record_diagnostic>\n"
        '   <record_diagnostic status="Warning">\n'
        "      <doi>10.5555/&lt;2&gt;</doi>\n"
        "      <msg>Added with conflict</msg>\n"
        "      <conflict_id>7</conflict_id>\n"
        "      <dois_in_conflict>\n"
        "         <doi>10.5555/1</doi>\n"
        "      </dois_in_conflict>\n"
        "   </record_diagnostic>\n"
        '   <record_diagnostic status="Success">\n'
        "      <doi>10.5555/3</doi>\n"
        "      <msg>Successfully added</msg>\n"
        "      <citations_diagnostic>\n"
        '         <citation key="k&quot;1" status="stored_query"></citation>\n'
        "      </citations_diagnostic>\n"
        "   </record_diagnostic>\n"
        "   <batch_data>\n"
        "      <record_count>3</record_count>\n"
        "      <success_count>1</success_count>\n"
        "      <warning_count>1</warning_count>\n"
        "      <failure_count>1</failure_count>\n"
        "   </batch_data>\n"
        "</doi_batch_diagnostic>\n"
    )


def test_only_a_submission_in_process_names_the_server() -> None:
    assert pending("in_process", 7, "b&1") == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<doi_batch_diagnostic status="in_process" sp="ds4.crossref.org">\r\n'
        "  <submission_id>7</submission_id>\r\n  <batch_id>b&amp;1</batch_id>\r\n</doi_batch_diagnostic>"
    )
    assert pending("queued", 7) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n<doi_batch_diagnostic status="queued">\r\n'
        "  <submission_id>7</submission_id>\r\n  <batch_id />\r\n</doi_batch_diagnostic>"
    )


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


def test_an_unknown_submission_has_the_number_nought(depositor: Depositor) -> None:
    assert depositor.poll(file_name="none.xml").text == (
        '<?xml version="1.0" encoding="UTF-8"?>\n<doi_batch_diagnostic status="unknown_submission">\r\n'
        "  <submission_id>0</submission_id>\r\n  <batch_id />\r\n</doi_batch_diagnostic>"
    )
