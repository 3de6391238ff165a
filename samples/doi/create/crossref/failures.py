"""Read why Crossref rejected a deposit."""

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
    <posted_date><year>{year}</year></posted_date>
    <doi_data><doi>{prefix}/guide.failures</doi>
      <resource>https://example.org/1</resource></doi_data>
  </posted_content></body></doi_batch>"""


def find_failures(file_name: str) -> list[str]:
    """Return the messages of a deposit's failed records; the status is still 200.

    Raises RuntimeError while the deposit is queued.
    https://www.crossref.org/documentation/register-maintain-records/verify-your-registration/
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
    failed = diagnostic.iterfind("record_diagnostic[@status='Failure']")
    return [str(record.findtext("msg")) for record in failed]
    # endregion


if __name__ == "__main__":
    version = time.strftime("%Y%m%d%H%M%S", time.gmtime())
    email, prefix = os.environ["CONTACT_EMAIL"], os.environ["CROSSREF_PREFIX"]
    for batch, owner, year in (("schema", prefix, 26), ("prefix", "10.1126", 2026)):
        given = {"batch": batch, "version": version, "prefix": owner, "year": year}
        xml, file_name = PREPRINT.format(**given, email=email), f"{batch}-{version}.xml"
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
        print(f"{batch}:", *find_failures(file_name), sep="\n")
