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
    response = requests.get(
        "https://api.datacite.org/events",
        params={"doi": doi, "page[size]": "1000"},
        headers={"Accept": newer_form, "User-Agent": contact},
        timeout=60,
    )
    if response.status_code != 200:
        raise RuntimeError(f"DataCite answered {response.status_code}")
    links = [event["attributes"] for event in response.json()["data"]]
    # endregion
    return [
        f"{link['occurredAt'][:10]} {link['subjId']} {link['relationTypeId']}"
        f" {link['objId']} ({link['sourceId']})"
        for link in links
    ]


if __name__ == "__main__":
    print(*list_events("10.82433/cracked-pots"), sep="\n")
