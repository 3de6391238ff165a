"""Reads the bodies of the MDS API, and names what is wrong with them in its words."""

from urllib.parse import unquote

from pid_emulator.core.json_bodies import load_json_or_none
from pid_emulator.core.libraries import etree
from pid_emulator.datacite.dois import normalize_doi

_XML_MARKS = (b"http://datacite.org/schema/kernel", b"http://www.crossref.org/", b"<doi_records")


class WrongBody(Exception):
    """A request that is refused: its text is the answer's body."""

    def __init__(self, status: int, text: str = "") -> None:
        super().__init__(text)
        self.status = status


def read_registration(body: bytes, resource: str | None) -> tuple[str, str]:
    """Return DOI and URL from `doi=…` and `url=…` on a line each.

    `resource` is the DOI in the path, if there is one. Raises WrongBody.
    """
    text = body.decode("utf-8", errors="replace")
    if not text.strip():
        raise WrongBody(400)
    doi_line, _, url_line = text.strip().partition("\n")
    key, _, doi = doi_line.partition("=")
    if key.strip() != "doi":
        raise WrongBody(400, "param 'doi' required")
    name = normalize_doi(unquote(doi.strip()))
    if resource is not None and name != resource:
        raise WrongBody(400, "doi parameter does not match doi of resource")
    if name is None:
        raise WrongBody(404, "DOI not found")
    key, _, url = url_line.partition("\n")[0].partition("=")
    if key.strip() != "url" or not url.strip():
        raise WrongBody(400, "param 'url' required")
    return name, unquote(url.strip())


def read_media(body: bytes) -> tuple[str, str]:
    """Return media type and URL from `application/pdf=https://…`. Raises WrongBody."""
    media_type, _, url = body.decode("utf-8", errors="replace").strip().partition("=")
    if not media_type.strip() or not url.strip():
        raise WrongBody(404, "No media for the DOI")
    return media_type.strip(), url.strip()


def is_metadata(document: bytes) -> bool:
    """Tell whether a document is in one of the formats that metadata may come in."""
    if any(mark in document for mark in _XML_MARKS):
        return True
    text = document.decode("utf-8", errors="replace").lstrip("\ufeff \t\r\n")
    if text.startswith(("TY  - ", "@")):
        return True
    return isinstance(load_json_or_none(text), dict)


def identifier_in(document: bytes) -> str:
    """Return the text of a document's identifier; empty where it has none or is no XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(document, parser)
    except (etree.XMLSyntaxError, ValueError):
        return ""
    return root.findtext("{*}identifier") or "" if root is not None else ""
