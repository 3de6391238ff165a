"""Register a data set with Crossref."""

import os
import time

import requests
from lxml import etree

SYSTEM = "https://test.crossref.org/servlet/"  # production: https://doi.crossref.org/servlet/
DATASET = """<doi_batch version="5.4.0" xmlns="http://www.crossref.org/schema/5.4.0"><head>
  <doi_batch_id>data-{version}</doi_batch_id><timestamp>{version}</timestamp>
  <depositor><depositor_name>Example Press</depositor_name><email_address>{email}</email_address></depositor>
  <registrant>Example Press</registrant></head><body><database>
    <database_metadata><titles><title>Example Data Repository</title></titles></database_metadata>
    <dataset><titles><title>Fracture patterns of cracked pots</title></titles>
      <database_date><publication_date><year>2026</year></publication_date></database_date>
      <description>Photographs and measurements of 400 pots.</description>
      <doi_data><doi>{doi}</doi><resource>https://example.org/data</resource></doi_data>
    </dataset></database></body></doi_batch>"""


def deposit(xml: str, file_name: str) -> etree._Element:
    """Deposit, wait a minute and return the diagnostic, be it completed or still queued.

    https://www.crossref.org/documentation/schema-library/markup-guide-record-types/datasets/
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
    own = {"doi": os.environ["CROSSREF_PREFIX"] + "/guide.data", "email": os.environ["CONTACT_EMAIL"]}
    answer = deposit(DATASET.format(version=version, **own), f"data-{version}.xml")
    record = answer.find("record_diagnostic")
    print(answer.get("status") if record is None else f"{record.findtext('doi')}: {record.findtext('msg')}")
