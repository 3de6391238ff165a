"""Read why Crossref rejected a deposit."""

import os
import time

import requests
from lxml import etree

SYSTEM = "https://test.crossref.org/servlet/"  # production: https://doi.crossref.org/servlet/
REPORT = """<doi_batch version="5.4.0" xmlns="http://www.crossref.org/schema/5.4.0"><head>
  <doi_batch_id>{batch}</doi_batch_id><timestamp>{version}</timestamp>
  <depositor><depositor_name>Example Press</depositor_name><email_address>{email}</email_address></depositor>
  <registrant>Example Press</registrant></head><body><posted_content type="report">
    <titles><title>Cracked pots</title></titles><posted_date><year>{year}</year></posted_date>
    <doi_data><doi>{doi}</doi><resource>https://example.org/report</resource></doi_data>
</posted_content></body></doi_batch>"""


def find_failures(file_name: str) -> list[str]:
    """Return what the system says of each record of a submission that is not a success.

    A failed record comes with status 200 like any other: only its own status tells.
    https://www.crossref.org/documentation/register-maintain-records/verify-your-registration/
    """
    query = {"usr": os.environ["CROSSREF_LOGIN"], "pwd": os.environ["CROSSREF_PASSWORD"], "type": "result"}
    query, headers = {**query, "file_name": file_name}, {"Accept": "text/xml"}
    response = requests.get(SYSTEM + "submissionDownload", query, headers=headers, timeout=30)
    response.raise_for_status()
    diagnostic = etree.fromstring(response.content)
    if diagnostic.get("status") != "completed":
        raise RuntimeError(f"{file_name} is {diagnostic.get('status')}: ask again later")
    failed = [record for record in diagnostic.iterfind("*[@status]") if record.get("status") != "Success"]
    return [f"{record.get('status')}: {record.findtext('msg')}" for record in failed]


if __name__ == "__main__":
    login = {"login_id": os.environ["CROSSREF_LOGIN"], "login_passwd": os.environ["CROSSREF_PASSWORD"]}
    version, me = time.strftime("%Y%m%d%H%M%S", time.gmtime()), os.environ["CONTACT_EMAIL"]
    own = f"{os.environ['CROSSREF_PREFIX']}/guide.report"
    for batch, doi, year in (("schema", own, "26"), ("prefix", "10.1126/guide.report", "2026")):
        xml = REPORT.format(batch=batch, version=version, email=me, doi=doi, year=year)
        file, header = {"fname": (f"{batch}.xml", xml, "application/xml")}, {"Accept": "text/html"}
        requests.post(SYSTEM + "deposit", login, files=file, headers=header, timeout=60).raise_for_status()
        time.sleep(60)
        print(f"{batch}.xml", *find_failures(f"{batch}.xml"), sep="\n")
