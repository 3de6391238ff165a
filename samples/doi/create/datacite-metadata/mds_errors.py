"""Read the MDS API's errors, which are plain text."""

import os

import requests

MDS = "https://mds.test.datacite.org"  # production: https://mds.datacite.org
NO_CREATOR = """<resource xmlns="http://datacite.org/schema/kernel-4">
  <creators/><titles><title>Cracked pots</title></titles>
</resource>"""


def put(path: str, body: str, content_type: str, password: str) -> str:
    """Send one part of a registration and return status and text of the answer.

    https://support.datacite.org/docs/mds-api-guide
    """
    response = requests.put(
        f"{MDS}/{path}",
        data=body.encode(),
        auth=(os.environ["DATACITE_REPOSITORY_ID"], password),
        headers={"Content-Type": content_type, "Accept": "text/plain"},
        timeout=60,
    )
    sent = str(response.request.headers["Authorization"]).removeprefix("Basic ")
    text = response.text.replace(sent, "***").replace(password, "***")
    return f"{response.status_code} {text[:200]}"


if __name__ == "__main__":
    doi = f"{os.environ['DATACITE_PREFIX']}/guide-errors"
    password = os.environ["DATACITE_PASSWORD"]
    url, xml, text = (
        f"doi={doi}\nurl=https://example.org",
        "application/xml",
        "text/plain",
    )
    # region excerpt
    print("wrong password:", put(f"doi/{doi}", url, text, "not-the-password"))
    print("URL before metadata:", put(f"doi/{doi}", url, text, password))
    print("no URL:", put(f"doi/{doi}", f"doi={doi}", text, password))
    print("no XML:", put(f"metadata/{doi}", "title: Cracked pots", xml, password))
    print("no creator:", put(f"metadata/{doi}", NO_CREATOR, xml, password))
    # endregion
