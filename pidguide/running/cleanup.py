"""Takes back what a live recording made: DataCite drafts and ORCID items, also after a failure.

What is published stays, as the services want it: a findable DOI cannot be deleted, nor a Crossref deposit.
"""

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

import requests
from vcr.request import Request

Response = dict[str, Any]


def take_back(sent: Iterable[Request], answers: Iterable[Response]) -> list[str]:
    """Delete what the exchanges of one run created and did not delete themselves.

    Returns the addresses that could not be deleted, each with the reason, for a person to look at.
    """
    exchanges = list(zip(sent, answers, strict=True))
    deleted = {
        request.uri
        for request, answer in exchanges
        if request.method == "DELETE" and answer["status"]["code"] < 300
    }
    left = []
    for request, answer in exchanges:
        address = _created_address(request, answer)
        if address is None or address in deleted:
            continue
        if problem := _delete(address, _header(request, "authorization")):
            left.append(f"{address} ({problem})")
    return left


def _delete(address: str, authorization: str) -> str:
    """Delete what lies at an address; return "" when it is gone, else the status or why there was none."""
    headers = {"Authorization": authorization, "Accept": "application/json"}
    try:
        status = requests.delete(address, headers=headers, timeout=30).status_code
    except requests.RequestException as error:
        return type(error).__name__
    return "" if status in (200, 204, 404) else str(status)


def _created_address(request: Request, answer: Response) -> str | None:
    """Return where to delete what one exchange made; None where it made nothing that can be deleted."""
    if answer["status"]["code"] != 201 or request.method not in ("POST", "PUT"):
        return None
    parts = urlsplit(request.uri)
    if "datacite.org" in parts.netloc and parts.path.startswith("/dois"):
        resource = json.loads(answer["body"]["string"])["data"]
        is_draft = resource["attributes"]["state"] == "draft"
        return f"{parts.scheme}://{parts.netloc}/dois/{resource['id']}" if is_draft else None
    location = next(iter(answer["headers"].get("Location", answer["headers"].get("location", []))), None)
    return location if parts.netloc.endswith("orcid.org") else None


def _header(request: Request, name: str) -> str:
    values = {known.lower(): value for known, value in request.headers.items()}
    value = values.get(name, "")
    return value.decode() if isinstance(value, bytes) else value
