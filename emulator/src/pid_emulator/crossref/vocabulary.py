"""Crossref's fixed vocabularies: what exists there without a single record.

Names and their order are those that the REST API lists in /types, in its error messages and in its
own description (https://api.crossref.org/swagger-ui/index.html).
"""

TYPES = {
    "book-section": "Book Section",
    "monograph": "Monograph",
    "report-component": "Report Component",
    "report": "Report",
    "peer-review": "Peer Review",
    "book-track": "Book Track",
    "journal-article": "Journal Article",
    "book-part": "Part",
    "other": "Other",
    "book": "Book",
    "journal-volume": "Journal Volume",
    "book-set": "Book Set",
    "reference-entry": "Reference Entry",
    "proceedings-article": "Proceedings Article",
    "journal": "Journal",
    "component": "Component",
    "book-chapter": "Book Chapter",
    "proceedings-series": "Proceedings Series",
    "report-series": "Report Series",
    "proceedings": "Proceedings",
    "database": "Database",
    "standard": "Standard",
    "reference-book": "Reference Book",
    "posted-content": "Posted Content",
    "journal-issue": "Journal Issue",
    "dissertation": "Dissertation",
    "grant": "Grant",
    "dataset": "Dataset",
    "book-series": "Book Series",
    "edited-book": "Edited Book",
}

FIELD_QUERIES = (
    "affiliation", "degree", "event-acronym", "bibliographic", "container-title", "publisher-name",
    "author", "event-theme", "standards-body-acronym", "chair", "event-location", "translator",
    "funder-name", "event-name", "publisher-location", "title", "standards-body-name", "contributor",
    "editor", "event-sponsor", "description",
)  # fmt: skip

SORT_FIELDS = (
    "score", "relevance", "updated", "deposited", "indexed", "created", "published",
    "published-print", "published-online", "issued", "is-referenced-by-count", "references-count",
)  # fmt: skip

SORT_ORDERS = ("asc", "desc", "1", "-1")

SELECTS = (
    "abstract", "URL", "resource", "member", "posted", "score", "created", "degree", "update-policy",
    "short-title", "license", "ISSN", "container-title", "issued", "update-to", "issue", "prefix",
    "approved", "indexed", "article-number", "clinical-trial-number", "accepted", "author",
    "group-title", "DOI", "is-referenced-by-count", "updated-by", "event", "chair", "standards-body",
    "original-title", "funder", "translator", "published", "archive", "published-print",
    "alternative-id", "subject", "subtitle", "published-online", "publisher-location",
    "content-domain", "reference", "title", "link", "type", "publisher", "volume", "references-count",
    "ISBN", "issn-type", "assertion", "deposited", "page", "content-created",
    "short-container-title", "relation", "editor", "contributor",
)  # fmt: skip

# The greatest number of values each facet gives; None where "*" means all that there are.
FACETS: dict[str, int | None] = {
    "affiliation": None,
    "archive": None,
    "assertion": None,
    "assertion-group": None,
    "category-name": None,
    "container-title": 100,
    "funder-doi": None,
    "funder-name": None,
    "issn": 100,
    "journal-issue": None,
    "journal-volume": None,
    "license": None,
    "link-application": None,
    "orcid": 100,
    "published": None,
    "publisher-name": None,
    "relation-type": None,
    "ror-id": None,
    "source": None,
    "type-name": None,
    "update-type": None,
}
FACET_VALUES_MAX = 1000

# What the kinds of metadata are called in members' and journals' coverage.
COVERAGE = (
    "affiliations", "abstracts", "orcids", "licenses", "references", "funders",
    "similarity-checking", "award-numbers", "ror-ids", "update-policies", "resource-links",
    "descriptions",
)  # fmt: skip
