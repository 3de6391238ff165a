"""Wait for the result of a Crossref deposit."""

import os
import time

import requests
from lxml import etree

SYSTEM = "https://test.crossref.org/servlet/"  # production: https://doi.crossref.org/servlet/
LOGIN, PASSWORD = os.environ["CROSSREF_LOGIN"], os.environ["CROSSREF_PASSWORD"]
REPORT = """<doi_batch version="5.4.0" xmlns="http://www.crossref.org/schema/5.4.0"><head>
  <doi_batch_id>{version}</doi_batch_id><timestamp>{version}</timestamp>
  <depositor><depositor_name>Press</depositor_name><email_address>{me}</email_address></depositor>
  <registrant>Press</registrant></head><body><posted_content type="report"><titles><title>Pots</title>
  </titles><posted_date><year>2026</year></posted_date><doi_data><doi>{prefix}/guide.report</doi>
  <resource>https://example.org/report</resource></doi_data></posted_content></body></doi_batch>"""


def wait_for_result(file_name: str) -> etree._Element:
    """Poll until a submission is completed, return its diagnostic. Raises TimeoutError after ten minutes.

    https://www.crossref.org/documentation/register-maintain-records/verify-your-registration/
    """
    query = {"usr": LOGIN, "pwd": PASSWORD, "file_name": file_name, "type": "result"}
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for pause in (0, 1, 2, 4, 8, 15, 30, *[60] * 9):  # "unknown_submission" means "not yet", too
        time.sleep(pause)
        reply = requests.get(SYSTEM + "submissionDownload", query, headers={"Accept": "text/xml"}, timeout=30)
        if reply.status_code != 200:  # raise_for_status() would show the address, and the password in it
            raise RuntimeError(f"submissionDownload answered {reply.status_code}")
        diagnostic = etree.fromstring(reply.content, parser)
        print(diagnostic.get("status"))
        if diagnostic.get("status") == "completed":
            return diagnostic
    raise TimeoutError(f"{file_name} is still in the queue")


if __name__ == "__main__":
    version, me = time.strftime("%Y%m%d%H%M%S", time.gmtime()), os.environ["CONTACT_EMAIL"]
    name, xml = f"{version}.xml", REPORT.format(version=version, me=me, prefix=os.environ["CROSSREF_PREFIX"])
    form, file = {"login_id": LOGIN, "login_passwd": PASSWORD}, {"fname": (name, xml, "application/xml")}
    receipt = requests.post(SYSTEM + "deposit", form, files=file, headers={"Accept": "text/html"}, timeout=60)
    if receipt.status_code != 200 or "successfully received" not in receipt.text:
        raise RuntimeError(f"The upload was refused: {receipt.status_code} {receipt.text[:200]}")
    for record in wait_for_result(name).iterfind("record_diagnostic"):
        print(record.get("status"), record.findtext("doi"), record.findtext("msg"))
