"""Change the URLs of many Crossref DOIs at once."""

import os
import time

import requests
from lxml import etree

SYSTEM = "https://test.crossref.org/servlet"  # production: https://doi.crossref.org
LOGIN, PASSWORD = os.environ["CROSSREF_LOGIN"], os.environ["CROSSREF_PASSWORD"]
PREPRINT = """<doi_batch version="5.4.0" xmlns="http://www.crossref.org/schema/5.4.0">
  <head><doi_batch_id>guide-{version}</doi_batch_id><timestamp>{version}</timestamp>
    <depositor><depositor_name>Example Press</depositor_name>
      <email_address>{email}</email_address></depositor>
    <registrant>Example Press</registrant></head>
  <body><posted_content type="preprint">
    <titles><title>Cracked pots</title></titles>
    <posted_date><year>2026</year></posted_date>
    <doi_data><doi>{prefix}/guide.url</doi>
      <resource>https://example.org/old</resource></doi_data>
  </posted_content></body></doi_batch>"""


def send(operation: str, content: str, file_name: str) -> list[str]:
    """Upload a file for an operation and return what Crossref says about each DOI.

    Raises RuntimeError when the upload is refused, and while it is queued.
    https://www.crossref.org/documentation/register-maintain-records/maintaining-your-metadata/
    """
    receipt = requests.post(
        f"{SYSTEM}/deposit",
        {"operation": operation, "login_id": LOGIN, "login_passwd": PASSWORD},
        files={"fname": (file_name, content)},
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
    records = diagnostic.iterfind("record_diagnostic")
    return [f"{one.findtext('doi')}: {one.findtext('msg')}" for one in records]


if __name__ == "__main__":
    version = time.strftime("%Y%m%d%H%M%S", time.gmtime())
    prefix, email = os.environ["CROSSREF_PREFIX"], os.environ["CONTACT_EMAIL"]
    xml = PREPRINT.format(version=version, prefix=prefix, email=email)
    print(*send("doMDUpload", xml, f"guide-{version}.xml"))
    # region excerpt
    moved = {f"{prefix}/guide.url": "https://example.org/new?id=1&lang=en"}
    header = f"H: email={email};fromPrefix={prefix}"
    lines = [header, *(f"{doi}\t{url}" for doi, url in moved.items())]
    print(*send("doTransferDOIsUpload", "\n".join(lines), f"urls-{version}.txt"))
    # endregion
