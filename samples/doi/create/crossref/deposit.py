"""Send a deposit to Crossref's test system."""

import os
import time

import requests

DEPOSIT = "https://test.crossref.org/servlet/deposit"  # production: https://doi.crossref.org/servlet/deposit
REPORT = """<doi_batch version="5.4.0" xmlns="http://www.crossref.org/schema/5.4.0">
  <head>
    <doi_batch_id>guide-{version}</doi_batch_id>
    <timestamp>{version}</timestamp>
    <depositor><depositor_name>Press</depositor_name><email_address>{email}</email_address></depositor>
    <registrant>Example Press</registrant>
  </head>
  <body>
    <posted_content type="report">
      <titles><title>Cracked pots</title></titles>
      <posted_date><year>2026</year></posted_date>
      <doi_data><doi>{prefix}/guide.report</doi><resource>https://example.org/report</resource></doi_data>
    </posted_content>
  </body>
</doi_batch>"""


def deposit(xml: str, file_name: str) -> None:
    """Upload a deposit. Raises RuntimeError unless the system says that it was received.

    A receipt is no result: the file waits in a queue, and nothing in it has been checked.
    https://www.crossref.org/documentation/register-maintain-records/direct-deposit-xml/https-post/
    """
    login = {"login_id": os.environ["CROSSREF_LOGIN"], "login_passwd": os.environ["CROSSREF_PASSWORD"]}
    form, file = {"operation": "doMDUpload", **login}, {"fname": (file_name, xml, "application/xml")}
    response = requests.post(DEPOSIT, form, files=file, headers={"Accept": "text/html"}, timeout=60)
    if response.status_code == 401:
        raise RuntimeError("Crossref does not know this login, or the password is wrong")
    if response.status_code != 200 or "successfully received" not in response.text:
        raise RuntimeError(f"The upload was refused: {response.status_code} {response.text[:200]}")


if __name__ == "__main__":
    version, prefix = time.strftime("%Y%m%d%H%M%S", time.gmtime()), os.environ["CROSSREF_PREFIX"]
    xml = REPORT.format(version=version, prefix=prefix, email=os.environ["CONTACT_EMAIL"])
    deposit(xml, f"report-{version}.xml")  # a name of its own: the result is asked for by it
    print("The report was received")
