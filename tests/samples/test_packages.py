"""A script's imports, by line, and the packages that pip knows them by."""

import ast

from pidguide.samples.packages import imported_modules, packages_with

SCRIPT = '''"""Read."""
import json, lxml.etree
from authlib.jose import jwt
from . import beside

def late():
    import requests
'''


def test_each_import_has_its_line_and_its_top_level_module() -> None:
    assert sorted(imported_modules(ast.parse(SCRIPT))) == [
        (2, "json"),
        (2, "lxml"),
        (3, "authlib"),
        (4, "."),
        (7, "requests"),
    ]


def test_a_module_is_known_by_the_package_that_brings_it() -> None:
    assert packages_with("authlib") == ["Authlib"]
    assert packages_with("yaml") == ["PyYAML"]
    assert packages_with("json") == packages_with("nobody_has_this") == []
