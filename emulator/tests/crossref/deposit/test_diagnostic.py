"""The XML that tells how a submission went, character by character."""

from lxml import etree

from support.crossref_deposit import ARTICLE, Depositor, needs_schema


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
