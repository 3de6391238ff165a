"""The parts of UNIXREF beside the bibliography: Crossmark, funding, licences, relations, archives, links.

Each function makes lxml elements of what a work of the REST API holds, and none where it holds nothing.
"""

from __future__ import annotations

import re
from typing import Any

from pid_emulator.core.libraries import builder
from pid_emulator.core.records import Record
from pid_emulator.formats.csl import date_parts

Element = Any  # what an ElementMaker makes has no type in lxml's stubs

FUNDING = "http://www.crossref.org/fundref.xsd"
ACCESS = "http://www.crossref.org/AccessIndicators.xsd"
RELATIONS = "http://www.crossref.org/relations.xsd"
TRIALS = "http://www.crossref.org/clinicaltrials.xsd"

# Relations between forms of one work; any other is one to another work.
_INTRA_WORK = frozenset(
    [
        "is-expression-of", "has-expression", "is-format-of", "has-format", "is-identical-to",
        "is-manifestation-of", "has-manifestation", "is-manuscript-of", "has-manuscript", "is-preprint-of",
        "has-preprint", "is-replaced-by", "replaces", "is-same-as", "is-translation-of", "has-translation",
        "is-variant-form-of", "is-original-form-of", "is-version-of", "has-version",
    ]
)  # fmt: skip


def assertions_and_programs(make: builder.ElementMaker, work: Record) -> list[Element]:
    """Return Crossmark with what stands in it, or, where a work has none, what it would hold, by itself."""
    programs = [*_funding(work), *_access(work), *_trials(work)]
    policy = work.get("update-policy")
    if policy:
        crossmark = make.crossmark(
            make.crossmark_version("1"),
            make.crossmark_policy(_bare_doi(policy)),
            *_domains(make, work),
            *_updates(make, work),
        )
        custom = [*_assertions(make, work), *programs]
        if custom:
            crossmark.append(make.custom_metadata(*custom))
        programs = [crossmark]
    return [*programs, *_relations(work), *_archives(make, work)]


def collections(make: builder.ElementMaker, work: Record) -> list[Element]:
    """Return the links to full texts as they stand in `doi_data`, by what they are meant for."""
    by_purpose: dict[str, list[Record]] = {}
    for link in _objects(work.get("link")):
        by_purpose.setdefault(str(link.get("intended-application") or "unspecified"), []).append(link)
    return [_collection(make, purpose, links) for purpose, links in by_purpose.items()]


def xml_text(value: object) -> str:
    """Return a value as text that XML may hold."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", "" if value is None else str(value))


def _collection(make: builder.ElementMaker, purpose: str, links: list[Record]) -> Element:
    if purpose == "similarity-checking":
        items = [make.item(make.resource(xml_text(link.get("URL"))), crawler="iParadigms") for link in links]
        return make.collection(*items, property="crawler-based")
    items = []
    for link in links:
        resource = make.resource(xml_text(link.get("URL")))
        for name, attribute in (("content-version", "content_version"), ("content-type", "mime_type")):
            if link.get(name) not in (None, "", "unspecified"):
                resource.set(attribute, str(link[name]))
        items.append(make.item(resource))
    return make.collection(*items, property=purpose)


def _domains(make: builder.ElementMaker, work: Record) -> list[Element]:
    content = work.get("content-domain")
    content = content if isinstance(content, dict) else {}
    domains = [make.crossmark_domain(make.domain(xml_text(name))) for name in content.get("domain") or []]
    exclusive = "true" if content.get("crossmark-restriction") else "false"
    listed = [make.crossmark_domains(*domains)] if domains else []
    return [*listed, make.crossmark_domain_exclusive(exclusive)]


def _updates(make: builder.ElementMaker, work: Record) -> list[Element]:
    updates = []
    for update in _objects(work.get("update-to")):
        element = make.update(xml_text(update.get("DOI")))
        for name, value in (("type", update.get("type")), ("date", _day(update.get("updated")))):
            if value:
                element.set(name, str(value))
        updates.append(element)
    return [make.updates(*updates)] if updates else []


def _assertions(make: builder.ElementMaker, work: Record) -> list[Element]:
    elements = []
    for assertion in _objects(work.get("assertion")):
        group = assertion.get("group")
        group = group if isinstance(group, dict) else {}
        element = make.assertion(xml_text(assertion.get("value")))
        attributes = (
            ("name", assertion.get("name")),
            ("label", assertion.get("label")),
            ("group_name", group.get("name")),
            ("group_label", group.get("label")),
            ("explanation", (assertion.get("explanation") or {}).get("URL")),
            ("order", assertion.get("order")),
            ("href", assertion.get("URL")),
        )
        for name, value in attributes:
            if value not in (None, ""):
                element.set(name, xml_text(value))
        elements.append(element)
    return elements


def _funding(work: Record) -> list[Element]:
    make = builder.ElementMaker(namespace=FUNDING, nsmap={"fr": FUNDING})
    groups = []
    for funder in _objects(work.get("funder")):
        name = make.assertion(xml_text(funder.get("name")), name="funder_name")
        if funder.get("DOI"):
            by = str(funder.get("doi-asserted-by") or "publisher")
            identifier = f"https://doi.org/{_bare_doi(funder['DOI'])}"
            name.append(make.assertion(identifier, name="funder_identifier", provider=by))
        rors = [one for one in _objects(funder.get("id")) if str(one.get("id-type", "")).upper() == "ROR"]
        awards = [make.assertion(xml_text(award), name="award_number") for award in funder.get("award") or []]
        groups.append(
            make.assertion(
                name,
                *[make.assertion(xml_text(one.get("id")), name="ror") for one in rors],
                *awards,
                name="fundgroup",
            )
        )
    return [make.program(*groups, name="fundref")] if groups else []


def _access(work: Record) -> list[Element]:
    make = builder.ElementMaker(namespace=ACCESS, nsmap={"ai": ACCESS})
    references = []
    for licence in _objects(work.get("license")):
        reference = make.license_ref(xml_text(licence.get("URL")))
        if licence.get("content-version") not in (None, "unspecified"):
            reference.set("applies_to", str(licence["content-version"]))
        if (start := _day(licence.get("start"))) and licence.get("delay-in-days"):
            reference.set("start_date", start)
        references.append(reference)
    return [make.program(*references, name="AccessIndicators")] if references else []


def _trials(work: Record) -> list[Element]:
    make = builder.ElementMaker(namespace=TRIALS, nsmap={"ct": TRIALS})
    numbers = []
    for trial in _objects(work.get("clinical-trial-number")):
        number = make("clinical-trial-number", xml_text(trial.get("clinical-trial-number")))
        for name in ("registry", "type"):
            if trial.get(name):
                number.set(name, str(trial[name]))
        numbers.append(number)
    return [make.program(*numbers)] if numbers else []


def _relations(work: Record) -> list[Element]:
    make = builder.ElementMaker(namespace=RELATIONS, nsmap={"rel": RELATIONS})
    relation = work.get("relation")
    items = []
    for name, others in (relation if isinstance(relation, dict) else {}).items():
        kind = "intra_work_relation" if name in _INTRA_WORK else "inter_work_relation"
        words = name.split("-")
        for other in _objects(others):
            items.append(
                make.related_item(
                    make(
                        kind,
                        xml_text(other.get("id")),
                        {
                            "relationship-type": words[0] + "".join(map(str.capitalize, words[1:])),
                            "identifier-type": str(other.get("id-type") or "other"),
                        },
                    )
                )
            )
    return [make.program(*items)] if items else []


def _archives(make: builder.ElementMaker, work: Record) -> list[Element]:
    archives = [make.archive(name=xml_text(name)) for name in work.get("archive") or []]
    return [make.archive_locations(*archives)] if archives else []


def _objects(value: object) -> list[Record]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _day(value: object) -> str:
    parts = date_parts(value)
    return "-".join(f"{part:02d}" for part in parts) if parts else ""


def _bare_doi(address: object) -> str:
    return re.sub(r"^https?://(dx\.)?doi\.org/", "", str(address))
