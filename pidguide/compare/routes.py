"""Names the service and the route of a request, so that scores can be given for each."""

import re
from urllib.parse import unquote, urlsplit

# doi.org's score covers content negotiation as a whole, wherever doi.org sends the request.
SERVICES = ("doi.org", "crossref", "datacite", "orcid")

_HOSTS = {
    "doi.org": "doi.org",
    "dx.doi.org": "doi.org",
    "www.doi.org": "doi.org",
    "hdl.handle.net": "doi.org",
    "data.crosscite.org": "doi.org",
    "data.datacite.org": "doi.org",
    "japanlinkcenter.org": "doi.org",
    "data.medra.org": "doi.org",
    "citation.doi.org": "doi.org",
    "citation.crosscite.org": "doi.org",
    "api.crossref.org": "crossref",
    "test.crossref.org": "crossref",
    "doi.crossref.org": "crossref",
    "api.datacite.org": "datacite",
    "api.test.datacite.org": "datacite",
    "api.stage.datacite.org": "datacite",
    "mds.datacite.org": "datacite",
    "mds.test.datacite.org": "datacite",
    "handle.test.datacite.org": "datacite",
    "handle.stage.datacite.org": "datacite",
    "orcid.org": "orcid",
    "pub.orcid.org": "orcid",
    "api.orcid.org": "orcid",
    "sandbox.orcid.org": "orcid",
    "pub.sandbox.orcid.org": "orcid",
    "api.sandbox.orcid.org": "orcid",
}
_DOI = re.compile(
    r"(?:doi:)?10\.\d{3,9}(?:\.\d+)*/\S+?(?=/(?:transform|agency|get-url|media|metadata)(?:/|$)|$)",
    re.IGNORECASE,
)
_ORCID_ID = re.compile(r"\b(?:\d{4}-){3}\d{3}[\dXx]\b")


def service_of(url: str) -> str | None:
    """Return the service that a score counts a request to, None for a host that is not emulated.

    Crossref's `/transform` is where doi.org sends content negotiation and counts as doi.org's.
    """
    parts = urlsplit(url)
    service = _HOSTS.get((parts.hostname or "").lower())
    if service == "crossref" and re.search(r"/transform(/|$)", parts.path):
        return "doi.org"
    return service


def route_of(method: str, url: str) -> str:
    """Return the method and the route template, e.g. `GET api.crossref.org/works/{doi}/agency`.

    Identifiers become `{doi}`, `{orcid}`, `{prefix}` or `{id}`; query parameters are left out.
    """
    parts = urlsplit(url)
    path = re.sub(r"^/v\d+(?=/works|/members|/journals|/funders|/prefixes|/types)", "", unquote(parts.path))
    path = _DOI.sub("{doi}", path)
    path = _ORCID_ID.sub("{orcid}", path)
    path = re.sub(r"/10\.\d{3,9}(?=/|$)", "/{prefix}", path)
    path = re.sub(r"/\d{4}-\d{3}[\dXx](?=/|$)", "/{issn}", path)
    path = re.sub(r"(?<=/)(?:\d+|[0-9a-f]{8}-[0-9a-f-]{27}|0000-0000-0000-\w{4})(?=/|$)", "{id}", path)
    if (parts.hostname or "") in ("doi.org", "data.crosscite.org") and re.fullmatch(r"/[^/{}]+", path):
        path = "/{doi}"
    return f"{method} {parts.hostname}{path.rstrip('/') or '/'}"
