"""Link the versions of a dataset: concept DOI and version DOIs."""

import os
from typing import Any

import requests

API = "https://api.test.datacite.org"  # production: https://api.datacite.org
ACCOUNT = (os.environ["DATACITE_REPOSITORY_ID"], os.environ["DATACITE_PASSWORD"])
JSON_API = "application/vnd.api+json"
DATASET = {
    "creators": [{"name": "Carberry, Josiah"}],
    "titles": [{"title": "Fracture patterns of cracked pots"}],
    "publisher": {"name": "Example Data Repository"},
    "publicationYear": 2026,
    "types": {"resourceTypeGeneral": "Dataset"},
    "schemaVersion": "http://datacite.org/schema/kernel-4",
}


def publish(doi: str, related: dict[str, str], **metadata: str) -> dict[str, Any]:
    """Publish a DOI with its relations, `{DOI: relation}`, and return its attributes.

    https://support.datacite.org/docs/versioning
    """
    relations = [
        {
            "relatedIdentifier": other,
            "relatedIdentifierType": "DOI",
            "relationType": relation,
        }
        for other, relation in related.items()
    ]
    url = f"https://repository.example.org/{doi}"
    links = {"url": url, "relatedIdentifiers": relations, "event": "publish"}
    response = requests.put(
        f"{API}/dois/{doi}",
        json={"data": {"type": "dois", "attributes": {**DATASET, **metadata, **links}}},
        auth=ACCOUNT,
        headers={"Content-Type": JSON_API, "Accept": JSON_API},
        timeout=60,
    )
    if not response.ok:
        raise RuntimeError(f"DataCite answered {response.status_code}")
    return dict(response.json()["data"]["attributes"])


if __name__ == "__main__":
    # region excerpt
    concept = f"{os.environ['DATACITE_PREFIX']}/guide-pots"
    v1, v2 = f"{concept}-v1", f"{concept}-v2"
    made = [
        publish(concept, {v1: "HasVersion", v2: "HasVersion"}),
        publish(v1, {concept: "IsVersionOf"}, version="1.0"),
        publish(v2, {concept: "IsVersionOf", v1: "IsNewVersionOf"}, version="2.0"),
    ]
    # endregion
    for one in made:
        relations = [each["relationType"] for each in one["relatedIdentifiers"]]
        print(one["doi"], one["version"] or "concept", *relations)
