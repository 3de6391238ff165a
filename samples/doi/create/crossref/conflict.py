"""Read Crossref's conflict warning: one work with two DOIs."""

import os
import time

import requests
from lxml import etree

SYSTEM = "https://test.crossref.org/servlet/"  # production: https://doi.crossref.org/servlet/
REPORT = """<doi_batch version="5.4.0" xmlns="http://www.crossref.org/schema/5.4.0"><head>
  <doi_batch_id>{batch}-{version}</doi_batch_id><timestamp>{version}</timestamp>
  <depositor><depositor_name>Example Press</depositor_name><email_address>{email}</email_address></depositor>
  <registrant>Example Press</registrant></head><body><posted_content type="report">
    <titles><title>Cracked pots</title></titles><posted_date><year>2026</year></posted_date>
    <doi_data><doi>{prefix}/{batch}</doi><resource>https://example.org/report</resource></doi_data>
</posted_content></body></doi_batch>"""


def find_conflicts(file_name: str) -> list[str]:
    """Return which DOIs have the same metadata as a deposit's record: it is "Added with conflict" then.

    https://www.crossref.org/documentation/reports/conflict-report/
    """
    query = {"usr": os.environ["CROSSREF_LOGIN"], "pwd": os.environ["CROSSREF_PASSWORD"], "type": "result"}
    query, headers = {**query, "file_name": file_name}, {"Accept": "text/xml"}
    response = requests.get(SYSTEM + "submissionDownload", query, headers=headers, timeout=30)
    if response.status_code != 200:  # raise_for_status() would show the address, and the password in it
        raise RuntimeError(f"submissionDownload answered {response.status_code}")
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    diagnostic = etree.fromstring(response.content, parser)
    if diagnostic.get("status") != "completed":
        raise RuntimeError(f"{file_name} is {diagnostic.get('status')}: ask again later")
    return [str(doi.text) for doi in diagnostic.iterfind("record_diagnostic/dois_in_conflict/doi")]


if __name__ == "__main__":
    login = {"login_id": os.environ["CROSSREF_LOGIN"], "login_passwd": os.environ["CROSSREF_PASSWORD"]}
    version, me = time.strftime("%Y%m%d%H%M%S", time.gmtime()), os.environ["CONTACT_EMAIL"]
    for batch in ("guide.one", "guide.two"):
        xml = REPORT.format(batch=batch, version=version, email=me, prefix=os.environ["CROSSREF_PREFIX"])
        file, header = {"fname": (f"{batch}-{version}.xml", xml, "application/xml")}, {"Accept": "text/html"}
        receipt = requests.post(SYSTEM + "deposit", login, files=file, headers=header, timeout=60)
        if receipt.status_code != 200 or "successfully received" not in receipt.text:
            raise RuntimeError(f"The upload was refused: {receipt.status_code} {receipt.text[:200]}")
        time.sleep(60)
        print(batch, "conflicts with", find_conflicts(f"{batch}-{version}.xml") or "nothing")
