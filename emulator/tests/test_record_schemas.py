"""JSON Schemas of records: the emulator takes what fits, and refuses what a schema refuses."""

from typing import Any

import jsonschema
import pytest

from pid_emulator import Emulator
from pid_emulator.emulator import KINDS
from pid_emulator.record_schemas import SCHEMAS, schema_of
from support.empty_emulator import empty_emulator

ORCID = "0000-0002-1825-0097"
FITTING: dict[str, dict[str, Any]] = {
    "works": {"DOI": "10.5555/x"},
    "members": {"id": 1},
    "journals": {"title": "A journal"},
    "funders": {"id": "100"},
    "prefixes": {"prefix": "10.5555", "DOI": "10.5555/x", "id": "10.5555", "attributes": {}},
    "types": {"id": "book"},
    "licenses": {"URL": "https://example.org/"},
    "cursors": {"cursor": "x"},
    "handles": {"handle": "10.5555/x"},
    "csl": {"DOI": "10.5555/x"},
    "records": {"orcid-identifier": {"path": ORCID}},
    "sections": {"orcid": ORCID, "body": {"keyword": []}},
    "states": {"orcid": ORCID, "state": "locked"},
    "clients": {"client_id": "APP-1", "id": "a.b", "attributes": {}},
    "organizations": {
        "disambiguation-source": "ROR",
        "disambiguated-organization-identifier": "https://ror.org/05gq02987",
    },
}
ALL = [(service, kind) for service, kinds in SCHEMAS.items() for kind in kinds if kind != "groups"]


@pytest.fixture
def small() -> Emulator:
    return empty_emulator()


def store(emulator: Emulator, service: str) -> Any:
    return getattr(emulator.world, "handles" if service == "doi_org" else service)


def test_every_kind_has_its_schema() -> None:
    assert {service: set(kinds) for service, kinds in SCHEMAS.items()} == {
        service: set(kinds) for service, kinds in KINDS.items()
    }


@pytest.mark.parametrize(("service", "kind"), ALL)
def test_what_fits_is_taken_and_what_does_not_is_refused(small: Emulator, service: str, kind: str) -> None:
    schema = schema_of(service, kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    fitting = FITTING.get(kind, {"id": "x", "attributes": {}})
    jsonschema.validate(fitting, schema)
    store(small, service).add(kind, fitting)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({}, schema)
    with pytest.raises(ValueError, match="need|must|names|DOI"):
        store(small, service).add(kind, {})


def test_they_are_served(small: Emulator) -> None:
    answer = small.request("GET", "https://127.0.0.1/schemas/datacite/test/dois")
    assert answer.json["required"] == ["id", "attributes"]
    missing = small.request("GET", "https://127.0.0.1/schemas/datacite/papers")
    assert (missing.status_code, missing.text) == (404, "There are no records of datacite: papers.\n")
