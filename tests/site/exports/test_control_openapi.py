"""The control interface in OpenAPI, as the site offers it and the emulator serves it."""

import json
import re

from pid_emulator import Emulator
from pidguide.basics.paths import DOCS
from pidguide.site.exports.control_openapi import FILE, control_openapi


def test_it_is_what_the_emulator_serves(emulator: Emulator) -> None:
    assert json.loads(control_openapi()) == emulator.request("GET", "https://127.0.0.1/openapi.json").json


def test_it_describes_every_route_that_the_page_names() -> None:
    page = (DOCS / "emulator" / "control.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(GET|POST) (/[\w./]*)[?`]", page))
    described = json.loads(control_openapi())["paths"]
    assert {("GET", "/health"), ("POST", "/reset"), ("GET", "/openapi.json")} <= named
    assert [
        (method, path) for method, path in sorted(named) if method.lower() not in described.get(path, {})
    ] == []
    assert f"`{FILE}`" in page
