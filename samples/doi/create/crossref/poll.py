"""Wait for the result of a Crossref deposit."""

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
    <doi_data><doi>{prefix}/guide.poll</doi>
      <resource>https://example.org/1</resource></doi_data>
  </posted_content></body></doi_batch>"""


def wait_for_result(file_name: str) -> etree._Element:
    """Return a submission's diagnostic once it is completed.

    Raises TimeoutError after ten minutes, RuntimeError when the system refuses.
    https://www.crossref.org/documentation/register-maintain-records/verify-your-registration/
    """
    form = {"usr": LOGIN, "pwd": PASSWORD, "file_name": file_name, "type": "result"}
    for pause in (0, 1, 2, 4, 8, 15, 30, *[60] * 9):
        time.sleep(pause)
        # region excerpt
        answer = requests.post(  # as POST: an address with the password ends up in logs
            f"{SYSTEM}/submissionDownload",
            form,
            headers={"Accept": "text/xml"},
            timeout=30,
        )
        # endregion
        if answer.status_code != 200:
            raise RuntimeError(f"submissionDownload answered {answer.status_code}")
        # region excerpt
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        diagnostic = etree.fromstring(answer.content, parser)
        status = diagnostic.get("status", "").replace(PASSWORD, "***")
        print(status)  # "unknown_submission" means "not yet", too
        if status == "completed":
            return diagnostic
    # endregion
    raise TimeoutError(f"{file_name} is still in the queue")


if __name__ == "__main__":
    version = time.strftime("%Y%m%d%H%M%S", time.gmtime())
    own = {
        "prefix": os.environ["CROSSREF_PREFIX"],
        "email": os.environ["CONTACT_EMAIL"],
    }
    name, xml = f"guide-{version}.xml", PREPRINT.format(version=version, **own)
    receipt = requests.post(
        f"{SYSTEM}/deposit",
        {"login_id": LOGIN, "login_passwd": PASSWORD},
        files={"fname": (name, xml, "application/xml")},
        headers={"Accept": "text/html"},
        timeout=60,
    )
    if receipt.status_code != 200 or "successfully received" not in receipt.text:
        reason = receipt.text.replace(PASSWORD, "***")[:200]
        raise RuntimeError(f"The upload was refused: {receipt.status_code} {reason}")
    for record in wait_for_result(name).iterfind("record_diagnostic"):
        print(record.get("status"), record.findtext("doi"), record.findtext("msg"))
