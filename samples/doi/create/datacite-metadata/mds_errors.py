"""Read the MDS API's errors: plain text instead of JSON."""

import os

import requests

MDS = "https://mds.test.datacite.org"  # production: https://mds.datacite.org
XML = "application/xml;charset=UTF-8"
NO_CREATOR = """<?xml version="1.0" encoding="UTF-8"?>
<resource xmlns="http://datacite.org/schema/kernel-4">
  <identifier identifierType="DOI">{doi}</identifier>
  <creators/>
  <titles><title>Cracked pots</title></titles>
</resource>"""


def ask(method: str, path: str, password: str, body: str = "", content_type: str = "text/plain") -> str:
    """Send one request and return status and text of the answer, whatever it is.

    https://support.datacite.org/docs/mds-api-guide
    """
    account = (os.environ["DATACITE_REPOSITORY_ID"], password)
    headers = {"Content-Type": content_type, "Accept": "text/plain"}
    response = requests.request(
        method, f"{MDS}/{path}", data=body.encode(), auth=account, headers=headers, timeout=60
    )
    return f"{response.status_code} {response.text}"


if __name__ == "__main__":
    doi, password = f"{os.environ['DATACITE_PREFIX']}/guide-errors", os.environ["DATACITE_PASSWORD"]
    register = f"doi={doi}\nurl=https://example.org/pots"
    print("wrong password:", ask("PUT", f"doi/{doi}", "not-the-password", register))
    print("URL before metadata:", ask("PUT", f"doi/{doi}", password, register))
    print("no URL:", ask("PUT", f"doi/{doi}", password, f"doi={doi}"))
    print("unknown DOI:", ask("GET", f"doi/{doi}", password))
    print("no XML:", ask("PUT", f"metadata/{doi}", password, "title: Cracked pots", XML))
    print("no creator:", ask("PUT", f"metadata/{doi}", password, NO_CREATOR.format(doi=doi), XML))
