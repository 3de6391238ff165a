"""Find Crossref DOIs in conflict: one work, two DOIs."""

import os
import time

import requests
from lxml import etree

SYSTEM = "https://test.crossref.org/servlet"  # production: https://doi.crossref.org
LOGIN, PASSWORD = os.environ["CROSSREF_LOGIN"], os.environ["CROSSREF_PASSWORD"]
PREPRINT = """<doi_batch version="5.4.0" xmlns="http://www.crossref.org/schema/5.4.0">
  <head><doi_batch_id>{batch}-{version}</doi_batch_id><timestamp>{version}</timestamp>
    <depositor><depositor_name>Example Press</depositor_name>
      <email_address>{email}</email_address></depositor>
    <registrant>Example Press</registrant></head>
  <body><posted_content type="preprint">
    <titles><title>Cracked pots</title></titles>
    <posted_date><year>2026</year></posted_date>
    <doi_data><doi>{prefix}/{batch}</doi>
      <resource>https://example.org/1</resource></doi_data>
  </posted_content></body></doi_batch>"""


def find_conflicts(file_name: str) -> list[str]:
    """Return the DOIs that have the same metadata as the record deposited.

    Raises RuntimeError while the deposit is queued.
    https://www.crossref.org/documentation/reports/conflict-report/
    """
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
    # region excerpt
    diagnostic = etree.fromstring(answer.content, parser)
    status = diagnostic.get("status", "").replace(PASSWORD, "***")
    if status != "completed":
        raise RuntimeError(f"{file_name} is {status}: ask again later")
    others = diagnostic.iterfind("record_diagnostic/dois_in_conflict/doi")
    return [str(doi.text) for doi in others]
    # endregion


if __name__ == "__main__":
    version = time.strftime("%Y%m%d%H%M%S", time.gmtime())
    own = {
        "prefix": os.environ["CROSSREF_PREFIX"],
        "email": os.environ["CONTACT_EMAIL"],
    }
    for batch in ("guide.one", "guide.two"):
        xml = PREPRINT.format(batch=batch, version=version, **own)
        file_name = f"{batch}-{version}.xml"
        receipt = requests.post(
            f"{SYSTEM}/deposit",
            {"login_id": LOGIN, "login_passwd": PASSWORD},
            files={"fname": (file_name, xml, "application/xml")},
            headers={"Accept": "text/html"},
            timeout=60,
        )
        if receipt.status_code != 200 or "successfully received" not in receipt.text:
            reason = receipt.text.replace(PASSWORD, "***")[:200]
            said = f"{receipt.status_code} {reason}"
            raise RuntimeError(f"The upload was refused: {said}")
        time.sleep(60)
        print(batch, "conflicts with", find_conflicts(file_name) or "nothing")
