"""OpenAPI of the emulator's own address: every route is in it, and says what it does."""

from typing import Any

import pytest

from support.empty_emulator import empty_emulator


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    answer: dict[str, Any] = empty_emulator().request("GET", "https://127.0.0.1/openapi.json").json
    return answer


def test_every_route_is_described(document: dict[str, Any]) -> None:
    described = {f"{method} {path}" for path, methods in document["paths"].items() for method in methods}
    assert {
        "get /", "get /environment", "get /requests", "post /reset", "post /clock/advance", "post /faults",
        "post /records/{service}/{kind}", "get /schemas/{service}/{kind}", "post /people", "post /tokens",
        "post /codes", "post /snapshots", "post /snapshots/{number}/restore", "get /openapi.json",
    } <= described  # fmt: skip


def test_each_says_what_it_does_and_takes(document: dict[str, Any]) -> None:
    restore = document["paths"]["/snapshots/{number}/restore"]["post"]
    assert restore["summary"] == "Go back to a state that was remembered."
    assert restore["parameters"] == [
        {"name": "number", "in": "path", "required": True, "schema": {"type": "integer"}}
    ]
    for path, methods in document["paths"].items():
        for operation in methods.values():
            assert operation["summary"].endswith("."), path
            assert [each["name"] for each in operation.get("parameters", [])] == [
                part[1:-1] for part in path.split("/") if part.startswith("{")
            ]


def test_the_schemas_of_records_are_in_it(document: dict[str, Any]) -> None:
    assert document["openapi"] == "3.1.0"
    assert document["components"]["schemas"]["datacite.test.dois"]["required"] == ["id", "attributes"]
