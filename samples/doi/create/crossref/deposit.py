"""Send a deposit to Crossref."""

import os
import time

import requests

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
    <doi_data><doi>{prefix}/guide.deposit</doi>
      <resource>https://example.org/1</resource></doi_data>
  </posted_content></body></doi_batch>"""


def deposit(xml: str, file_name: str) -> None:
    """Upload a deposit. Raises RuntimeError unless Crossref says that it was received.

    A receipt is no result: the file waits in a queue, nothing in it has been checked.
    https://www.crossref.org/documentation/register-maintain-records/direct-deposit-xml/https-post/
    """
    # region excerpt
    response = requests.post(
        f"{SYSTEM}/deposit",
        {"operation": "doMDUpload", "login_id": LOGIN, "login_passwd": PASSWORD},
        files={"fname": (file_name, xml, "application/xml")},
        headers={"Accept": "text/html"},
        timeout=60,
    )
    # endregion
    if response.status_code == 401:
        raise RuntimeError(
            "The login is unknown to this system, or the password is wrong"
        )
    # region excerpt
    if response.status_code != 200 or "successfully received" not in response.text:
        reason = response.text.replace(PASSWORD, "***")[:200]
        raise RuntimeError(f"The upload was refused: {response.status_code} {reason}")
    # endregion


if __name__ == "__main__":
    version = time.strftime("%Y%m%d%H%M%S", time.gmtime())
    own = {
        "prefix": os.environ["CROSSREF_PREFIX"],
        "email": os.environ["CONTACT_EMAIL"],
    }
    # A name of its own: you ask for the result by it.
    deposit(PREPRINT.format(version=version, **own), f"guide-{version}.xml")
    print("The deposit was received")
