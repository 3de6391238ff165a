"""One work as the REST API gives it, and the function that asks Crossref to transform it."""

from collections.abc import Callable
from typing import Any

from werkzeug.test import TestResponse

DOI = "10.1126/science.169.3946.635"

WORK: dict[str, Any] = {
    "DOI": DOI,
    "type": "journal-article",
    "title": ["The Structure of Ordinary Water"],
    "subtitle": ["New data and interpretations are yielding new insights into this fascinating substance."],
    "container-title": ["Science"],
    "short-container-title": ["Science"],
    "publisher": "American Association for the Advancement of Science (AAAS)",
    "volume": "169",
    "issue": "3946",
    "page": "635-641",
    "issued": {"date-parts": [[1970, 8, 14]]},
    "published-print": {"date-parts": [[1970, 8, 14]]},
    "indexed": {"date-time": "2026-06-03T07:20:50Z"},
    "deposited": {"date-time": "2024-02-06T23:56:00Z"},
    "author": [{"given": "Henry S.", "family": "Frank", "sequence": "first", "affiliation": []}],
    "member": "221",
    "prefix": "10.1126",
    "ISSN": ["0036-8075", "1095-9203"],
    "issn-type": [{"value": "0036-8075", "type": "print"}, {"value": "1095-9203", "type": "electronic"}],
    "URL": f"https://doi.org/{DOI}",
    "aliases": ["10.1126/alias"],
    "resource": {"primary": {"URL": f"https://www.science.org/doi/{DOI}"}},
    "reference": [{"key": "e_1", "first-page": "2020", "volume": "5", "year": "1670"}],
}

TYPES = (
    "application/rdf+xml",
    "text/turtle",
    "application/vnd.citationstyles.csl+json",
    "text/x-bibliography",
    "application/x-research-info-systems",
    "application/x-bibtex",
    "application/vnd.crossref.unixref+xml",
    "application/vnd.crossref.unixsd+xml",
)
Negotiate = Callable[..., TestResponse]

# The least of an article from which a member, a journal, a funder and a licence follow.
ARTICLE: dict[str, Any] = {
    "DOI": "10.5555/1",
    "indexed": {},
    "type": "journal-article",
    "member": "7822",
    "prefix": "10.5555",
    "publisher": "Test accounts",
    "ISSN": ["0264-3561"],
    "container-title": ["Journal of Psychoceramics"],
    "issued": {"date-parts": [[2012]]},
    "license": [{"URL": "https://example.org/licence"}],
    "funder": [{"name": "National Science Foundation", "DOI": "10.13039/100000001"}],
}
