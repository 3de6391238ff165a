"""Bibliographic formats as flat fields: BibTeX, RIS, RDF, CSV and formatted citations."""

import csv
import html
import io
import logging
import re

import rdflib
import rispy
from bibtexparser.entrypoint import parse_string


class UnreadableError(Exception):
    """A body that isn't what its media type says."""


def bibtex_fields(text: str) -> dict[str, str]:
    """Return `entry type`, `key` and the fields of every entry, e.g. `[0].title`."""
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    entries = parse_string(text).entries
    if not entries:
        raise UnreadableError("no BibTeX entry")
    fields: dict[str, str] = {}
    for position, entry in enumerate(entries):
        fields[f"[{position}].(type)"] = entry.entry_type
        fields[f"[{position}].(key)"] = entry.key
        for name, value in entry.items():
            if name not in ("ENTRYTYPE", "ID"):
                fields[f"[{position}].{name}"] = " ".join(str(value).split())
    return fields


def ris_fields(text: str) -> dict[str, str]:
    """Return the fields of every reference, repeated ones numbered."""
    fields: dict[str, str] = {}
    for position, reference in enumerate(rispy.loads(text)):
        for name, value in reference.items():
            values = value if isinstance(value, list) else [value]
            for number, single in enumerate(values):
                fields[f"[{position}].{name}[{number}]"] = str(single).strip()
    if not fields:
        raise UnreadableError("no RIS reference")
    return fields


def rdf_fields(text: str) -> dict[str, str]:
    """Return every statement as predicate and value, RDF/XML or Turtle; blank nodes have no name."""
    graph = rdflib.Graph()
    try:
        graph.parse(data=text, format="xml" if text.lstrip().startswith("<") and "rdf" in text else "turtle")
    except Exception as error:  # rdflib's parsers raise whatever their own libraries do
        raise UnreadableError(str(error)) from None
    statements: dict[str, list[str]] = {}
    for _, predicate, value in graph:
        shown = "(node)" if isinstance(value, rdflib.BNode) else str(value)
        statements.setdefault(str(predicate), []).append(shown)
    return {
        f"{predicate}[{number}]": value
        for predicate, values in statements.items()
        for number, value in enumerate(sorted(values))
    }


def csv_fields(text: str) -> dict[str, str]:
    """Return every cell under its column's name."""
    rows = csv.DictReader(io.StringIO(text))
    return {
        f"[{number}].{name}": str(value) for number, row in enumerate(rows) for name, value in row.items()
    }


def citation_fields(text: str) -> dict[str, str]:
    """Return a formatted citation's words, mark-up and entities taken away."""
    plain = html.unescape(re.sub(r"<[^>]+>", "", text))
    return {f"word[{number}]": word for number, word in enumerate(plain.split())}
