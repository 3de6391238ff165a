"""Validate a Crossref deposit against its schema before you send it."""

import os
from pathlib import Path
from typing import Any

from lxml import etree

# https://www.crossref.org/schemas/crossref5.4.0.xsd; `pidguide schemas` puts it here
CACHE = Path.home() / ".cache/pidguide/schemas"
SCHEMAS = Path(os.environ.get("PIDGUIDE_SCHEMAS", CACHE))
SCHEMA = SCHEMAS / "crossref/5.4.0/crossref5.4.0.xsd"
DEPOSIT = """<doi_batch version="5.4.0" xmlns="http://www.crossref.org/schema/5.4.0">
  <head><doi_batch_id>guide-1</doi_batch_id><timestamp>20261123120000</timestamp>
    <depositor><depositor_name>Press</depositor_name>
      <email_address>you@example.org</email_address></depositor>
    <registrant>Example Press</registrant></head>
  <body><posted_content type="preprint">
    <titles><title>Cracked pots</title></titles>
    <posted_date><year>2026</year></posted_date>
    <doi_data><doi>10.5555/1</doi><resource>https://example.org/1</resource></doi_data>
  </posted_content></body></doi_batch>"""


def find_faults(xml: str, schema: etree.XMLSchema) -> list[str]:
    """Return a deposit's faults, each with its line; none is good.

    https://www.crossref.org/documentation/schema-library/
    """
    # region excerpt
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    schema.validate(etree.fromstring(xml, parser))
    faults: Any = schema.error_log
    return [f"line {fault.line}: {fault.message}" for fault in faults]
    # endregion


if __name__ == "__main__":
    if not SCHEMA.is_file():
        raise SystemExit(f"There is no {SCHEMA.name}: fetch it with `pidguide schemas`")
    schema = etree.XMLSchema(file=str(SCHEMA))  # takes a second or two: once is enough
    print("as it should be:", find_faults(DEPOSIT, schema) or "valid")
    for right, wrong in (("20261123120000", "2026-11-23"), ("10.5555/", "10.x/")):
        print(*find_faults(DEPOSIT.replace(right, wrong), schema))
