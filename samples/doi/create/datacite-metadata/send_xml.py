"""Send DataCite XML through the REST API, validated with lxml first."""

import base64
import os
from pathlib import Path

import requests
from lxml import etree
from lxml.builder import ElementMaker

API = "https://api.test.datacite.org"  # production: https://api.datacite.org
HOME = Path.home() / ".cache/pidguide/schemas"
SCHEMAS = Path(os.environ.get("PIDGUIDE_SCHEMAS", HOME))
SCHEMA = SCHEMAS / "datacite/kernel-4.7/metadata.xsd"
KERNEL_4 = "http://datacite.org/schema/kernel-4"
JSON_API = "application/vnd.api+json"


def publish_xml(doi: str, url: str, document: etree._Element) -> str:
    """Validate a document, publish it and return the state.

    Raises DocumentInvalid or RuntimeError when it is refused.
    https://support.datacite.org/docs/api-create-dois
    """
    if not SCHEMA.is_file():
        raise SystemExit(f"There is no {SCHEMA.name}: fetch it with `pidguide schemas`")
    # region excerpt
    etree.XMLSchema(file=str(SCHEMA)).assertValid(document)
    xml = base64.b64encode(etree.tostring(document, encoding="UTF-8")).decode()
    attributes = {"xml": xml, "url": url, "event": "publish"}
    response = requests.put(
        f"{API}/dois/{doi}",
        json={"data": {"type": "dois", "attributes": attributes}},
        auth=(os.environ["DATACITE_REPOSITORY_ID"], os.environ["DATACITE_PASSWORD"]),
        headers={"Content-Type": JSON_API, "Accept": JSON_API},
        timeout=60,
    )
    # endregion
    if not response.ok:
        raise RuntimeError(f"DataCite answered {response.status_code}")
    return str(response.json()["data"]["attributes"]["state"])


if __name__ == "__main__":
    doi = f"{os.environ['DATACITE_PREFIX']}/guide-xml"
    e = ElementMaker(namespace=KERNEL_4, nsmap={None: KERNEL_4})
    work = e.resource(
        e.identifier(doi, identifierType="DOI"),
        e.creators(e.creator(e.creatorName("Carberry, Josiah"))),
        e.titles(e.title("Cracked pots")),
        e.publisher("Example Repository"),
        e.publicationYear("2026"),
        e.resourceType("Photographs", resourceTypeGeneral="Image"),
    )
    print("valid, and", publish_xml(doi, "https://repository.example.org/pots", work))
