"""What is read out of a work, whatever its age and however little it holds."""

from pid_emulator import Emulator
from support.crossref_api import dois


def test_records_of_2016_are_read_as_well(empty: Emulator) -> None:
    work = {
        "DOI": "10.5555/OLD",
        "prefix": "http://id.crossref.org/prefix/10.5555",
        "member": "http://id.crossref.org/member/7822",
    }
    empty.world.crossref.add("works", work)
    assert dois(empty, "/works?filter=member:7822,prefix:10.5555") == ["10.5555/OLD"]
