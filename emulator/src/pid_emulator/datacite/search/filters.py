"""The filters of `GET /dois` (https://support.datacite.org/docs/api-queries#filtering).

All of them must hold, but for one group: repository, member, affiliation, funder and the `has-…` of people
and organisations are alternatives, of which one is enough.
"""

import re
from collections.abc import Callable
from typing import Any

from pid_emulator.core.search_index import SearchIndex
from pid_emulator.datacite.cleaning import normalized_orcid
from pid_emulator.datacite.errors import SearchError
from pid_emulator.datacite.search.index import COUNT_FIELDS, holders, holders_of_any, ror_id, texts_at
from pid_emulator.datacite.search.parameters import Parameters
from pid_emulator.datacite.vocabulary import FOS_SCHEME, dasherize

Index = SearchIndex[Any, Any]
Filter = Callable[[Index], set[int]]  # returns the numbers of the documents that pass

_COUNTS = {f"has-{name.removesuffix('_count').replace('_', '-')}": name for name in COUNT_FIELDS}
_PLURALS = {
    "has-citations": "has-citation",
    "has-views": "has-view",
    "has-downloads": "has-download",
    "has-references": "has-reference",
    "has-parts": "has-part",
    "has-part-of": "has-part-of",
    "has-versions": "has-version",
    "has-version-of": "has-version-of",
}
_EXACT = {
    "prefix": "prefix",
    "resource-type": "types.resourceType",
    "subject": "subjects.subject",
    "source": "source",
    "license": "rights_list.rightsIdentifier",
    "certificate": "client.certificate",
    "client-type": "client.client_type",
    "re3data-id": "client.re3data_id",
    "opendoar-id": "client.opendoar_id",
    "state": "aasm_state",
    "language": "language",
    "affiliation-country": "affiliation_countries",
    "link-check-status": "landing_page.status",
}
_YEARS = {"created": "created", "registered": "registered", "published": "publication_year"}


def passing(parameters: Parameters, index: Index) -> set[int]:
    """Return the numbers of the documents that these parameters let pass. Raises SearchError."""
    passing = set.intersection(*(test(index) for test in _required(parameters)), index.numbers)
    alternatives = _alternatives(parameters)
    return passing & set().union(*(test(index) for test in alternatives)) if alternatives else passing


def _required(parameters: Parameters) -> list[Filter]:
    tests: list[Filter] = []
    if value := parameters.get("ids"):
        # Named one by one they are all there, other agencies' too; nothing else narrows them.
        return [_one_of("uid", [item.strip().lower() for item in value.split(",")])]
    for name, path in _EXACT.items():
        if value := parameters.get(name):
            wanted = value.lower() if name == "license" else value
            tests.append(_one_of(path, wanted.split(",")))
    for name, path in _YEARS.items():
        if value := parameters.get(name):
            tests.append(_years(path, value))
    for name, singular in _PLURALS.items():
        if value := parameters.get(name):
            tests.append(_at_least(_COUNTS[singular], value))
    if value := parameters.get("resource-type-id"):
        tests.append(_one_of("resource_type_id", [dasherize(item) for item in value.split(",")]))
    if value := parameters.get("consortium-id"):
        tests.append(_one_of("consortium_id", [item.lower() for item in value.split(",")]))
    if value := parameters.get("schema-version"):
        tests.append(_one_of("schema_version", [f"http://datacite.org/schema/kernel-{value}"]))
    if value := parameters.get("user-id"):
        tests.append(_one_of("creators.nameIdentifiers.nameIdentifier", [normalized_orcid(value)]))
    if parameters.get("has-person"):
        tests.append(_one_of("creators.nameIdentifiers.nameIdentifierScheme", ["ORCID"]))
    if value := parameters.get("funded-by"):
        tests.append(_funded_by(value, with_children=parameters.flag("include-funder-child-organizations")))
    if value := parameters.get("field-of-science"):
        tests.append(_one_of("subjects.subjectScheme", [FOS_SCHEME]))
        labels = [f"FOS: {item.replace('_', ' ').capitalize()}" for item in value.split(",")]
        tests.append(_one_of("subjects.subject", labels))
    if not parameters.flag("include-other-registration-agencies"):
        tests.append(_one_of("agency", ["datacite"]))
    return tests


def _alternatives(parameters: Parameters) -> list[Filter]:
    tests: list[Filter] = []
    if parameters.get("ids"):
        return tests
    for name, path in (("client-id", "client_id"), ("provider-id", "provider_id")):
        if value := parameters.get(name):
            tests.append(_one_of(path, [item.strip().lower() for item in value.split(",")]))
    if value := parameters.get("affiliation-id"):
        tests.append(_one_of("affiliation_id", [ror_id(item) for item in value.split(",")]))
    if value := parameters.get("funder-id"):
        tests.append(_one_of("funder_ids", [_funder_address(item) for item in value.split(",")]))
    for name, scheme in (
        ("has-organization", "nameIdentifiers.nameIdentifierScheme"),
        ("has-affiliation", "affiliation.affiliationIdentifierScheme"),
    ):
        if parameters.get(name):
            tests += [_one_of(f"{people}.{scheme}", ["ROR"]) for people in ("creators", "contributors")]
    if parameters.get("has-funder"):
        tests.append(_one_of("funding_references.funderIdentifierType", ["Crossref Funder ID"]))
    return tests


def _funded_by(value: str, *, with_children: bool) -> Filter:
    """Return the test for funders by ROR id, and for what belongs to them where that is asked for."""
    wanted = [f"https://{ror_id(item.strip())}" for item in value.split(",")]
    paths = ("funder_rors", "funder_parent_rors") if with_children else ("funder_rors",)
    return lambda index: set().union(*(_one_of(path, wanted)(index) for path in paths))


def _one_of(path: str, wanted: list[str]) -> Filter:
    return lambda index: set().union(*(holders(index, path, value) for value in wanted))


def _at_least(path: str, value: str) -> Filter:
    limit = int(value) if value.isdecimal() and len(value) < 19 else 0
    if not limit:
        return lambda index: index.numbers
    return lambda index: holders_of_any(index, path, lambda count: int(count) >= limit)


def _years(path: str, value: str) -> Filter:
    """Return the filter for a range from the least to the greatest of the years. Raises SearchError."""
    years = sorted(value.split(","))
    for bound in (years[0], years[-1]):
        if not re.fullmatch(r"\d{4}", bound):
            problem = f"failed to parse date field [{bound}] with format [yyyy]"
            raise SearchError(f"{problem}: [{problem}]")

    def years_of(document: Any) -> list[str]:
        return [text[:4] for text in texts_at(document, [path])]

    return lambda index: index.with_any(("year", path), years_of, lambda year: years[0] <= year <= years[-1])


def _funder_address(value: str) -> str:
    return f"https://doi.org/{value[value.find('10.') :].lower()}"
