"""What the registries know: built in, of a user's own folders, and put back by one call."""

import json
from pathlib import Path

import pytest

from pid_emulator import Emulator


def work_in(folder: Path, title: str) -> Path:
    """Put a work into a record folder."""
    file = folder / "crossref" / "works" / "mine.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"DOI": "10.5555/mine", "indexed": {}, "title": [title]}))
    return folder


def title(emulator: Emulator) -> str | None:
    answer = emulator.request("GET", "https://api.crossref.org/works/10.5555/mine").get_json(silent=True)
    return answer["message"]["title"][0] if answer else None


def test_a_record_that_is_none_names_its_file(tmp_path: Path) -> None:
    file = work_in(tmp_path, "A") / "crossref" / "works" / "mine.json"
    file.write_text('{"title": ["No DOI"]}')
    with pytest.raises(ValueError) as refusal:
        Emulator([tmp_path], built_in_records=False)
    assert str(refusal.value) == f"{file}: A record of Crossref's works needs DOI"


def test_the_later_folder_wins(tmp_path: Path) -> None:
    first, second = work_in(tmp_path / "1", "First"), work_in(tmp_path / "2", "Second")
    assert title(Emulator([first, second], built_in_records=False)) == "Second"
    assert title(Emulator([second, first], built_in_records=False)) == "First"


def test_own_records_stand_beside_the_built_in_ones(tmp_path: Path) -> None:
    emulator = Emulator([work_in(tmp_path, "Mine")])
    assert title(emulator) == "Mine"
    assert (
        emulator.request("GET", "https://api.crossref.org/works/10.1371/journal.pone.0033693").status_code
        == 200
    )


def test_without_built_in_records_the_vocabularies_are_left() -> None:
    emulator = Emulator(built_in_records=False)
    works = emulator.request("GET", "https://api.crossref.org/works").json
    types = emulator.request("GET", "https://api.crossref.org/types").json
    assert works is not None and types is not None
    assert (works["message"]["total-results"], types["message"]["total-results"]) == (0, 30)


def test_a_folder_is_read_anew_at_each_reset(tmp_path: Path) -> None:
    emulator = Emulator([work_in(tmp_path, "Before")], built_in_records=False)
    assert title(emulator) == "Before"
    (tmp_path / "crossref" / "works" / "mine.json").unlink()
    emulator.reset()
    assert title(emulator) is None


def test_chance_comes_out_the_same_after_each_reset() -> None:
    emulator = Emulator(built_in_records=False)
    first = [emulator.world.random.random() for _ in range(3)]
    assert len(set(first)) == 3
    emulator.reset()
    assert [emulator.world.random.random() for _ in range(3)] == first


def test_reset_puts_the_clock_back() -> None:
    emulator = Emulator(built_in_records=False)
    before = emulator.world.clock.now()
    emulator.world.clock.advance(3600)
    emulator.reset()
    assert (emulator.world.clock.now() - before).total_seconds() < 3600
