"""Change the landing page of a Crossref DOI: deposit it again."""

import os
import time

import requests
from lxml import etree

SYSTEM = "https://test.crossref.org/servlet/"  # production: https://doi.crossref.org/servlet/
REPORT = """<doi_batch version="5.4.0" xmlns="http://www.crossref.org/schema/5.4.0"><head>
  <doi_batch_id>url-{version}</doi_batch_id><timestamp>{version}</timestamp>
  <depositor><depositor_name>Example Press</depositor_name><email_address>{email}</email_address></depositor>
  <registrant>Example Press</registrant></head><body><posted_content type="report">
    <titles><title>Cracked pots</title></titles><posted_date><year>2026</year></posted_date>
    <doi_data><doi>{prefix}/guide.moved</doi><resource/></doi_data>
</posted_content></body></doi_batch>"""


def deposit_with_url(record: str, url: str, version: int) -> str:
    """Deposit a whole record with a URL and return the system's message. Raises RuntimeError while queued.

    https://www.crossref.org/documentation/register-maintain-records/maintaining-your-metadata/
    """
    login, password = os.environ["CROSSREF_LOGIN"], os.environ["CROSSREF_PASSWORD"]
    email, prefix = os.environ["CONTACT_EMAIL"], os.environ["CROSSREF_PREFIX"]
    batch = etree.fromstring(record.format(version=version, email=email, prefix=prefix))
    for resource in batch.iter("{*}resource"):
        resource.text = url  # lxml escapes the & of a query string
    form = {"login_id": login, "login_passwd": password}
    file, header = {"fname": (f"url-{version}.xml", etree.tostring(batch))}, {"Accept": "text/html"}
    requests.post(SYSTEM + "deposit", form, files=file, headers=header, timeout=60).raise_for_status()
    time.sleep(60)
    query = {"usr": login, "pwd": password, "file_name": f"url-{version}.xml", "type": "result"}
    result = requests.get(SYSTEM + "submissionDownload", query, headers={"Accept": "text/xml"}, timeout=30)
    result.raise_for_status()
    if etree.fromstring(result.content).get("status") != "completed":
        raise RuntimeError(f"url-{version}.xml is still in the queue: ask again later")
    return etree.fromstring(result.content).findtext("record_diagnostic/msg") or "no record"


if __name__ == "__main__":
    now = int(time.strftime("%Y%m%d%H%M%S", time.gmtime()))
    for step, address in enumerate(("https://example.org/old", "https://example.org/new?id=1&lang=en")):
        print(address, "->", deposit_with_url(REPORT, address, now + step))
