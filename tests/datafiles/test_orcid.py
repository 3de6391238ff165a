"""ORCID's generated file has the layout of the real one, locked records included."""

import tarfile
from pathlib import Path

from lxml import etree

from pidguide.datafiles.orcid import orcid_of

RECORD = "{http://www.orcid.org/ns/record}record"
ERROR = "{http://www.orcid.org/ns/error}error"


def test_each_record_lies_in_the_folder_of_its_last_three_characters(generated: Path) -> None:
    with tarfile.open(generated / "ORCID_2025_10_summaries.tar.gz") as archive:
        files = {member.name: archive.extractfile(member) for member in archive}
        roots = {}
        for name, file in files.items():
            assert file
            roots[name] = etree.fromstring(file.read(), etree.XMLParser(resolve_entities=False))
    assert len(roots) == 700
    for name, root in roots.items():
        top, folder, file_name = name.split("/")
        orcid = file_name.removesuffix(".xml")
        assert (top, folder) == ("ORCID_2025_10_summaries", orcid[-3:])
        assert root.tag in (RECORD, ERROR)
        assert root.tag == ERROR or root.get("path") == f"/{orcid}"
    locked = [root for root in roots.values() if root.tag == ERROR]
    assert len(locked) == 7
    assert {root.findtext("{*}response-code") for root in locked} == {"409"}
    assert {root.findtext("{*}error-code") for root in locked} == {"9018"}


def test_ids_differ_and_end_with_their_check_digit() -> None:
    found = [orcid_of(position) for position in range(3000)]
    assert len(set(found)) == 3000
    for orcid in found:
        total = 0
        for digit in orcid.replace("-", "")[:-1]:
            total = (total + int(digit)) * 2
        assert orcid[-1] == "0123456789X"[(12 - total % 11) % 11]
