"""Register a dataset with Crossref."""

import os
import time

import requests
from lxml import etree

SYSTEM = "https://test.crossref.org/servlet"  # production: https://doi.crossref.org
LOGIN, PASSWORD = os.environ["CROSSREF_LOGIN"], os.environ["CROSSREF_PASSWORD"]
# region excerpt
DATASET = """<dataset>
  <titles><title>Fracture patterns of cracked pots</title></titles>
  <database_date><publication_date><year>2026</year></publication_date></database_date>
  <doi_data><doi>{prefix}/guide.data</doi>
    <resource>https://example.org/data</resource></doi_data>
</dataset>"""
# endregion
DATABASE = """<doi_batch version="5.4.0" xmlns="http://www.crossref.org/schema/5.4.0">
  <head><doi_batch_id>data-{version}</doi_batch_id><timestamp>{version}</timestamp>
    <depositor><depositor_name>Example Press</depositor_name>
      <email_address>{email}</email_address></depositor>
    <registrant>Example Press</registrant></head>
  <body><database>
    <database_metadata><titles><title>Example Repository</title></titles>
    </database_metadata>
    {dataset}
  </database></body></doi_batch>"""


def deposit(xml: str, file_name: str) -> etree._Element:
    """Deposit and return the diagnostic a minute later, completed or still queued.

    Raises RuntimeError when the upload is refused.
    https://www.crossref.org/documentation/schema-library/markup-guide-record-types/datasets/
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
    given = {"version": version, "dataset": DATASET.format(**own), **own}
    diagnostic = deposit(DATABASE.format(**given), f"data-{version}.xml")
    record = diagnostic.find("record_diagnostic")
    if record is None:
        print(diagnostic.get("status", "").replace(PASSWORD, "***"))
    else:
        print(f"{record.findtext('doi')}: {record.findtext('msg')}")
