"""Bodies, recorded and emulated, against the services' own published schemas, where these are at hand.

Neither the OpenAPI description nor the XSDs are part of the project; without them each test is skipped by
name.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator
from lxml import etree

from pid_emulator import Emulator
from pid_emulator.core.schema_files import DATACITE_KERNEL, load_schema
from pidguide.basics.paths import ROOT
from pidguide.cassettes.traffic import read_recordings
from pidguide.compare.exchanges import Exchange, find_cassettes, read_exchanges
from pidguide.fidelity.score.replay import Replay

REFERENCE = ROOT.parent / "shared" / "reference"
RECORDINGS = REFERENCE / "recordings"
OPENAPI = REFERENCE / "openapi" / "lupo-openapi-2.3.0-2026-08-18.yaml"
ORCID_RECORD = "orcid/record_3.0/record-3.0.xsd"
DATACITE_XML = "application/vnd.datacite.datacite+xml"

# Where DataCite's answers of 2021 to 2026 break its OpenAPI description of August 2026, and the rule: most
# members may be null, affiliations are plain names, coordinates are strings, a polygon is a list of lists.
_BOX = "geoLocations[].geoLocationBox"
_POINT = "geoLocations[].geoLocationPoint"
BROKEN_BY_REAL_ANSWERS = {
    (f"$.data.attributes.{place}", rule)
    for rule, places in {
        "type": (
            "contentUrl",
            "contributors[].affiliation[]",
            "creators[].affiliation[]",
            "descriptions[].lang",
            *(f"{_BOX}.{name}" for name in ("eastBoundLongitude", "westBoundLongitude")),
            *(f"{_BOX}.{name}" for name in ("northBoundLatitude", "southBoundLatitude")),
            *(f"{_POINT}.{name}" for name in ("pointLatitude", "pointLongitude")),
            "geoLocations[].geoLocationPolygon[]",
            "landingPage",
            "language",
            "publicationYear",
            "reason",
            "registered",
            "schemaVersion",
            "source",
            "titles[].lang",
            "titles[].titleType",
            "url",
            "version",
            "xml",
        ),
        "oneOf": ("geoLocations[].geoLocationPolygon[]", "publisher"),
        "enum": ("source", "titles[].titleType"),
    }.items()
    for place in places
}
# A DOI whose repository's member is not among the records has no provider to name.
OF_PARTIAL_RECORDS = {("$.data.relationships.provider.data", "type")}


@pytest.fixture(scope="module")
def openapi() -> dict[str, Any]:
    if not OPENAPI.is_file():
        pytest.skip("DataCite's OpenAPI NOT CHECKED: ../shared/reference/openapi is not there")
    description: dict[str, Any] = yaml.load(OPENAPI.read_bytes(), Loader=yaml.CSafeLoader)
    return _as_json_schema(description)


@pytest.fixture(scope="module")
def recorded() -> list[Exchange]:
    if not RECORDINGS.is_dir():
        pytest.skip("recorded bodies NOT CHECKED: ../shared/reference/recordings is not there")
    return [exchange for file in find_cassettes([RECORDINGS]) for exchange in read_exchanges(file)]


@pytest.fixture(scope="module")
def registries() -> Iterator[Emulator]:
    yield Emulator()


def _as_json_schema(node: Any) -> Any:
    """Return an OpenAPI 3.0 description as JSON Schema: `nullable` becomes one more type."""
    if isinstance(node, list):
        return [_as_json_schema(item) for item in node]
    if not isinstance(node, dict):
        return node
    made = {name: _as_json_schema(value) for name, value in node.items()}
    if made.pop("nullable", False) is True and isinstance(made.get("type"), str):
        made["type"] = [made["type"], "null"]
    return made


def _breaks(openapi: dict[str, Any], component: str, body: Any) -> set[tuple[str, str]]:
    """Return where a body breaks a component: the place, list positions left out, and the rule."""
    schema = {"$ref": f"#/components/schemas/{component}", "components": openapi["components"]}
    return {
        (re.sub(r"\[\d+\]", "[]", error.json_path), str(error.validator))
        for error in Draft7Validator(schema).iter_errors(body)
    }


def _dois(exchanges: Iterable[tuple[str, int, Any]]) -> Iterator[Any]:
    """Yield the bodies of single DOIs among answers, each a URL, a status and the JSON."""
    for url, status, body in exchanges:
        data = body.get("data") if isinstance(body, dict) else None
        of_datacite = re.search(r"//api[.\w]*\.datacite\.org/dois", url) and status < 300
        if of_datacite and isinstance(data, dict) and data.get("type") == "dois":
            yield body


def test_real_answers_break_the_openapi_where_we_say(
    openapi: dict[str, Any], recorded: list[Exchange]
) -> None:
    answers = ((e.url, e.status, e.json()) for e in recorded if e.date and e.date.year >= 2021)
    found = set().union(*(_breaks(openapi, "DoiDetailItem", body) for body in _dois(answers)))
    only_elsewhere = {("$.data.attributes.descriptions[].lang", "type")}  # a body in commonmeta-schema
    assert found == BROKEN_BY_REAL_ANSWERS - only_elsewhere


def test_the_emulator_breaks_the_openapi_only_where_real_answers_do(
    openapi: dict[str, Any], registries: Emulator
) -> None:
    dois = list(registries.world.datacite.production.dois)
    assert dois
    bodies = [registries.request("GET", f"https://api.datacite.org/dois/{doi}").get_json() for doi in dois]
    found = set().union(*(_breaks(openapi, "DoiDetailItem", body) for body in bodies if "data" in body))
    assert found <= BROKEN_BY_REAL_ANSWERS | OF_PARTIAL_RECORDS


def test_the_emulators_answers_to_recorded_requests_do_too(
    openapi: dict[str, Any], recorded: list[Exchange]
) -> None:
    assert recorded
    replayed = [item for item in Replay(read_recordings([RECORDINGS / "datacite"])).run() if item.answer]
    answers = ((r.recorded.url, r.answer.status, _json(r.answer.message.body)) for r in replayed if r.answer)
    found = set().union(*(_breaks(openapi, "DoiDetailItem", body) for body in _dois(answers)))
    assert found <= BROKEN_BY_REAL_ANSWERS | OF_PARTIAL_RECORDS


def _json(body: bytes) -> Any:
    try:
        return yaml.load(body, Loader=yaml.CSafeLoader) if body[:1] in b"{[" else None
    except yaml.YAMLError:
        return None


def _schema(name: str) -> etree.XMLSchema:
    schema = load_schema(name)
    if schema is None:
        pytest.skip(f"XML NOT CHECKED: the schema {name} is not at hand; run `pidguide schemas`")
    return schema


def test_recorded_datacite_xml_is_valid_but_for_the_old_kernel(recorded: list[Exchange]) -> None:
    schema = _schema(DATACITE_KERNEL)
    found = {
        exchange.file.name[:3]: schema.validate(etree.fromstring(exchange.answer.body))
        for exchange in recorded
        if exchange.status == 200 and exchange.media_type.startswith(DATACITE_XML)
    }
    assert found
    kernel_3 = {
        exchange.file.name[:3]
        for exchange in recorded
        if b'"http://datacite.org/schema/kernel-3"' in exchange.answer.body
    }
    assert {name for name, valid in found.items() if not valid} <= kernel_3


def test_the_emulators_datacite_xml_is_valid(registries: Emulator) -> None:
    schema = _schema(DATACITE_KERNEL)
    wrong = []
    for doi in registries.world.datacite.production.dois:
        url = f"https://api.datacite.org/dois/{doi}"
        answer = registries.request("GET", url, {"Accept": DATACITE_XML})
        if answer.status_code == 200 and not schema.validate(etree.fromstring(answer.data)):
            wrong.append((doi, str(schema.error_log.last_error)))
    assert wrong == []


def test_the_emulators_orcid_xml_is_valid(registries: Emulator) -> None:
    schema = _schema(ORCID_RECORD)
    wrong, checked = [], 0
    for record in registries.world.orcid:
        url = f"https://pub.orcid.org/v3.0/{record.orcid}/record"
        answer = registries.request("GET", url, {"Accept": "application/vnd.orcid+xml"})
        if answer.status_code == 200:
            checked += 1
            if not schema.validate(etree.fromstring(answer.data)):
                wrong.append((record.orcid, str(schema.error_log.last_error)))
    assert checked
    assert wrong == []
