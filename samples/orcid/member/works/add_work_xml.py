"""Add a work as XML, built with lxml."""

import os

import requests
from lxml import etree

MEMBER_API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0
NAMESPACES = {"common": "http://www.orcid.org/ns/common", "work": "http://www.orcid.org/ns/work"}
HEADERS = {"Content-Type": "application/vnd.orcid+xml", "Accept": "application/json"}


def add_work_as_xml(orcid: str, token: str, work: etree._Element) -> int:
    """Return the put-code of the new work. The order of the elements is fixed by ORCID's schema.

    Raises RuntimeError with ORCID's reason when it refuses; 9001 names the element that is out of place.
    https://github.com/ORCID/orcid-model/tree/master/src/main/resources/record_3.0
    """
    response = requests.post(
        f"{MEMBER_API}/{orcid}/work",
        data=etree.tostring(work, xml_declaration=True, encoding="UTF-8"),
        headers={**HEADERS, "Authorization": f"Bearer {token}"},
        timeout=30,
    )
    if response.status_code != 201:
        raise RuntimeError(_refusal(response, token))
    return int(response.headers["Location"].rpartition("/")[2])


def _add(parent: etree._Element, prefix: str, name: str, text: str | None = None) -> etree._Element:
    element = etree.SubElement(parent, f"{{{NAMESPACES[prefix]}}}{name}")
    element.text = text
    return element


def _refusal(response: requests.Response, token: str) -> str:
    """Return why ORCID refuses, without the token: it repeats one that it does not know."""
    error = response.json() if "json" in response.headers.get("Content-Type", "") else {}
    told = ("error", "error-code", "developer-message")
    reason = " ".join(str(error[name]) for name in told if name in error) or response.reason
    return f"{response.status_code} from ORCID: {reason}".replace(token, "…")


if __name__ == "__main__":
    work = etree.Element(f"{{{NAMESPACES['work']}}}work", nsmap=NAMESPACES)
    _add(_add(work, "work", "title"), "common", "title", "Glazes & Cracks")
    _add(work, "work", "type", "data-set")
    _add(_add(work, "common", "publication-date"), "common", "year", "2026")
    identifier = _add(_add(work, "common", "external-ids"), "common", "external-id")
    for name, text in (("type", "doi"), ("value", "10.5555/guide.xml"), ("relationship", "self")):
        _add(identifier, "common", f"external-id-{name}", text)
    print("put-code:", add_work_as_xml(os.environ["ORCID_ID"], os.environ["ORCID_ACCESS_TOKEN"], work))
