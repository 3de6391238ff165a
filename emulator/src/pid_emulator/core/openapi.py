"""Describes the emulator's own address in OpenAPI, from its routes and what their docstrings say."""

import re
from collections.abc import Mapping
from typing import Any

from flask import Flask

_ARGUMENT = re.compile(r"<(?:(?P<type>\w+):)?(?P<name>\w+)>")
_OWN_METHODS = {"HEAD", "OPTIONS"}


def describe(app: Flask, version: str, schemas: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return the OpenAPI document of an application.

    `schemas` are the JSON Schemas of records by service and kind.
    """
    paths: dict[str, dict[str, Any]] = {}
    for rule in app.url_map.iter_rules():
        if rule.endpoint == "static":
            continue
        view = app.view_functions[rule.endpoint]
        summary = (
            (view.__doc__ or view.__name__.replace("_", " ").capitalize() + ".").strip().partition("\n")[0]
        )
        arguments = [
            {
                "name": found["name"],
                "in": "path",
                "required": True,
                "schema": {"type": "integer" if found["type"] == "int" else "string"},
            }
            for found in _ARGUMENT.finditer(rule.rule)
        ]
        operation: dict[str, Any] = {"summary": summary, "operationId": view.__name__}
        if arguments:
            operation["parameters"] = arguments
        operation["responses"] = {"default": {"description": "A refusal is one line of text."}}
        for method in sorted((rule.methods or set()) - _OWN_METHODS):
            paths.setdefault(_ARGUMENT.sub(r"{\g<name>}", rule.rule), {})[method.lower()] = operation
    named = {
        f"{service}.{kind.replace('/', '.')}": schema
        for service, kinds in schemas.items()
        for kind, schema in kinds.items()
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "pid-emulator: its own address", "version": version},
        "paths": dict(sorted(paths.items())),
        "components": {"schemas": named},
    }
