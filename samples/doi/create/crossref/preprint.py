"""Register a preprint with Crossref, and say which article it became."""

import os
import time

import requests
from lxml import etree

SYSTEM = "https://test.crossref.org/servlet/"  # production: https://doi.crossref.org/servlet/
PREPRINT = """<doi_batch version="5.4.0" xmlns="http://www.crossref.org/schema/5.4.0"><head>
  <doi_batch_id>preprint-{version}</doi_batch_id><timestamp>{version}</timestamp>
  <depositor><depositor_name>Example Press</depositor_name><email_address>{email}</email_address></depositor>
  <registrant>Example Press</registrant></head><body><posted_content type="preprint">
    <titles><title>High-Energy Metaphysics</title></titles><posted_date><year>2026</year></posted_date>
    <program xmlns="http://www.crossref.org/relations.xsd"><related_item><intra_work_relation
      relationship-type="isPreprintOf" identifier-type="doi">{prefix}/guide.article</intra_work_relation>
    </related_item></program>
    <doi_data><doi>{prefix}/guide.preprint</doi><resource>https://example.org/preprint</resource></doi_data>
</posted_content></body></doi_batch>"""


def deposit(xml: str, file_name: str) -> etree._Element:
    """Deposit, wait a minute and return the diagnostic, be it completed or still queued.

    https://www.crossref.org/documentation/schema-library/markup-guide-record-types/
    """
    login, password = os.environ["CROSSREF_LOGIN"], os.environ["CROSSREF_PASSWORD"]
    form, file = {"login_id": login, "login_passwd": password}, {"fname": (file_name, xml, "application/xml")}
    receipt = requests.post(SYSTEM + "deposit", form, files=file, headers={"Accept": "text/html"}, timeout=60)
    if receipt.status_code != 200 or "successfully received" not in receipt.text:
        raise RuntimeError(f"The upload was refused: {receipt.status_code} {receipt.text[:200]}")
    time.sleep(60)
    query = {"usr": login, "pwd": password, "file_name": file_name, "type": "result"}
    result = requests.get(SYSTEM + "submissionDownload", query, headers={"Accept": "text/xml"}, timeout=30)
    if result.status_code != 200:  # raise_for_status() would show the address, and the password in it
        raise RuntimeError(f"submissionDownload answered {result.status_code}")
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(result.content, parser)


if __name__ == "__main__":
    version = time.strftime("%Y%m%d%H%M%S", time.gmtime())
    own = {"prefix": os.environ["CROSSREF_PREFIX"], "email": os.environ["CONTACT_EMAIL"]}
    answer = deposit(PREPRINT.format(version=version, **own), f"preprint-{version}.xml")
    record = answer.find("record_diagnostic")
    print(answer.get("status") if record is None else f"{record.findtext('doi')}: {record.findtext('msg')}")
