"""Makes a Crossref work from a citation format, as far as the format tells it.

Only for works that no recording shows as the REST API does.
"""

import html
import json
import re
from typing import Any

from pidguide.compare.content import parse_content
from pidguide.fidelity.derive.unixref import work_from_unixref

Record = dict[str, Any]

MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
_CROSSREF_TYPES = {
    "article": "journal-article",
    "inproceedings": "proceedings-article",
    "book": "book",
    "incollection": "book-chapter",
    "inbook": "book-chapter",
    "phdthesis": "dissertation",
    "techreport": "report",
    "misc": "posted-content",
    "JOUR": "journal-article",
    "CONF": "proceedings-article",
    "BOOK": "book",
    "CHAP": "book-chapter",
    "THES": "dissertation",
    "RPRT": "report",
    "DATA": "dataset",
}


def crossref_work(doi: str, media_type: str | None, body: bytes) -> Record | None:
    """Return a Crossref work made from CSL JSON, BibTeX, RIS, UNIXREF, RDF or an APA citation.

    None where the body tells too little.
    """
    content = parse_content(media_type, body)
    if content.kind == "json":
        return _work_from_csl(doi, content.text)
    if content.kind == "bibtex":
        return _work_from_bibtex(doi, content.values)
    if content.kind == "ris":
        return _work_from_ris(doi, content.text)
    if content.kind == "xml":
        return work_from_unixref(doi, body)
    if content.kind == "rdf":
        return _work_from_rdf(doi, content.values)
    if content.kind == "citation":
        return _work_from_citation(doi, content.text)
    return None


def _work_from_csl(doi: str, text: str) -> Record | None:
    csl = json.loads(text)
    if not isinstance(csl, dict):
        return None
    work = dict(csl)
    short = work.pop("container-title-short", None)
    if short is not None:
        work["short-container-title"] = [short] if isinstance(short, str) else short
    for name in ("title", "container-title"):
        if isinstance(work.get(name), str):
            work[name] = [work[name]] if work[name] else []
    return {**work, "DOI": work.get("DOI", doi)}


def _work_from_bibtex(doi: str, values: dict[str, Any]) -> Record:
    entry = {path.removeprefix("[0]."): value for path, value in values.items()}
    work: Record = {"DOI": entry.get("DOI") or entry.get("doi") or doi}
    work["type"] = _CROSSREF_TYPES.get(entry.get("(type)", ""), "journal-article")
    names = {"volume": "volume", "number": "issue", "publisher": "publisher", "url": "URL"}
    work.update({target: entry[name] for name, target in names.items() if name in entry})
    if pages := entry.get("pages"):
        work["page"] = pages.replace("–", "-")
    for name, target in {
        "title": "title",
        "journal": "container-title",
        "booktitle": "container-title",
    }.items():
        if name in entry:
            work[target] = [entry[name]]
    if issns := entry.get("ISSN") or entry.get("issn"):
        work["ISSN"] = re.split(r"[,;]\s*", issns)
    if authors := entry.get("author"):
        work["author"] = [_person(name) for name in authors.split(" and ")]
    if year := entry.get("year"):
        month = MONTHS.get(entry.get("month", "").strip("{}").lower()[:3])
        work["issued"] = {"date-parts": [[int(year), month] if month else [int(year)]]}
    return work


def _work_from_ris(doi: str, text: str) -> Record:
    fields: dict[str, list[str]] = {}
    for line in text.splitlines():
        if match := re.match(r"([A-Z][A-Z0-9])  - (.*)", line):
            fields.setdefault(match[1], []).append(match[2].strip())

    def first(*names: str) -> str | None:
        return next((fields[name][0] for name in names if name in fields), None)

    work: Record = {
        "DOI": first("DO") or doi,
        "type": _CROSSREF_TYPES.get(first("TY") or "", "journal-article"),
    }
    singles = {"volume": first("VL"), "issue": first("IS"), "publisher": first("PB"), "URL": first("UR")}
    work.update({name: value for name, value in singles.items() if value})
    start, end = first("SP"), first("EP")
    if start:
        work["page"] = f"{start}-{end}" if end else start
    for name, value in {"title": first("TI", "T1"), "container-title": first("T2", "JO")}.items():
        if value:
            work[name] = [value]
    if "SN" in fields:
        work["ISSN"] = fields["SN"]
    if "AU" in fields:
        work["author"] = [_person(name) for name in fields["AU"]]
    if date := first("DA", "PY"):
        work["issued"] = {"date-parts": [[int(part) for part in re.findall(r"\d+", date)[:3]]]}
    return work


def _work_from_rdf(doi: str, statements: dict[str, Any]) -> Record:
    def values(name: str) -> list[str]:
        return [value for path, value in statements.items() if re.search(rf"[/#]{name}\[\d+\]$", path)]

    work: Record = {"DOI": doi, "type": "journal-article", "URL": f"http://dx.doi.org/{doi}"}
    titles = values("title")
    work["title"] = titles[:1]
    work["container-title"] = titles[1:2]
    work["author"] = [
        {"given": given, "family": family}
        for given, family in zip(values("givenName"), values("familyName"), strict=False)
    ]
    work["ISSN"] = values("issn")
    for name in ("volume", "publisher"):
        if found := values(name):
            work[name] = found[0]
    first, last = values("startingPage")[:1], values("endingPage")[:1]
    if first:
        work["page"] = "-".join([*first, *last])
    if dates := values("date"):
        work["issued"] = {"date-parts": [[int(part) for part in re.findall(r"\d+", dates[0])[:3]]]}
    return work


# APA: "Family, G. I. (1970). Title. Journal, 169(3946), 635–641. https://doi.org/…"
_APA = re.compile(
    r"(?P<authors>.+?) \((?P<year>\d{4})[^)]*\)\. (?P<title>.+?)\. (?P<journal>[^.]+?)"
    r"(?:, (?P<volume>[^,(]+)(?:\((?P<issue>[^)]+)\))?)?(?:, (?P<page>[^,]+))?\. https?://\S+$"
)


def _work_from_citation(doi: str, text: str) -> Record | None:
    plain = " ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split())
    match = _APA.match(plain)
    if match is None:
        return None
    found = {name: value for name, value in match.groupdict().items() if value}
    people = re.findall(r"([^,&]+), ((?:[A-Z]\.[ -]?)+)", found["authors"])
    work: Record = {"DOI": doi, "type": "journal-article", "title": [found["title"]]}
    work["author"] = [{"family": family.strip(), "given": given.strip()} for family, given in people]
    work["container-title"] = [found["journal"]]
    work["issued"] = {"date-parts": [[int(found["year"])]]}
    work.update(
        {name: found[name].replace("–", "-") for name in ("volume", "issue", "page") if name in found}
    )
    return work


def _person(name: str) -> Record:
    family, comma, given = name.partition(",")
    return {"family": family.strip(), "given": given.strip()} if comma else {"name": name.strip()}
