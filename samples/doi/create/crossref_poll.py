"""Wait for the result of a Crossref deposit."""

import os
import time

import requests
from lxml import etree

SYSTEM = "https://test.crossref.org/servlet/"  # production: https://doi.crossref.org/servlet/
REPORT = """<doi_batch version="5.4.0" xmlns="http://www.crossref.org/schema/5.4.0"><head>
  <doi_batch_id>guide-{version}</doi_batch_id><timestamp>{version}</timestamp>
  <depositor><depositor_name>Example Press</depositor_name><email_address>{email}</email_address></depositor>
  <registrant>Example Press</registrant></head><body><posted_content type="report">
    <titles><title>Cracked pots</title></titles><posted_date><year>2026</year></posted_date>
    <doi_data><doi>{prefix}/guide.report</doi><resource>https://example.org/report</resource></doi_data>
</posted_content></body></doi_batch>"""


def wait_for_result(file_name: str) -> etree._Element:
    """Poll until a submission is completed and return its diagnostic. Raises TimeoutError after 60 polls.

    Right after the upload the system may not know the file: unknown_submission means "not yet", too.
    https://www.crossref.org/documentation/register-maintain-records/verify-your-registration/
    """
    login, headers = os.environ["CROSSREF_LOGIN"], {"Accept": "text/xml"}
    query = {"usr": login, "pwd": os.environ["CROSSREF_PASSWORD"], "type": "result", "file_name": file_name}
    for _ in range(60):
        response = requests.get(SYSTEM + "submissionDownload", query, headers=headers, timeout=30)
        response.raise_for_status()
        diagnostic = etree.fromstring(response.content)
        print(diagnostic.get("status"))
        if diagnostic.get("status") == "completed":
            return diagnostic
        time.sleep(2)  # a busy queue takes minutes: poll once a minute there
    raise TimeoutError(f"{file_name} is still in the queue")


if __name__ == "__main__":
    version, prefix = time.strftime("%Y%m%d%H%M%S", time.gmtime()), os.environ["CROSSREF_PREFIX"]
    xml = REPORT.format(version=version, prefix=prefix, email=os.environ["CONTACT_EMAIL"])
    login = {"login_id": os.environ["CROSSREF_LOGIN"], "login_passwd": os.environ["CROSSREF_PASSWORD"]}
    file, header = {"fname": (f"guide-{version}.xml", xml, "application/xml")}, {"Accept": "text/html"}
    requests.post(SYSTEM + "deposit", login, files=file, headers=header, timeout=60).raise_for_status()
    for record in wait_for_result(f"guide-{version}.xml").iterfind("record_diagnostic"):
        print(record.get("status"), record.findtext("doi"), record.findtext("msg"))
