"""Checks a deposit's XML against its schema, in the words of the parser that Crossref's system runs.

That parser is Apache Xerces; this one is libxml2, whose findings are said again in Xerces's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import cast

from pid_emulator.core import schema_files
from pid_emulator.core.libraries import etree
from pid_emulator.core.schema_types import types_of
from pid_emulator.core.well_formed import syntax_fault
from pid_emulator.core.xerces import in_xerces_words, shown

_NAMESPACE = re.compile(r"http://www\.crossref\.org/schema/(\d+\.\d+\.\d+)")


class MalformedXml(ValueError):
    """The deposit is no well-formed XML, or breaks its schema. Its text is what the diagnostic says."""


class SchemaMissing(LookupError):
    """The schema that the deposit names is not at hand. Its text says which and what to do."""


def parse(content: bytes) -> etree._Element:
    """Return the root of well-formed XML, without following entities or the network.

    Raises MalformedXml with the place and the reason.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        line, column, reason = syntax_fault(content, [*parser.error_log])
        raise MalformedXml(f"[fatal error] :{line}:{column}: {reason}") from None
    except ValueError:  # e.g. a declared encoding that the text does not have
        raise MalformedXml("[fatal error] :1:1: Content is not allowed in prolog.") from None


def check(root: etree._Element) -> None:
    """Check a deposit against the schema of its namespace.

    Raises SchemaMissing, and MalformedXml with one line for each fault.
    """
    name = etree.QName(root)
    version = _NAMESPACE.fullmatch(name.namespace or "")
    if version is None:
        raise _malformed([f"cvc-elt.1.a: Cannot find the declaration of element '{shown(root)}'."])
    file = f"crossref{version[1]}.xsd"
    try:
        schema = schema_files.load_schema(f"crossref/{version[1]}/{file}")
    except etree.XMLSchemaParseError:
        raise SchemaMissing(f"The emulator cannot read {file}: it checks deposits of schema 5.4.0.") from None
    if schema is None:
        lacking = f"The emulator has no {file} to check this deposit with"
        raise SchemaMissing(f"{lacking}: {schema_files.HOW_TO_GET}.")
    path = schema_files.schema_file(f"crossref/{version[1]}/{file}")
    if path and not schema.validate(root):
        types = types_of(path)
        log = cast("Iterable[etree._LogEntry]", schema.error_log)
        raise _malformed([line for fault in log for line in in_xerces_words(fault, root, types)])


def _malformed(faults: list[str]) -> MalformedXml:
    lines = "\n".join(f"Error: {fault}" for fault in faults)
    return MalformedXml(f"org.crossref.common.xml.MalformedXmlException: {lines}")
