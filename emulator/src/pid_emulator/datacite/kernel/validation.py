"""Checks metadata as DataCite does before it saves a DOI, in the same words.

XML is checked against the official kernel 4 schema; lxml and DataCite's server use the same library, so that
its messages are the server's own.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from pid_emulator.core.schema_files import DATACITE_KERNEL, HOW_TO_GET, load_schema
from pid_emulator.datacite.dois import Doi, as_list
from pid_emulator.datacite.errors import Problem
from pid_emulator.datacite.kernel.reader import MalformedXml, parse_xml

Errors = Iterator[tuple[str, str]]

KERNEL_4 = "http://datacite.org/schema/kernel-4"
# `schemaVersion` decides what is checked: old kernels are refused, with kernel-4.4 and later anything passes.
_OLD_KERNEL = re.compile(r"kernel-[0-3](\.\d+)*")
_CHECKED = re.compile(re.escape(KERNEL_4) + r"(\.[0-3])?")
MAX_RIGHTS = 2000  # characters
SCHEMA_MISSING = f"The emulator has no {DATACITE_KERNEL} to validate with: {HOW_TO_GET}."
CONTRIBUTOR_TYPES = frozenset(
    [
        "ContactPerson",
        "DataCollector",
        "DataCurator",
        "DataManager",
        "Distributor",
        "Editor",
        "HostingInstitution",
        "Producer",
        "ProjectLeader",
        "ProjectManager",
        "ProjectMember",
        "RegistrationAgency",
        "RegistrationAuthority",
        "RelatedPerson",
        "Researcher",
        "ResearchGroup",
        "RightsHolder",
        "Sponsor",
        "Supervisor",
        "Translator",
        "WorkPackageLeader",
        "Other",
    ]
)
_SUFFIX = re.compile(r"10\.\d{4,5}/[-._;()/:a-zA-Z0-9*~$=]+")
_ADDRESS = re.compile(r"(ftp|http|https)://\S+")
_LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")
_SOURCES = {
    "date": "dates",
    "publicationYear": "publication_year",
    "alternateIdentifiers": "identifiers",
    "relatedIdentifiers": "related_identifiers",
    "relatedItems": "related_items",
    "geoLocations": "geo_locations",
    "rightsList": "rights_list",
    "fundingReferences": "funding_references",
    "version": "version_info",
    "resource": "xml",
}
_LISTED_OBJECTS = {
    "dates": ("dates", "Date {}"),
    "rightsList": ("rights_list", "Rights '{}'"),
    "titles": ("titles", "Title '{}'"),
    "descriptions": ("descriptions", "Description '{}'"),
    "subjects": ("subjects", "Subject '{}'"),
    "creators": ("creators", "Creator '{}'"),
    "contributors": ("contributors", "Contributor '{}'"),
    "identifiers": ("identifiers", "Identifier '{}'"),
    "relatedIdentifiers": ("related_identifiers", "Related identifier '{}'"),
    "relatedItems": ("related_items", "Related item '{}'"),
    "fundingReferences": ("funding_references", "Funding reference '{}'"),
    "geoLocations": ("geo_locations", "Geolocation '{}'"),
}


def check_doi(
    doi: Doi, *, domains: str, new: bool, taken: bool, validate: bool, default_version: str | None = None
) -> list[tuple[str, str]]:
    """Return what is wrong with a DOI as pairs of source and message; nothing when it can be saved.

    `domains` are those of its repository, `validate` asks for the XML check of a draft, `default_version` is
    the schemaVersion of a DOI that has none. Raises Problem(501) where the XML has to be validated and no
    schema is at hand.
    """
    version = doi.attributes.get("schemaVersion") or default_version
    public = doi.state != "draft"
    errors = list(_doi_errors(doi, new, taken))
    url_missing = public and not doi.attributes.get("url")
    errors += _url_errors(doi, domains, public)
    if public or validate:
        errors += _xml_errors(doi, version, lenient=url_missing)
    errors += _object_errors(doi.attributes)
    return errors


def is_allowed_by(domains: str, url: str) -> bool:
    """Tell whether a repository's domain setting allows a landing page.

    The setting is a comma list of host names, `*` for any host, `*.example.org` for subdomains only.
    """
    match = re.match(r"\w+://(?:[^/@]*@)?([^/:?#]+)", url)
    host = match[1].lower() if match else ""
    patterns = [pattern.strip().lower() for pattern in (domains or "").split(",")]
    return any(
        pattern == "*" or pattern == host or (pattern.startswith("*.") and host.endswith(pattern[1:]))
        for pattern in patterns
    )


def _doi_errors(doi: Doi, new: bool, taken: bool) -> Errors:
    if new and not _SUFFIX.fullmatch(doi.doi):
        yield "doi", "is invalid"
    if taken:
        yield "doi", "This DOI has already been taken"


def _url_errors(doi: Doi, domains: str, public: bool) -> Errors:
    url = doi.attributes.get("url")
    if not url:
        if public:
            yield "url", "can't be blank"
    elif not _ADDRESS.match(str(url)):
        yield "url", "URL is not valid"
    elif public and not is_allowed_by(domains, str(url)):
        yield "url", f"URL {url} is not allowed by repository {doi.client_id} domain settings."


def is_checked(version: object) -> bool:
    """Tell whether metadata of this schemaVersion is checked; none at all is checked, too."""
    return not version or _CHECKED.fullmatch(str(version)) is not None


def _xml_errors(doi: Doi, version: object, *, lenient: bool) -> Errors:
    if _OLD_KERNEL.fullmatch(str(version or "").rpartition("/")[2]):
        yield "xml", f"DOI {doi.doi}: Schema {version} is no longer supported"
        return
    if not is_checked(version):
        return
    if not doi.xml:
        if not lenient:
            yield "metadata", "is invalid"
        return
    problems = list(schema_errors(doi.xml, doi.doi))
    if version:
        yield from problems
    elif problems and not lenient:
        # Without a schema version the server does not say what is wrong.
        yield "metadata", "is invalid"


def schema_errors(xml: str, doi: str) -> Errors:
    """Yield what the official schema finds wrong, by the name of the attribute it concerns."""
    schema = load_schema(DATACITE_KERNEL)
    if schema is None:
        raise Problem(501, SCHEMA_MISSING)
    try:
        document = parse_xml(xml)
    except MalformedXml as error:
        yield "xml", str(error)
        return
    if schema.validate(document):
        return
    entries: Any = schema.error_log
    for entry in entries:
        element, _, text = entry.message.partition(": ")
        source = element.rpartition("}")[2].removesuffix("'")
        yield _SOURCES.get(source, source), f"DOI {doi}: {text.strip()} at line {entry.line}, column 0"


def _object_errors(attributes: dict[str, Any]) -> Errors:
    for name, (source, words) in _LISTED_OBJECTS.items():
        for item in as_list(attributes.get(name)):
            if not isinstance(item, dict):
                yield source, f"{words.format(item)} should be an object instead of a string."
    for name in ("types", "container"):
        value = attributes.get(name)
        if value not in (None, "", [], {}) and not isinstance(value, dict):
            yield name, f"{name.capitalize()} '{value}' should be an object instead of a string."
    if attributes.get("schemaVersion") == KERNEL_4:
        yield from _contributor_errors(attributes.get("contributors"))
    for item in as_list(attributes.get("rightsList")):
        if isinstance(item, dict) and len(str(item.get("rights") or "")) > MAX_RIGHTS:
            yield "rights_list", f"Rights is too long (maximum is {MAX_RIGHTS} characters)"
    language = attributes.get("language")
    if language and not _LANGUAGE.fullmatch(str(language)):
        yield "language", f"Language {language} is in an invalid format."


def _contributor_errors(contributors: Any) -> Errors:
    for person in as_list(contributors):
        if not isinstance(person, dict):
            continue
        kind = person.get("contributorType")
        if not kind:
            shown = _as_ruby_writes(person)
            yield "contributors", f"Contributor '{shown}' is missing a required element: contributor type."
        elif kind not in CONTRIBUTOR_TYPES:
            shown = _as_ruby_writes(person)
            yield (
                "contributors",
                f"Contributor '{shown}' has a contributor type that is not supported in schema 4: '{kind}'.",
            )


def _as_ruby_writes(value: Any) -> str:
    """Return a value as the server's messages show it: a Ruby literal, without what was not sent."""
    if isinstance(value, dict):
        pairs = ((json.dumps(name), item) for name, item in value.items() if item not in ([], None))
        return "{" + ", ".join(f"{name}=>{_as_ruby_writes(item)}" for name, item in pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_as_ruby_writes, value)) + "]"
    return "nil" if value is None else json.dumps(value, ensure_ascii=False)
