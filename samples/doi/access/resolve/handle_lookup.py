"""Look a DOI up in the handle API."""

from typing import Any
from urllib.parse import quote

import requests

HANDLE_API = "https://doi.org/api/handles/"


def look_up_handle(doi: str) -> list[dict[str, Any]]:
    """Return every value that is stored for a DOI: its URL, who may change it, timestamps.

    Raises LookupError for a DOI that is not registered (response code 100).
    https://www.doi.org/the-identifier/resources/factsheets/doi-resolution-documentation
    """
    headers = {"Accept": "application/json"}
    response = requests.get(HANDLE_API + quote(doi), headers=headers, timeout=30)
    if response.status_code not in (200, 404):
        raise RuntimeError(f"{response.url} answered {response.status_code}")
    answer = response.json()
    if answer["responseCode"] == 100:
        raise LookupError(f"{doi} is not registered")
    if answer["responseCode"] not in (1, 200):  # 200: it exists, but holds no such value
        raise RuntimeError(f"response code {answer['responseCode']} for {doi}")
    values: list[dict[str, Any]] = answer.get("values", [])
    return values


if __name__ == "__main__":
    for value in look_up_handle("10.5281/zenodo.8347772"):
        print(value["index"], value["type"], value["data"]["value"])
