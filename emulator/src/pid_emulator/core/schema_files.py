"""The official XSDs, where this computer has them: they are not part of the emulator.

`PIDGUIDE_SCHEMAS` names a folder that holds them, else the cache folder that `pidguide schemas` fills is
read. Both are laid out alike: `crossref/5.4.0/crossref5.4.0.xsd`, `datacite/kernel-4.7/metadata.xsd`,
`orcid/record_3.0/work-3.0.xsd`.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from pid_emulator.core.libraries import etree

CROSSREF_DEPOSIT = "crossref/5.4.0/crossref5.4.0.xsd"
# Stands in every answer that lacked a schema; the guide's own commands look for it there.
HOW_TO_GET = (
    "run `pidguide schemas` in a clone of the guide, or name a folder that has it in PIDGUIDE_SCHEMAS"
)
DATACITE_KERNEL = "datacite/kernel-4.7/metadata.xsd"


def cache_folder() -> Path:
    """Return the folder that downloaded schemas are kept in, whether it exists or not."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "pidguide" / "schemas"


def schema_file(name: str) -> Path | None:
    """Return the file of a schema by its name in the layout above, or None where it is not at hand."""
    named = os.environ.get("PIDGUIDE_SCHEMAS")
    folders = [*([Path(named)] if named else []), cache_folder()]
    return next((folder / name for folder in folders if (folder / name).is_file()), None)


def load_schema(name: str) -> etree.XMLSchema | None:
    """Return a schema ready to validate with, or None where it is not at hand.

    Raises lxml.etree.XMLSchemaParseError where the file or one that it includes is broken.
    """
    file = schema_file(name)
    return _parse_schema(file) if file else None


@cache
def _parse_schema(file: Path) -> etree.XMLSchema:
    parser = etree.XMLParser(no_network=True)
    return etree.XMLSchema(etree.parse(str(file), parser))
