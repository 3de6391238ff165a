"""Register corrections and retractions with Crossref."""

import os
import time

import requests
from lxml import etree

SYSTEM = "https://test.crossref.org/servlet"  # production: https://doi.crossref.org
LOGIN, PASSWORD = os.environ["CROSSREF_LOGIN"], os.environ["CROSSREF_PASSWORD"]
# region excerpt
UPDATE = """<crossmark><crossmark_policy>{prefix}/crossmark-policy</crossmark_policy>
  <updates>
    <update type="retraction" date="2026-11-30">{prefix}/guide.article</update>
  </updates></crossmark>"""
# endregion
NOTICE = """<doi_batch version="5.4.0" xmlns="http://www.crossref.org/schema/5.4.0">
  <head><doi_batch_id>notice-{version}</doi_batch_id><timestamp>{version}</timestamp>
    <depositor><depositor_name>Example Press</depositor_name>
      <email_address>{email}</email_address></depositor>
    <registrant>Example Press</registrant></head>
  <body><journal>
    <journal_metadata><full_title>Journal of Psychoceramics</full_title>
      <issn>0264-3561</issn></journal_metadata>
    <journal_article>
      <titles><title>Retraction of: Cracks in Pots</title></titles>
      <publication_date><year>2026</year></publication_date>
      {update}
      <doi_data><doi>{prefix}/guide.notice</doi>
        <resource>https://example.org/notice</resource></doi_data>
    </journal_article></journal></body></doi_batch>"""


def deposit(xml: str, file_name: str) -> etree._Element:
    """Deposit a notice and return the diagnostic, a minute later.

    Raises RuntimeError when the upload is refused, and while the deposit is queued.
    https://www.crossref.org/documentation/crossmark/crossmark-registering-updates/
    """
    receipt = requests.post(
        f"{SYSTEM}/deposit",
        {"login_id": LOGIN, "login_passwd": PASSWORD},
        files={"fname": (file_name, xml, "application/xml")},
        headers={"Accept": "text/html"},
        timeout=60,
    )
    if receipt.status_code != 200 or "successfully received" not in receipt.text:
        reason = receipt.text.replace(PASSWORD, "***")[:200]
        raise RuntimeError(f"The upload was refused: {receipt.status_code} {reason}")
    time.sleep(60)
    form = {"usr": LOGIN, "pwd": PASSWORD, "file_name": file_name, "type": "result"}
    answer = requests.post(
        f"{SYSTEM}/submissionDownload",
        form,
        headers={"Accept": "text/xml"},
        timeout=30,
    )
    if answer.status_code != 200:
        raise RuntimeError(f"submissionDownload answered {answer.status_code}")
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    diagnostic = etree.fromstring(answer.content, parser)
    status = diagnostic.get("status", "").replace(PASSWORD, "***")
    if status != "completed":
        raise RuntimeError(f"{file_name} is {status}: ask again later")
    return diagnostic


if __name__ == "__main__":
    version = time.strftime("%Y%m%d%H%M%S", time.gmtime())
    own = {
        "prefix": os.environ["CROSSREF_PREFIX"],
        "email": os.environ["CONTACT_EMAIL"],
    }
    given = {"version": version, "update": UPDATE.format(**own), **own}
    diagnostic = deposit(NOTICE.format(**given), f"notice-{version}.xml")
    print(diagnostic.findtext("record_diagnostic/doi"))
    print(diagnostic.findtext("record_diagnostic/msg"))
