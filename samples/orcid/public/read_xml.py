"""Read a record as XML with lxml."""

import requests
from lxml import etree

PUBLIC_API = "https://pub.orcid.org/v3.0"


def read_works_as_xml(orcid: str) -> list[tuple[str, str]]:
    """Return (put-code, title) of the preferred version of each work.

    Raises requests.HTTPError when the record cannot be read.
    https://github.com/ORCID/orcid-model/tree/master/src/main/resources/record_3.0
    """
    headers = {"Accept": "application/vnd.orcid+xml"}
    response = requests.get(f"{PUBLIC_API}/{orcid}/works", headers=headers, timeout=30)
    response.raise_for_status()
    # region excerpt
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    works = etree.fromstring(response.content, parser)
    titles = []
    for group in works.iterfind("{*}group"):  # in any namespace
        preferred = group.find("{*}work-summary")
        if preferred is not None:
            title = preferred.findtext("{*}title/{*}title", "")
            titles.append((preferred.get("put-code", ""), title))
    # endregion
    return titles


if __name__ == "__main__":
    for put_code, title in read_works_as_xml("0000-0002-1825-0097"):
        print(put_code, title)
