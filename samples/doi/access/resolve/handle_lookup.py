"""Check whether a DOI exists, with the handle API."""

from typing import Any
from urllib.parse import quote

import requests


def look_up_handle(doi: str) -> list[dict[str, Any]]:
    """Return every value that is stored for a DOI: its URL, who may change it.

    Raises LookupError for a DOI that is not registered.
    https://www.doi.org/the-identifier/resources/handbook/
    """
    address = f"https://doi.org/api/handles/{quote(doi)}"
    # region excerpt
    response = requests.get(address, headers={"Accept": "application/json"}, timeout=30)
    if response.status_code not in (200, 404):
        raise RuntimeError(f"{address} answered {response.status_code}")
    answer = response.json()
    if answer["responseCode"] == 100:
        raise LookupError(f"{doi} is not registered")
    # endregion
    if answer["responseCode"] not in (1, 200):  # 200: it holds no such value
        raise RuntimeError(f"response code {answer['responseCode']} for {doi}")
    return list(answer.get("values", []))


if __name__ == "__main__":
    for value in look_up_handle("10.5281/zenodo.8347772"):
        print(value["index"], value["type"], value["data"]["value"])
