"""Add a work as XML."""

import os

import requests
from lxml import etree

API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0
WORK = """
<work:work xmlns:common="http://www.orcid.org/ns/common"
  xmlns:work="http://www.orcid.org/ns/work">
  <work:title><common:title>Glazes &amp; Cracks</common:title></work:title>
  <work:type>data-set</work:type>
  <common:publication-date><common:year>2026</common:year></common:publication-date>
  <common:external-ids>
    <common:external-id>
      <common:external-id-type>doi</common:external-id-type>
      <common:external-id-value>10.5555/guide.xml</common:external-id-value>
      <common:external-id-relationship>self</common:external-id-relationship>
    </common:external-id>
  </common:external-ids>
</work:work>
"""


def add_work_as_xml(orcid: str, token: str, work: etree._Element) -> int:
    """Return the put-code of the new work.

    Raises RuntimeError with ORCID's reason; 9001 names an element that is out of place.
    https://github.com/ORCID/orcid-model/tree/master/src/main/resources/record_3.0
    """
    headers = {"Accept": "application/json", "Authorization": f"Bearer {token}"}
    # region excerpt
    response = requests.post(
        f"{API}/{orcid}/work",
        data=etree.tostring(work, xml_declaration=True, encoding="UTF-8"),
        headers={**headers, "Content-Type": "application/vnd.orcid+xml"},
        timeout=30,
    )
    # endregion
    if response.status_code != 201:
        reason = response.text.replace(token, "…") if token else response.text
        raise RuntimeError(f"{response.status_code} from ORCID: {reason[:400]}")
    return int(response.headers["Location"].rpartition("/")[2])


if __name__ == "__main__":
    work = etree.fromstring(WORK, etree.XMLParser(resolve_entities=False))
    title = work.find(".//{*}title/{*}title")
    if title is not None:
        title.text = "Cracks & Glazes"  # lxml escapes what XML forbids
    token = os.environ["ORCID_ACCESS_TOKEN"]
    print("put-code:", add_work_as_xml(os.environ["ORCID_ID"], token, work))
