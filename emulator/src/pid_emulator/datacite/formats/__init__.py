"""A DataCite record in every format that content negotiation offers.

`render` takes a DOI resource as the REST API answers it (`{"id", "type", "attributes", "relationships"}`) and
follows the fields, their order and their omissions that DataCite's own writers have
(https://support.datacite.org/docs/datacite-content-resolver).
"""

from collections.abc import Callable, Sequence

from pid_emulator.core.records import Record
from pid_emulator.datacite.formats import as_json, as_linked_data, as_text, as_xml
from pid_emulator.datacite.formats.view import View

DATACITE_XML = "application/vnd.datacite.datacite+xml"
DATACITE_JSON = "application/vnd.datacite.datacite+json"
CROSSCITE_JSON = "application/vnd.crosscite.crosscite+json"
SCHEMA_ORG = "application/vnd.schemaorg.ld+json"
CSL_JSON = "application/vnd.citationstyles.csl+json"
CODEMETA = "application/vnd.codemeta.ld+json"
JATS = "application/vnd.jats+xml"
BIBTEX = "application/x-bibtex"
RIS = "application/x-research-info-systems"
BIBLIOGRAPHY = "text/x-bibliography"
CSV = "text/csv"

ALIASES = {
    "application/x-datacite+xml": DATACITE_XML,
    "application/ld+json": SCHEMA_ORG,
    "application/citeproc+json": CSL_JSON,
}

_WRITERS: dict[str, Callable[[View], str | bytes]] = {
    DATACITE_XML: as_xml.datacite_xml,
    DATACITE_JSON: as_json.datacite_json,
    CROSSCITE_JSON: as_json.crosscite_json,
    SCHEMA_ORG: as_linked_data.schema_org,
    CSL_JSON: as_json.csl_json,
    CODEMETA: as_linked_data.codemeta,
    JATS: as_xml.jats,
    BIBTEX: as_text.bibtex,
    RIS: as_text.ris,
    CSV: as_text.csv_table,
}
MEDIA_TYPES = (*_WRITERS, BIBLIOGRAPHY)


def canonical(media_type: str) -> str | None:
    """Return the registered name of a media type or of its alias, None where there is no such format."""
    name = media_type.partition(";")[0].strip().lower()
    name = ALIASES.get(name, name)
    return name if name in MEDIA_TYPES else None


def render(
    resource: Record, media_type: str, style: str | None = None, locale: str | None = None
) -> tuple[bytes | str, str] | None:
    """Return `(body, content type)` of a DOI resource, or None where the media type is not one of ours.

    `style` and `locale` choose a citation's CSL style and language; unknown ones give APA and en-US.
    """
    name = canonical(media_type)
    if name is None:
        return None
    view = View(resource)
    if name == BIBLIOGRAPHY:
        return as_text.citation(view, style, locale), f"{name}; charset=utf-8"
    return _WRITERS[name](view), f"{name}; charset=utf-8"


def render_many(
    resources: Sequence[Record], media_type: str, style: str | None = None, locale: str | None = None
) -> tuple[str, str] | None:
    """Return `(body, content type)` of a list of DOI resources, or None as `render` does."""
    name = canonical(media_type)
    if name is None:
        return None
    views = [View(resource) for resource in resources]
    content_type = f"{name}; charset=utf-8"
    if name == CSV:
        return as_text.csv_rows(views), content_type
    if name == BIBLIOGRAPHY:
        return "\n".join(as_text.citation(view, style, locale) for view in views), content_type
    bodies = [_text(_WRITERS[name](view)) for view in views]
    if name.endswith("json"):
        return "[" + ",".join(bodies) + "]", content_type
    return "\n".join(bodies), content_type


def _text(body: str | bytes) -> str:
    return body if isinstance(body, str) else body.decode("utf-8")
