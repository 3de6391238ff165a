"""The emulator's control interface in OpenAPI, as it serves it itself at `/openapi.json`."""

from pid_emulator import Emulator

FILE = "emulator/openapi.json"


def control_openapi() -> str:
    """Return the description in JSON, with the JSON Schemas of all records."""
    return Emulator(built_in_records=False).request("GET", "https://127.0.0.1/openapi.json").text
