"""Register a DataCite DOI over the MDS API: metadata first, then the URL."""

import os

import requests

MDS = "https://mds.test.datacite.org"  # production: https://mds.datacite.org
METADATA = """<?xml version="1.0" encoding="UTF-8"?>
<resource xmlns="http://datacite.org/schema/kernel-4">
  <identifier identifierType="DOI">{doi}</identifier>
  <creators><creator><creatorName nameType="Personal">Carberry, Josiah</creatorName></creator></creators>
  <titles><title>Fracture patterns of cracked pots</title></titles>
  <publisher>Example Data Repository</publisher>
  <publicationYear>2026</publicationYear>
  <resourceType resourceTypeGeneral="Dataset">Photographs</resourceType>
</resource>"""


def register_over_mds(doi: str, url: str, metadata: str) -> list[str]:
    """Store metadata, which makes a draft, and give it a URL, which publishes it; return both answers.

    Raises RuntimeError with the service's own words when it refuses one of them.
    https://support.datacite.org/docs/mds-api-guide
    """
    account = (os.environ["DATACITE_REPOSITORY_ID"], os.environ["DATACITE_PASSWORD"])
    answers = []
    for path, body, content_type in (
        ("metadata", metadata, "application/xml;charset=UTF-8"),
        ("doi", f"doi={doi}\nurl={url}", "text/plain;charset=UTF-8"),
    ):
        headers = {"Content-Type": content_type, "Accept": "text/plain"}
        address = f"{MDS}/{path}/{doi}"
        response = requests.put(address, data=body.encode(), auth=account, headers=headers, timeout=60)
        if response.status_code != 201:
            raise RuntimeError(f"{address}: {response.status_code} {response.text}")
        answers.append(f"{response.status_code} {response.text}")
    return answers


if __name__ == "__main__":
    doi = f"{os.environ['DATACITE_PREFIX']}/guide-mds"
    print(*register_over_mds(doi, "https://example.org/pots", METADATA.format(doi=doi)), sep="\n")
