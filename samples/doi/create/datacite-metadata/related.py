"""Connect a dataset with its article, author, institution and funder."""

import os
from typing import Any

import requests

API = "https://api.test.datacite.org"  # production: https://api.datacite.org
AUTHOR = {"nameIdentifier": "https://orcid.org/0000-0002-1825-0097", "nameIdentifierScheme": "ORCID"}
ROR = {"affiliationIdentifierScheme": "ROR"}
EMPLOYER = {"name": "Brown University", "affiliationIdentifier": "https://ror.org/05gq02987", **ROR}
FUNDER = {"funderIdentifier": "https://ror.org/021nxhr62", "funderIdentifierType": "ROR"}
ARTICLE = {"relatedIdentifier": "10.5555/12345678", "relatedIdentifierType": "DOI"}
DATASET = {
    "url": "https://repository.example.org/pots", "titles": [{"title": "Fracture patterns of cracked pots"}],
    "creators": [{"name": "Carberry, Josiah", "nameIdentifiers": [AUTHOR], "affiliation": [EMPLOYER]}],
    "publisher": "Example Data Repository", "publicationYear": 2026,
    "types": {"resourceTypeGeneral": "Dataset"},
    "relatedIdentifiers": [{"relationType": "IsSupplementTo", **ARTICLE}],
    "fundingReferences": [{"funderName": "National Science Foundation", **FUNDER}],
    "schemaVersion": "http://datacite.org/schema/kernel-4",
}  # fmt: skip


def publish(doi: str, metadata: dict[str, Any]) -> dict[str, Any]:
    """Publish a DOI and return what DataCite stored. Raises RuntimeError when it refuses.

    https://datacite-metadata-schema.readthedocs.io/en/4.7/
    """
    account = os.environ["DATACITE_REPOSITORY_ID"], os.environ["DATACITE_PASSWORD"]
    headers = {"Content-Type": "application/vnd.api+json", "Accept": "application/vnd.api+json"}
    payload = {"data": {"type": "dois", "attributes": {**metadata, "event": "publish"}}}
    address = f"{API}/dois/{doi}?affiliation=true"  # without it, affiliations come back as names
    response = requests.put(address, json=payload, auth=account, headers=headers, timeout=60)
    if not response.ok:
        raise RuntimeError(f"{response.status_code}: {response.text}")
    return dict(response.json()["data"]["attributes"])


if __name__ == "__main__":
    dataset = publish(f"{os.environ['DATACITE_PREFIX']}/guide-graph", DATASET)
    print(dataset["doi"], *dataset["relatedIdentifiers"][0].values())
    print("by", dataset["creators"][0]["nameIdentifiers"][0]["nameIdentifier"])
    print("at", dataset["creators"][0]["affiliation"][0]["affiliationIdentifier"])
    print("funded by", dataset["fundingReferences"][0]["funderIdentifier"])
