"""Meet Crossref's warning for one work with two DOIs."""

import os
import time

import requests
from lxml import etree

SYSTEM = "https://test.crossref.org/servlet/"  # production: https://doi.crossref.org/servlet/
REPORT = """<doi_batch version="5.4.0" xmlns="http://www.crossref.org/schema/5.4.0"><head>
  <doi_batch_id>{suffix}-{version}</doi_batch_id><timestamp>{version}</timestamp>
  <depositor><depositor_name>Example Press</depositor_name><email_address>{email}</email_address></depositor>
  <registrant>Example Press</registrant></head><body><posted_content type="report">
    <titles><title>Cracked pots</title></titles><posted_date><year>2026</year></posted_date>
    <doi_data><doi>{prefix}/{suffix}</doi><resource>https://example.org/report</resource></doi_data>
</posted_content></body></doi_batch>"""


def find_conflicts(file_name: str) -> list[str]:
    """Return the DOIs of records that were added though another DOI has the same metadata.

    The status is Warning: the DOI is registered, and both records count as one conflict to resolve.
    https://www.crossref.org/documentation/reports/conflict-report/
    """
    login = {"usr": os.environ["CROSSREF_LOGIN"], "pwd": os.environ["CROSSREF_PASSWORD"]}
    query, headers = {**login, "file_name": file_name, "type": "result"}, {"Accept": "text/xml"}
    response = requests.get(SYSTEM + "submissionDownload", query, headers=headers, timeout=30)
    response.raise_for_status()
    warnings = etree.fromstring(response.content).iterfind("record_diagnostic[@status='Warning']")
    return [
        f"{record.findtext('doi')}: {record.findtext('msg')}: {record.findtext('dois_in_conflict/doi')}"
        for record in warnings
    ]


if __name__ == "__main__":
    login = {"login_id": os.environ["CROSSREF_LOGIN"], "login_passwd": os.environ["CROSSREF_PASSWORD"]}
    own = {"prefix": os.environ["CROSSREF_PREFIX"], "email": os.environ["CONTACT_EMAIL"]}
    for suffix in ("guide.one", "guide.two"):
        xml = REPORT.format(version=time.strftime("%Y%m%d%H%M%S", time.gmtime()), suffix=suffix, **own)
        file, header = {"fname": (f"{suffix}.xml", xml, "application/xml")}, {"Accept": "text/html"}
        requests.post(SYSTEM + "deposit", login, files=file, headers=header, timeout=60).raise_for_status()
        time.sleep(60)
        print(f"{suffix}.xml:", find_conflicts(f"{suffix}.xml") or "no conflict")
