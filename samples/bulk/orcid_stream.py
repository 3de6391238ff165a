"""Read all ORCID records from the summaries tar.gz without unpacking it."""

import os
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

ARCHIVE = "ORCID_2025_10_summaries.tar.gz"
SAFE = etree.XMLParser(resolve_entities=False, no_network=True)
NAMESPACES = {
    "common": "http://www.orcid.org/ns/common",
    "error": "http://www.orcid.org/ns/error",
    "work": "http://www.orcid.org/ns/work",
}
DOIS = (
    ".//work:work-summary//common:external-id[common:external-id-type='doi']"
    "[common:external-id-relationship='self']/common:external-id-value"
)


def read_people(archive: Path) -> Iterator[tuple[str, set[str] | None]]:
    """Yield (iD, DOIs of the person's works); None for a record that is locked.

    Millions of small files use up a disk's inodes; here one is in memory at a time.
    https://info.orcid.org/documentation/integration-guide/working-with-bulk-data/
    """
    # region excerpt
    with tarfile.open(archive, mode="r|gz") as files:  # | reads it as a stream
        for member in files:
            files.members = []  # type: ignore[attr-defined]  # or it keeps all of them
            if not (file := files.extractfile(member)):
                continue  # a folder
            record = etree.parse(file, SAFE)
            is_locked = record.getroot().tag == f"{{{NAMESPACES['error']}}}error"
            found = record.iterfind(DOIS, NAMESPACES)
            dois = {doi.text.lower() for doi in found if doi.text}
            yield Path(member.name).stem, None if is_locked else dois
    # endregion


if __name__ == "__main__":
    people = locked = works = 0
    try:
        for _orcid, dois in read_people(Path(os.environ["PID_DATA"]) / ARCHIVE):
            people += 1
            locked += dois is None
            works += len(dois or ())
    except (OSError, EOFError, tarfile.TarError, etree.XMLSyntaxError) as error:
        sys.exit(f"orcid_stream: {ARCHIVE}: {error}")
    print(f"{people} people, {locked} of them locked, {works} works with a DOI")
