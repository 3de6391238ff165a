"""List Crossref's types of works, for filters and facets."""

import os

import requests


def list_types() -> dict[str, str]:
    """Return each type's label by its id: filters take the id, facets show the label.

    https://www.crossref.org/documentation/retrieve-metadata/rest-api/
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    # region excerpt
    headers = {"Accept": "application/json", "User-Agent": contact}
    address = "https://api.crossref.org/types"
    response = requests.get(address, headers=headers, timeout=30)
    # endregion
    response.raise_for_status()
    return {one["id"]: one["label"] for one in response.json()["message"]["items"]}


if __name__ == "__main__":
    types = list_types()
    print(len(types), "types")
    for kind in ("journal-article", "posted-content", "dataset"):
        print(f"type:{kind}", "|", types.get(kind))
