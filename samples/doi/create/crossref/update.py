"""Update a Crossref record."""

import os
import re
import time
from xml.sax.saxutils import escape

import requests
from lxml import etree

SYSTEM = "https://test.crossref.org/servlet"  # production: https://doi.crossref.org
LOGIN, PASSWORD = os.environ["CROSSREF_LOGIN"], os.environ["CROSSREF_PASSWORD"]
PREPRINT = """<doi_batch version="5.4.0" xmlns="http://www.crossref.org/schema/5.4.0">
  <head><doi_batch_id>{step}-{version}</doi_batch_id><timestamp>{version}</timestamp>
    <depositor><depositor_name>Example Press</depositor_name>
      <email_address>{email}</email_address></depositor>
    <registrant>Example Press</registrant></head>
  <body><posted_content type="preprint">
    <titles><title>{title}</title></titles>
    <posted_date><year>2026</year></posted_date>
    <doi_data><doi>{prefix}/guide.update</doi>
      <resource>https://example.org/1</resource></doi_data>
  </posted_content></body></doi_batch>"""


def deposit(xml: str, file_name: str) -> str:
    """Deposit a whole record and return what Crossref says about it a minute later.

    Raises RuntimeError when the upload is refused, and while the deposit is queued.
    https://www.crossref.org/documentation/register-maintain-records/maintaining-your-metadata/
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
    return diagnostic.findtext("record_diagnostic/msg") or "no record"


if __name__ == "__main__":
    now = int(time.strftime("%Y%m%d%H%M%S", time.gmtime()))
    own = {
        "prefix": os.environ["CROSSREF_PREFIX"],
        "email": os.environ["CONTACT_EMAIL"],
    }
    # region excerpt
    for step, version in (("first", now), ("same", now), ("newer", now + 1)):
        title = escape(f"Pots & pans, {step} edition")
        xml = PREPRINT.format(step=step, version=version, title=title, **own)
        message = deposit(xml, f"{step}-{version}.xml")
        print(f"{step}: {re.sub('[0-9]{14}', 'TIMESTAMP', message)}")
    # endregion
