"""Read DataCite's events: each link to a dataset, its source and day."""

import os

import requests


def list_events(doi: str) -> list[str]:
    """Return each link from or to a DOI that DataCite knows of, 1000 at most.

    https://support.datacite.org/docs/eventdata-guide
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    newer_form = "application/vnd.api+json; version=2"
    # region excerpt
    headers = {"Accept": newer_form, "User-Agent": contact}
    params = {"doi": doi, "page[size]": "1000"}
    address = "https://api.datacite.org/events"
    response = requests.get(address, params=params, headers=headers, timeout=60)
    response.raise_for_status()
    links = [event["attributes"] for event in response.json()["data"]]
    # endregion
    return [
        f"{link['occurredAt'][:10]} {link['subjId']} {link['relationTypeId']}"
        f" {link['objId']} ({link['sourceId']})"
        for link in links
    ]


if __name__ == "__main__":
    print(*list_events("10.82433/cracked-pots"), sep="\n")
