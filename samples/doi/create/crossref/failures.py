"""Read why Crossref rejected a deposit."""

import os
import time

import requests
from lxml import etree

SYSTEM = "https://test.crossref.org/servlet/"  # production: https://doi.crossref.org/servlet/
REPORT = """<doi_batch version="5.4.0" xmlns="http://www.crossref.org/schema/5.4.0"><head>
  <doi_batch_id>{batch}-{version}</doi_batch_id><timestamp>{version}</timestamp>
  <depositor><depositor_name>Example Press</depositor_name><email_address>{email}</email_address></depositor>
  <registrant>Example Press</registrant></head><body><posted_content type="report">
    <titles><title>Cracked pots</title></titles><posted_date><year>{year}</year></posted_date>
    <doi_data><doi>{prefix}/guide.report</doi><resource>https://example.org/report</resource></doi_data>
</posted_content></body></doi_batch>"""


def find_failures(file_name: str) -> list[str]:
    """Return the messages of a submission's failed records. The answer with them is a 200 like any other.

    https://www.crossref.org/documentation/register-maintain-records/verify-your-registration/
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
    return [str(record.findtext("msg")) for record in diagnostic.iterfind("*[@status='Failure']")]


if __name__ == "__main__":
    login = {"login_id": os.environ["CROSSREF_LOGIN"], "login_passwd": os.environ["CROSSREF_PASSWORD"]}
    version, me = time.strftime("%Y%m%d%H%M%S", time.gmtime()), os.environ["CONTACT_EMAIL"]
    for batch, prefix, year in (("schema", os.environ["CROSSREF_PREFIX"], 26), ("prefix", "10.1126", 2026)):
        xml = REPORT.format(batch=batch, version=version, email=me, prefix=prefix, year=year)
        file, header = {"fname": (f"{batch}-{version}.xml", xml, "application/xml")}, {"Accept": "text/html"}
        receipt = requests.post(SYSTEM + "deposit", login, files=file, headers=header, timeout=60)
        if receipt.status_code != 200 or "successfully received" not in receipt.text:
            raise RuntimeError(f"The upload was refused: {receipt.status_code} {receipt.text[:200]}")
        time.sleep(60)
        print(f"{batch}:", *find_failures(f"{batch}-{version}.xml"), sep="\n")
