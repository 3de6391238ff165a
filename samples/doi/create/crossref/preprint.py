"""Register a preprint with Crossref and link it to its article."""

import os
import time

import requests
from lxml import etree

SYSTEM = "https://test.crossref.org/servlet"  # production: https://doi.crossref.org
LOGIN, PASSWORD = os.environ["CROSSREF_LOGIN"], os.environ["CROSSREF_PASSWORD"]
# region excerpt
ARTICLE = """<program xmlns="http://www.crossref.org/relations.xsd">
  <related_item>
    <intra_work_relation relationship-type="isPreprintOf" identifier-type="doi"
      >{prefix}/guide.article</intra_work_relation>
  </related_item>
</program>"""
# endregion
PREPRINT = """<doi_batch version="5.4.0" xmlns="http://www.crossref.org/schema/5.4.0">
  <head><doi_batch_id>preprint-{version}</doi_batch_id><timestamp>{version}</timestamp>
    <depositor><depositor_name>Example Press</depositor_name>
      <email_address>{email}</email_address></depositor>
    <registrant>Example Press</registrant></head>
  <body><posted_content type="preprint">
    <titles><title>High-Energy Metaphysics</title></titles>
    <posted_date><year>2026</year></posted_date>
    {article}
    <doi_data><doi>{prefix}/guide.preprint</doi>
      <resource>https://example.org/preprint</resource></doi_data>
  </posted_content></body></doi_batch>"""


def deposit(xml: str, file_name: str) -> etree._Element:
    """Deposit and return the diagnostic a minute later, completed or still queued.

    Raises RuntimeError when the upload is refused.
    https://www.crossref.org/documentation/schema-library/markup-guide-record-types/
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
    return etree.fromstring(answer.content, parser)


if __name__ == "__main__":
    version = time.strftime("%Y%m%d%H%M%S", time.gmtime())
    own = {
        "prefix": os.environ["CROSSREF_PREFIX"],
        "email": os.environ["CONTACT_EMAIL"],
    }
    given = {"version": version, "article": ARTICLE.format(**own), **own}
    diagnostic = deposit(PREPRINT.format(**given), f"preprint-{version}.xml")
    record = diagnostic.find("record_diagnostic")
    if record is None:
        print(diagnostic.get("status", "").replace(PASSWORD, "***"))
    else:
        print(f"{record.findtext('doi')}: {record.findtext('msg')}")
