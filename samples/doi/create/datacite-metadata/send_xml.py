"""Build DataCite XML with lxml, validate it, and publish it through the REST API."""

import base64
import os
from pathlib import Path

import requests
from lxml import etree
from lxml.builder import ElementMaker

API = "https://api.test.datacite.org"  # production: https://api.datacite.org
SCHEMAS = Path(os.environ.get("PIDGUIDE_SCHEMAS", Path.home() / ".cache/pidguide/schemas"))
SCHEMA = SCHEMAS / "datacite/kernel-4.7/metadata.xsd"  # from https://schema.datacite.org/meta/kernel-4.7/
KERNEL_4 = "http://datacite.org/schema/kernel-4"


def publish_xml(doi: str, url: str, document: etree._Element) -> str:
    """Validate a document, publish it, return the state; DocumentInvalid or RuntimeError when it is refused.

    https://support.datacite.org/docs/api-create-dois
    """
    if not SCHEMA.is_file():
        raise SystemExit(f"There is no {SCHEMA.name}: fetch it with `pidguide schemas`")
    etree.XMLSchema(file=str(SCHEMA)).assertValid(document)
    xml = base64.b64encode(etree.tostring(document, xml_declaration=True, encoding="UTF-8")).decode()
    payload = {"data": {"type": "dois", "attributes": {"xml": xml, "url": url, "event": "publish"}}}
    account = os.environ["DATACITE_REPOSITORY_ID"], os.environ["DATACITE_PASSWORD"]
    headers = {"Content-Type": "application/vnd.api+json", "Accept": "application/vnd.api+json"}
    response = requests.put(f"{API}/dois/{doi}", json=payload, auth=account, headers=headers, timeout=60)
    if not response.ok:
        raise RuntimeError(f"{response.status_code}: {response.text}")
    return str(response.json()["data"]["attributes"]["state"])


if __name__ == "__main__":
    doi, url = f"{os.environ['DATACITE_PREFIX']}/guide-xml", "https://repository.example.org/pots"
    e = ElementMaker(namespace=KERNEL_4, nsmap={None: KERNEL_4})
    creators, year = e.creators(e.creator(e.creatorName("Carberry, Josiah"))), e.publicationYear("2026")
    work = e.resource(e.identifier(doi, identifierType="DOI"), creators, e.titles(e.title("Pots")), year)
    try:
        publish_xml(doi, url, work)
    except etree.DocumentInvalid as error:
        print("not sent:", error)
    work.extend([e.publisher("Example Repository"), e.resourceType("Photos", resourceTypeGeneral="Image")])
    print("valid, and", publish_xml(doi, url, work))
