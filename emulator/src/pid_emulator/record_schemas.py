"""JSON Schemas of records, by kind: what one must hold in a file. Whatever else it holds is kept."""

from typing import Any

from pid_emulator.crossref import store as crossref
from pid_emulator.datacite import store as datacite
from pid_emulator.orcid import store as orcid

Schema = dict[str, Any]
_TEXT: Schema = {"type": "string", "minLength": 1}
_ORCID: Schema = {"type": "string", "pattern": r"^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$"}


def _object(**required: Schema) -> Schema:
    return {"type": "object", "required": list(required), "properties": required}


_RESOURCE = _object(id={"type": "string"}, attributes={"type": "object"})
_IDENTIFIER: Schema = {"type": ["string", "number", "boolean"], "not": {"const": ""}}
# One part of a record names its iD, the whole one by its identifier.
_RECORD: Schema = {
    "anyOf": [
        _object(**{"orcid-identifier": _object(path=_ORCID)}),
        _object(path={"type": "string", "pattern": r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]"}),
        _object(name=_object(path={"type": "string", "pattern": r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]"})),
        _object(bulk={"type": "array"}),
    ]
}

SCHEMAS: dict[str, dict[str, Schema]] = {
    "crossref": {
        kind: _object(**{name: _TEXT if kind == "works" else _IDENTIFIER})
        for kind, name in crossref.IDENTIFIERS.items()
    },
    "datacite": dict.fromkeys(datacite.KINDS, _RESOURCE),
    "doi_org": {
        "handles": _object(handle=_TEXT),
        "prefixes": _object(DOI=_TEXT),
        "csl": _object(DOI=_TEXT),
    },
    "orcid": {
        "records": _RECORD,
        "sections": _object(orcid=_ORCID, body={"type": "object"}),
        "states": _object(orcid={"type": "string"}, state={"enum": list(orcid.STATES)}),
        "clients": _object(client_id=_TEXT),
        "groups": {"type": "object"},
        "organizations": _object(
            **{"disambiguation-source": _TEXT, "disambiguated-organization-identifier": _TEXT}
        ),
    },
}


def schema_of(service: str, kind: str) -> Schema:
    """Return the JSON Schema of a kind of record. Raises LookupError for a kind that there is not."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"A record of {service}: {kind}",
        **SCHEMAS[service][kind],
    }
