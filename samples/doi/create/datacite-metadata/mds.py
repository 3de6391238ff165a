"""Register a DataCite DOI with the MDS API."""

import os

import requests

MDS = "https://mds.test.datacite.org"  # production: https://mds.datacite.org
PASSWORD = os.environ["DATACITE_PASSWORD"]
METADATA = """<?xml version="1.0" encoding="UTF-8"?>
<resource xmlns="http://datacite.org/schema/kernel-4">
  <identifier identifierType="DOI">{doi}</identifier>
  <creators><creator><creatorName>Carberry, Josiah</creatorName></creator></creators>
  <titles><title>Fracture patterns of cracked pots</title></titles>
  <publisher>Example Data Repository</publisher>
  <publicationYear>2026</publicationYear>
  <resourceType resourceTypeGeneral="Dataset">Photographs</resourceType>
</resource>"""


def put(path: str, body: str, content_type: str) -> str:
    """Send one part of a registration and return the answer.

    Raises RuntimeError with the service's own words when it refuses.
    https://support.datacite.org/docs/mds-api-guide
    """
    response = requests.put(
        f"{MDS}/{path}",
        data=body.encode(),
        auth=(os.environ["DATACITE_REPOSITORY_ID"], PASSWORD),
        headers={"Content-Type": content_type, "Accept": "text/plain"},
        timeout=60,
    )
    if response.status_code != 201:
        sent = str(response.request.headers["Authorization"]).removeprefix("Basic ")
        text = response.text.replace(sent, "***").replace(PASSWORD, "***")
        raise RuntimeError(f"{path}: {response.status_code} {text[:200]}")
    return f"{response.status_code} {response.text}"


if __name__ == "__main__":
    doi = f"{os.environ['DATACITE_PREFIX']}/guide-mds"
    # region excerpt
    xml, text = "application/xml;charset=UTF-8", "text/plain;charset=UTF-8"
    print("a draft:  ", put(f"metadata/{doi}", METADATA.format(doi=doi), xml))
    print(
        "published:",
        put(f"doi/{doi}", f"doi={doi}\nurl=https://example.org/pots", text),
    )
    # endregion
