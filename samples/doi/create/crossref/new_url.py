"""Change the landing page of a Crossref DOI: deposit it again."""

import os
import time
from xml.sax.saxutils import escape

import requests
from lxml import etree

SYSTEM = "https://test.crossref.org/servlet/"  # production: https://doi.crossref.org/servlet/
REPORT = """<doi_batch version="5.4.0" xmlns="http://www.crossref.org/schema/5.4.0"><head>
  <doi_batch_id>url-{version}</doi_batch_id><timestamp>{version}</timestamp>
  <depositor><depositor_name>Press</depositor_name><email_address>{email}</email_address></depositor>
  <registrant>Press</registrant></head><body><posted_content type="report"><titles><title>Pots</title>
  </titles><posted_date><year>2026</year></posted_date><doi_data><doi>{prefix}/guide.moved</doi>
  <resource>{url}</resource></doi_data></posted_content></body></doi_batch>"""


def deposit(xml: str, file_name: str) -> str:
    """Deposit a whole record and return the system's message. Raises RuntimeError while it is queued.

    https://www.crossref.org/documentation/register-maintain-records/maintaining-your-metadata/
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
    diagnostic = etree.fromstring(result.content, parser)
    if diagnostic.get("status") != "completed":
        raise RuntimeError(f"{file_name} is {diagnostic.get('status')}: ask again later")
    return diagnostic.findtext("record_diagnostic/msg") or "no record"


if __name__ == "__main__":
    now = int(time.strftime("%Y%m%d%H%M%S", time.gmtime()))
    own = {"prefix": os.environ["CROSSREF_PREFIX"], "email": os.environ["CONTACT_EMAIL"]}
    for version, url in enumerate(("https://example.org/old", "https://example.org/new?id=1&lang=en"), now):
        xml = REPORT.format(version=version, url=escape(url), **own)
        print(url, "->", deposit(xml, f"url-{version}.xml"))
