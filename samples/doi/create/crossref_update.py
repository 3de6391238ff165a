"""Update a Crossref record with a newer timestamp."""

import os
import time

import requests
from lxml import etree

SYSTEM = "https://test.crossref.org/servlet/"  # production: https://doi.crossref.org/servlet/
REPORT = """<doi_batch version="5.4.0" xmlns="http://www.crossref.org/schema/5.4.0"><head>
  <doi_batch_id>{file}</doi_batch_id><timestamp>{version}</timestamp>
  <depositor><depositor_name>Example Press</depositor_name><email_address>{email}</email_address></depositor>
  <registrant>Example Press</registrant></head><body><posted_content type="report">
    <titles><title>{title}</title></titles><posted_date><year>2026</year></posted_date>
    <doi_data><doi>{prefix}/guide.report</doi><resource>https://example.org/report</resource></doi_data>
</posted_content></body></doi_batch>"""


def deposit(xml: str, file_name: str) -> str:
    """Deposit one record and return the system's message about it. Raises RuntimeError while it is queued.

    A deposit replaces the whole record: what it leaves out is lost.
    https://www.crossref.org/documentation/register-maintain-records/maintaining-your-metadata/
    """
    login, password = os.environ["CROSSREF_LOGIN"], os.environ["CROSSREF_PASSWORD"]
    form, file = {"login_id": login, "login_passwd": password}, {"fname": (file_name, xml, "application/xml")}
    header = {"Accept": "text/html, text/xml"}
    requests.post(SYSTEM + "deposit", form, files=file, headers=header, timeout=60).raise_for_status()
    time.sleep(60)
    query = {"usr": login, "pwd": password, "file_name": file_name, "type": "result"}
    result = requests.get(SYSTEM + "submissionDownload", query, headers=header, timeout=30)
    diagnostic = etree.fromstring(result.content) if result.ok else etree.Element("refused")
    if diagnostic.get("status") != "completed":
        raise RuntimeError(f"{file_name}: {result.status_code} {diagnostic.get('status')}: ask again later")
    return diagnostic.findtext("record_diagnostic/msg") or "no record"


if __name__ == "__main__":
    now, me = int(time.strftime("%Y%m%d%H%M%S", time.gmtime())), os.environ["CONTACT_EMAIL"]
    steps = (("first", now, "Cracked pot"), ("same", now, "Cracked pots"), ("newer", now + 1, "Cracked pots"))
    for file, version, title in steps:
        own = {"email": me, "prefix": os.environ["CROSSREF_PREFIX"]}
        xml = REPORT.format(file=file, version=version, title=title, **own)
        print(f"{file}: {deposit(xml, f'{file}.xml')}")
