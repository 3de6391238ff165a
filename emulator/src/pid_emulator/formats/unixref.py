"""Writes a Crossref work as XML: UNIXREF, and the UNIXSD query result around it, by lxml.

The emulator knows works as the REST API gives them, so the XML holds what that JSON holds, arranged as
https://www.crossref.org/documentation/retrieve-metadata/xml-api/ describes it.
"""

from __future__ import annotations

import re
from typing import Any

from pid_emulator.core.libraries import builder, etree
from pid_emulator.core.records import Record
from pid_emulator.formats.csl import date_parts, first, people
from pid_emulator.formats.unixref_programs import assertions_and_programs, collections, xml_text

Element = Any  # what an ElementMaker makes has no type in lxml's stubs

QUERY_RESULT = "http://www.crossref.org/qrschema/3.0"
UNIXREF = "http://www.crossref.org/xschema/1.1"
# A deposit keeps the version that it was made in; the new one came with Crossmark.
OLD_UNIXREF, OLD_UNTIL = "http://www.crossref.org/xschema/1.0", "2012"
JATS = "http://www.ncbi.nlm.nih.gov/JATS1"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
QUERY_RESULT_SCHEMA = f"{QUERY_RESULT} http://www.crossref.org/schemas/crossref_query_output3.0.xsd"

BOOK_TYPES = {"book", "monograph", "edited-book", "reference-book"}
CHAPTER_TYPES = {"book-chapter", "book-section", "book-part", "book-track", "reference-entry"}
# What `query/doi/@type` says of a Crossref work type.
QUERY_DOI_TYPES = {
    "journal-article": "journal_article",
    "journal": "journal_title",
    "journal-issue": "journal_issue",
    "journal-volume": "journal_volume",
    "proceedings-article": "conference_paper",
    "proceedings": "conference_title",
    "report": "report-paper_title",
    "dissertation": "dissertation",
    "dataset": "dataset",
    "component": "component",
    "standard": "standard_title",
    "posted-content": "posted_content",
    "peer-review": "peer_review",
    **dict.fromkeys(BOOK_TYPES, "book_title"),
    **dict.fromkeys(CHAPTER_TYPES, "book_content"),
}


def write_unixref(work: Record) -> str:
    """Return `<doi_records><doi_record owner= timestamp=><crossref>…`, without a namespace."""
    make = builder.ElementMaker()
    record = make.doi_record(make.crossref(_content(make, work)), owner=_prefix(work))
    if deposited := _moment(work, "deposited"):
        record.set("timestamp", deposited.replace("T", " ").removesuffix("Z"))
    return _write(make.doi_records(record))


def write_unixsd(work: Record) -> str:
    """Return `<crossref_result>` of version 3.0 with one resolved query that holds the UNIXREF record."""
    make = builder.ElementMaker(namespace=QUERY_RESULT, nsmap={None: QUERY_RESULT, "xsi": XSI})
    is_old = "" < _moment(work, "deposited") < OLD_UNTIL
    namespace = OLD_UNIXREF if is_old else UNIXREF
    inner = builder.ElementMaker(namespace=namespace, nsmap={None: namespace, "xsi": XSI})
    crossref = inner.crossref(_content(inner, work))
    schema = f"http://doi.crossref.org/schemas/unixref{namespace[-3:]}.xsd"
    crossref.set(f"{{{XSI}}}schemaLocation", f"{namespace} {schema}")
    kind = QUERY_DOI_TYPES.get(str(work.get("type")), "journal_article")
    query = make.query(
        make.doi(xml_text(work.get("DOI")), type=kind),
        *_items(make, work),
        make.doi_record(crossref),
        status="resolved",
    )
    result = make.crossref_result(
        make.query_result(make.head(make.doi_batch_id("none")), make.body(query)), version="3.0"
    )
    result.set(f"{{{XSI}}}schemaLocation", QUERY_RESULT_SCHEMA)
    return _write(result)


def _items(make: builder.ElementMaker, work: Record) -> list[Element]:
    items = (
        ("publisher-name", "string", work.get("publisher")),
        ("prefix-name", "string", work.get("publisher")),
        ("member-id", "number", work.get("member")),
        ("deposit-timestamp", "number", re.sub(r"\D", "", _moment(work, "deposited"))),
        ("owner-prefix", "string", _prefix(work)),
        ("last-update", "date", _moment(work, "deposited")),
        ("created", "date", _moment(work, "created")),
        ("citedby-count", "number", work.get("is-referenced-by-count")),
    )
    return [
        make("crm-item", xml_text(value), name=name, type=kind)
        for name, kind, value in items
        if value not in (None, "")
    ]


def _content(make: builder.ElementMaker, work: Record) -> Element:
    """Return the element of the work's own kind."""
    work_type = str(work.get("type"))
    if work_type.startswith("journal"):
        return make.journal(
            _journal_metadata(make, work),
            *_journal_issue(make, work),
            _item(make, work, "journal_article", publication_type="full_text"),
        )
    if work_type == "proceedings-article":
        return make.conference(
            make.event_metadata(make.conference_name(xml_text(_event_name(work)))),
            make.proceedings_metadata(
                make.proceedings_title(xml_text(first(work.get("container-title")))),
                make.publisher(make.publisher_name(xml_text(work.get("publisher")))),
                *[make.isbn(xml_text(number)) for number in work.get("ISBN") or []],
            ),
            _item(make, work, "conference_paper", publication_type="full_text"),
        )
    if work_type in CHAPTER_TYPES:
        return make.book(_book_metadata(make, work), _item(make, work, "content_item"), book_type="other")
    if work_type in BOOK_TYPES:
        language = {"language": str(work["language"])} if work.get("language") else {}
        item = _item(make, work, "book_metadata", **language)
        return make.book(item, book_type=work_type.replace("-", "_"))
    if work_type == "dissertation":
        return _item(make, work, "dissertation")
    if work_type == "posted-content":
        return _item(make, work, "posted_content", type=str(work.get("subtype") or "other"))
    if work_type == "peer-review":
        return _item(make, work, "peer_review")
    if work_type in ("dataset", "component"):
        title = first(work.get("container-title")) or work.get("publisher")
        return make.database(
            make.database_metadata(make.titles(make.title(xml_text(title)))), _item(make, work, "dataset")
        )
    return make("report-paper", _item(make, work, "report-paper_metadata"))


def _item(make: builder.ElementMaker, work: Record, name: str, **attributes: str) -> Element:
    """Return the element that carries the DOI: titles, people, dates, pages, data and references."""
    titles = make.titles(
        make.title(xml_text(first(work.get("title")))),
        *[make.subtitle(xml_text(subtitle)) for subtitle in (work.get("subtitle") or [])[:1]],
    )
    contributors = _contributors(make, work)
    is_book = name == "book_metadata"
    return make(
        name,
        *([titles, *contributors] if name == "journal_article" else [*contributors, titles]),
        *_abstract(work),
        *(_series(make, work) if is_book else []),
        *([make.volume(xml_text(work["volume"]))] if is_book and work.get("volume") else []),
        *_publication_dates(make, work),
        *_acceptance_date(make, work),
        *(_isbns_and_publisher(make, work) if is_book else []),
        *_pages(make, work),
        *_publisher_item(make, work),
        *assertions_and_programs(make, work),
        make.doi_data(
            make.doi(xml_text(work.get("DOI"))),
            *[make.resource(xml_text(url)) for url in [_landing_page(work)] if url],
            *collections(make, work),
        ),
        *_citations(make, work),
        **attributes,
    )


def _journal_metadata(make: builder.ElementMaker, work: Record) -> Element:
    kinds = {issn.get("value"): issn.get("type") for issn in work.get("issn-type") or []}
    abbreviation = first(work.get("short-container-title")) or first(work.get("container-title-short"))
    metadata = make.journal_metadata(make.full_title(xml_text(first(work.get("container-title")))))
    if abbreviation:
        metadata.append(make.abbrev_title(xml_text(abbreviation)))
    for issn in work.get("ISSN") or []:
        kind = kinds.get(issn)
        media = {"media_type": kind} if kind in ("print", "electronic") else {}
        metadata.append(make.issn(xml_text(issn).replace("-", ""), **media))
    if work.get("language"):
        metadata.set("language", str(work["language"]))
    return metadata


def _journal_issue(make: builder.ElementMaker, work: Record) -> list[Element]:
    if not (work.get("volume") or work.get("issue")):
        return []
    issue = make.journal_issue(*_publication_dates(make, work))
    if work.get("volume"):
        issue.append(make.journal_volume(make.volume(xml_text(work["volume"]))))
    if work.get("issue"):
        issue.append(make.issue(xml_text(work["issue"])))
    return [issue]


def _book_metadata(make: builder.ElementMaker, work: Record) -> Element:
    return make.book_metadata(
        make.titles(make.title(xml_text(first(work.get("container-title"))))),
        *_publication_dates(make, work),
        *_isbns_and_publisher(make, work),
    )


def _series(make: builder.ElementMaker, work: Record) -> list[Element]:
    """Return the series that a book stands in."""
    if not (title := first(work.get("container-title"))):
        return []
    issns = [make.issn(xml_text(issn).replace("-", "")) for issn in work.get("ISSN") or []]
    return [make.series_metadata(make.titles(make.title(xml_text(title))), *issns)]


def _isbns_and_publisher(make: builder.ElementMaker, work: Record) -> list[Element]:
    publisher = make.publisher(make.publisher_name(xml_text(work.get("publisher"))))
    if work.get("publisher-location"):
        publisher.append(make.publisher_place(xml_text(work["publisher-location"])))
    return [*[make.isbn(xml_text(number)) for number in work.get("ISBN") or []], publisher]


def _contributors(make: builder.ElementMaker, work: Record) -> list[Element]:
    names = [
        _contributor(make, person, role)
        for role in ("author", "editor", "chair", "translator")
        for person in people(work, role)
    ]
    return [make.contributors(*names)] if names else []


def _contributor(make: builder.ElementMaker, person: Record, role: str) -> Element:
    attributes = {"contributor_role": role, "sequence": str(person.get("sequence") or "additional")}
    if not person.get("family"):
        return make.organization(xml_text(person.get("name")), **attributes)
    name = make.person_name(**attributes)
    if person.get("given"):
        name.append(make.given_name(xml_text(person["given"])))
    name.append(make.surname(xml_text(person["family"])))
    if person.get("suffix"):
        name.append(make.suffix(xml_text(person["suffix"])))
    name.extend(_affiliations(make, person))
    if person.get("ORCID"):
        is_authenticated = {"authenticated": "true"} if person.get("authenticated-orcid") else {}
        name.append(make.ORCID(xml_text(person["ORCID"]), **is_authenticated))
    return name


def _affiliations(make: builder.ElementMaker, person: Record) -> list[Element]:
    """Return a person's affiliations: as institutions where one has an identifier, else as plain text."""
    affiliations = [one for one in person.get("affiliation") or [] if isinstance(one, dict)]
    if not any(one.get("id") for one in affiliations):
        return [make.affiliation(xml_text(one["name"])) for one in affiliations if one.get("name")]
    institutions = []
    for one in affiliations:
        institution = make.institution()
        if one.get("name"):
            institution.append(make.institution_name(xml_text(one["name"])))
        for identifier in one.get("id") or []:
            kind = str(identifier.get("id-type") or "").lower()
            institution.append(make.institution_id(xml_text(identifier.get("id")), type=kind))
        for place in one.get("place") or []:
            institution.append(make.institution_place(xml_text(place)))
        for department in one.get("department") or []:
            institution.append(make.institution_department(xml_text(department)))
        institutions.append(institution)
    return [make.affiliations(*institutions)]


def _abstract(work: Record) -> list[Element]:
    """Return the abstract, which the REST record holds as JATS, under the name it was deposited with."""
    abstract = xml_text(work.get("abstract"))
    if not abstract:
        return []
    try:
        return [etree.fromstring(f'<jats:abstract xmlns:jats="{JATS}">{abstract}</jats:abstract>')]
    except etree.XMLSyntaxError:
        jats = builder.ElementMaker(namespace=JATS, nsmap={"jats": JATS})
        return [jats.abstract(jats.p(abstract))]


def _acceptance_date(make: builder.ElementMaker, work: Record) -> list[Element]:
    parts = date_parts(work.get("accepted"))
    return [make.acceptance_date(*_publication_date(make, parts, ""))] if parts else []


def _publisher_item(make: builder.ElementMaker, work: Record) -> list[Element]:
    numbers = []
    if work.get("article-number"):
        numbers.append(make.item_number(xml_text(work["article-number"]), item_number_type="article_number"))
    for identifier in work.get("alternative-id") or []:
        kind = "doi" if str(identifier).startswith("10.") else "pii"
        numbers.append(make.identifier(xml_text(identifier), id_type=kind))
    return [make.publisher_item(*numbers)] if numbers else []


def _publication_dates(make: builder.ElementMaker, work: Record) -> list[Element]:
    dates = []
    for field, media in (("published-print", "print"), ("published-online", "online")):
        if parts := date_parts(work.get(field)):
            dates.append(_publication_date(make, parts, media))
    if not dates and (parts := date_parts(work.get("issued"))):
        dates.append(_publication_date(make, parts, ""))
    return dates


def _publication_date(make: builder.ElementMaker, parts: list[int], media: str) -> Element:
    year, *rest = parts
    named = zip(("month", "day"), rest, strict=False)
    date = make.publication_date(*[make(name, f"{part:02d}") for name, part in named])
    date.append(make.year(str(year)))
    if media:
        date.set("media_type", media)
    return date


def _pages(make: builder.ElementMaker, work: Record) -> list[Element]:
    if not work.get("page"):
        return []
    first_page, _, last_page = str(work["page"]).partition("-")
    pages = make.pages(make.first_page(xml_text(first_page)))
    if last_page:
        pages.append(make.last_page(xml_text(last_page)))
    return [pages]


def _citations(make: builder.ElementMaker, work: Record) -> list[Element]:
    fields = (
        ("issn", "ISSN"),
        ("journal_title", "journal-title"),
        ("author", "author"),
        ("volume", "volume"),
        ("issue", "issue"),
        ("first_page", "first-page"),
        ("cYear", "year"),
        ("doi", "DOI"),
        ("isbn", "ISBN"),
        ("series_title", "series-title"),
        ("volume_title", "volume-title"),
        ("article_title", "article-title"),
        ("unstructured_citation", "unstructured"),
    )
    references = [reference for reference in work.get("reference") or [] if isinstance(reference, dict)]
    if not references:
        return []
    return [
        make.citation_list(
            *[
                make.citation(
                    *[
                        make(name, xml_text(reference[field]), **_asserted_by(name, reference))
                        for name, field in fields
                        if reference.get(field)
                    ],
                    key=xml_text(reference.get("key")),
                )
                for reference in references
            ]
        )
    ]


def _asserted_by(name: str, reference: Record) -> dict[str, str]:
    """Return who found the DOI of a reference, where it was not the publisher."""
    party = reference.get("doi-asserted-by") if name == "doi" else None
    return {"provider": "crossref"} if party == "crossref" else {}


def _landing_page(work: Record) -> str:
    primary = (work.get("resource") or {}).get("primary") or {}
    return str(primary.get("URL") or "")


def _event_name(work: Record) -> object:
    event = work.get("event")
    return event.get("name") if isinstance(event, dict) else event


def _prefix(work: Record) -> str:
    return str(work.get("prefix") or str(work.get("DOI", "")).partition("/")[0])


def _moment(work: Record, field: str) -> str:
    """Return `2006-10-05T12:56:56Z`, or nothing."""
    value = work.get(field)
    return str(value.get("date-time") or "") if isinstance(value, dict) else ""


def _write(root: Element) -> str:
    text: str = etree.tostring(root, pretty_print=True, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'
