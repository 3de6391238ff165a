"""A work in which every filter, facet and field query finds something."""

from typing import Any

# One work with something for every filter to see.
FULL: dict[str, Any] = {
    "DOI": "10.5555/full",
    "type": "journal-article",
    "member": "7822",
    "prefix": "10.5555",
    "aliases": ["10.5555/alias"],
    "publisher": "Test accounts",
    "title": ["Everything"],
    "abstract": "<jats:p>Text</jats:p>",
    "description": "A thing",
    "subject": ["Psychoceramics"],
    "container-title": ["Journal of Psychoceramics"],
    "group-title": "Pots",
    "article-number": "e1",
    "alternative-id": ["ALT1"],
    "archive": ["CLOCKSS"],
    "ISSN": ["0264-3561"],
    "ISBN": ["9780199830060"],
    "clinical-trial-number": [{"clinical-trial-number": "isrctn12345"}],
    "content-domain": {"domain": ["psychoceramics.example.org"], "crossmark-restriction": True},
    "update-policy": "https://doi.org/10.5555/crossmark_policy",
    "update-to": [{"DOI": "10.5555/old", "type": "correction", "label": "Correction"}],
    "updated-by": [{"DOI": "10.5555/new", "type": "retraction", "label": "Retraction"}],
    "assertion": [{"name": "received", "group": {"name": "history", "label": "History"}}],
    "author": [
        {
            "family": "Carberry",
            "ORCID": "https://orcid.org/0000-0002-1825-0097",
            "authenticated-orcid": True,
            "affiliation": [{"name": "Brown", "id": [{"id": "https://ror.org/05gq02987", "id-type": "ROR"}]}],
        }
    ],
    "funder": [
        {"name": "NSF", "DOI": "10.13039/100000001", "doi-asserted-by": "publisher", "award": ["A-1"]},
        {
            "name": "NIH",
            "DOI": "10.13039/100000002",
            "id": [{"id": "https://ror.org/01cwqze88", "id-type": "ROR"}],
            "doi-asserted-by": "publisher",
            "award": ["B-2"],
        },
    ],
    "project": [
        {"award-amount": {"amount": 1000, "currency": "EUR"}, "award-start": {"date-parts": [[2020, 5]]}}
    ],
    "license": [
        {"URL": "https://example.org/vor", "content-version": "vor", "delay-in-days": 0},
        {"URL": "https://example.org/tdm", "content-version": "tdm", "delay-in-days": 365},
    ],
    "link": [
        {
            "URL": "https://example.org/a.pdf",
            "content-type": "application/pdf",
            "content-version": "vor",
            "intended-application": "text-mining",
        }
    ],
    "reference": [{"key": "ref1", "DOI": "10.5555/old"}],
    "relation": {"is-preprint-of": [{"id": "10.5555/pre", "id-type": "doi", "asserted-by": "subject"}]},
    "event": {
        "name": "PotCon",
        "start": {"date-parts": [[2020, 5, 1]]},
        "end": {"date-parts": [[2020, 5, 31]]},
    },
    **{
        name: {"date-parts": [[2020, 5]]}
        for name in (
            "accepted", "approved", "created", "deposited", "indexed", "issued",
            "published", "published-online", "published-print", "posted",
        )
    },
}  # fmt: skip
