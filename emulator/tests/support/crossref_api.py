"""Asks the emulated api.crossref.org in-process."""

from typing import Any

from werkzeug.test import TestResponse

from pid_emulator import Emulator

NOT_FOUND = "Resource not found."
JSON_UTF8 = "application/json;charset=utf-8"


def get(emulator: Emulator, path: str, **headers: str) -> TestResponse:
    """GET a path of api.crossref.org."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return emulator.request("GET", f"https://api.crossref.org{path}", headers=named)


def message(emulator: Emulator, path: str) -> Any:
    """Return the message of an answer that has to be in order."""
    response = get(emulator, path)
    assert response.status_code == 200, response.text
    answer = response.json
    assert answer is not None and answer["status"] == "ok"
    return answer["message"]


def dois(emulator: Emulator, path: str) -> list[str]:
    """Return the DOIs of a list of works."""
    return [item["DOI"] for item in message(emulator, path)["items"]]


def problems(emulator: Emulator, path: str, status: int = 400) -> list[dict[str, str]]:
    """Return what is wrong with a request."""
    response = get(emulator, path)
    assert response.status_code == status, response.text
    answer = response.json
    assert answer is not None and answer["status"] == "failed"
    found: list[dict[str, str]] = answer["message"]
    return found
