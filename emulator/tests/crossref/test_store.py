"""What Crossref knows: how a record is taken, and what is no record."""

import pytest

from pid_emulator import Emulator


@pytest.mark.parametrize("missing", [{"title": ["No DOI"]}, {"DOI": ""}, {"DOI": ["10.5555/1"]}])
def test_work_without_doi_is_not_taken(empty: Emulator, missing: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="works needs DOI"):
        empty.world.crossref.add("works", missing)


def test_part_of_a_work_adds_to_it_and_a_whole_one_replaces_it(empty: Emulator) -> None:
    store = empty.world.crossref
    store.add("works", {"DOI": "10.5555/A", "indexed": {}, "title": ["Whole"], "volume": "1"})
    store.add("works", {"DOI": "10.5555/a", "title": ["Part"]})
    assert store.work("doi:10.5555/A") == {
        "DOI": "10.5555/a",
        "indexed": {},
        "title": ["Part"],
        "volume": "1",
    }
    store.add("works", {"DOI": "10.5555/a", "indexed": {}})
    assert store.work("10.5555/a") == {"DOI": "10.5555/a", "indexed": {}}
