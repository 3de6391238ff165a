"""Connect a dataset with its article, author, institution and funder."""

import json
import os
from typing import Any

import requests

API = "https://api.test.datacite.org"  # production: https://api.datacite.org
ACCOUNT = (os.environ["DATACITE_REPOSITORY_ID"], os.environ["DATACITE_PASSWORD"])
JSON_API = "application/vnd.api+json"
HEADERS = {"Content-Type": JSON_API, "Accept": JSON_API}
ARTICLE = {"relatedIdentifier": "10.5555/12345678", "relatedIdentifierType": "DOI"}
AUTHOR = "https://orcid.org/0000-0002-1825-0097"
BROWN = "https://ror.org/05gq02987"
NSF = "https://ror.org/021nxhr62"
DATASET = {
    "url": "https://repository.example.org/pots",
    "titles": [{"title": "Fracture patterns of cracked pots"}],
    "creators": [
        {
            "name": "Carberry, Josiah",
            "nameIdentifiers": [
                {"nameIdentifier": AUTHOR, "nameIdentifierScheme": "ORCID"}
            ],
            "affiliation": [
                {
                    "name": "Brown University",
                    "affiliationIdentifier": BROWN,
                    "affiliationIdentifierScheme": "ROR",
                }
            ],
        }
    ],
    "publisher": {"name": "Example Data Repository"},
    "publicationYear": 2026,
    "types": {"resourceTypeGeneral": "Dataset"},
    # region excerpt
    "relatedIdentifiers": [{"relationType": "IsSupplementTo", **ARTICLE}],
    "fundingReferences": [
        {
            "funderName": "National Science Foundation",
            "funderIdentifier": NSF,
            "funderIdentifierType": "ROR",
        }
    ],
    # endregion
    "schemaVersion": "http://datacite.org/schema/kernel-4",
}


def publish(doi: str, metadata: dict[str, Any]) -> dict[str, Any]:
    """Publish a DOI and return what DataCite stored. Raises RuntimeError for a refusal.

    https://datacite-metadata-schema.readthedocs.io/en/4.7/
    """
    attributes = {**metadata, "event": "publish"}
    response = requests.put(
        f"{API}/dois/{doi}?affiliation=true&publisher=true",  # whole, not names only
        json={"data": {"type": "dois", "attributes": attributes}},
        auth=ACCOUNT,
        headers=HEADERS,
        timeout=60,
    )
    if response.status_code == 422:
        sent = str(response.request.headers["Authorization"]).removeprefix("Basic ")
        text = response.text.replace(sent, "***").replace(ACCOUNT[1], "***")
        raise RuntimeError(f"422: {json.loads(text)['errors'][0]['title']}")
    if not response.ok:
        raise RuntimeError(f"DataCite answered {response.status_code}")
    return dict(response.json()["data"]["attributes"])


if __name__ == "__main__":
    made = publish(f"{os.environ['DATACITE_PREFIX']}/guide-graph", DATASET)
    print(made["doi"], *made["relatedIdentifiers"][0].values())
    print("by", made["creators"][0]["nameIdentifiers"][0]["nameIdentifier"])
    print("at", made["creators"][0]["affiliation"][0]["affiliationIdentifier"])
    print("funded by", made["fundingReferences"][0]["funderIdentifier"])
