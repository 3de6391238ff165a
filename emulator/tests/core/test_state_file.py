"""State in a file: what was saved comes back, and what fails says why in one line."""

import os
import pickle
import resource
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pid_emulator.core.collection import Collection
from pid_emulator.core.state_file import FILE_NAME, CannotKeep, StateFile
from pid_emulator.datacite.store import DataCiteStore


def store() -> DataCiteStore:
    made = DataCiteStore([])
    for name in "cab":
        made.add("dois", {"id": f"10.1/{name}", "attributes": {"titles": [{"title": name}]}})
    return made


def saved_and_loaded(folder: Path, kept: DataCiteStore, file: StateFile) -> DataCiteStore:
    file.save({"datacite": kept})
    file.close()
    loaded: DataCiteStore = StateFile(folder).load("datacite")
    return loaded


def titles(kept: DataCiteStore) -> dict[str, str]:
    return {name: doi.attributes["titles"][0]["title"] for name, doi in kept.production.dois.items()}


def test_what_is_saved_comes_back_in_its_order(tmp_path: Path) -> None:
    loaded = saved_and_loaded(tmp_path, store(), StateFile(tmp_path))
    assert titles(loaded) == {"10.1/c": "c", "10.1/a": "a", "10.1/b": "b"}
    assert list(titles(loaded)) == ["10.1/c", "10.1/a", "10.1/b"]
    assert loaded.test.passwords == store().test.passwords


def test_a_record_that_is_changed_added_or_deleted_later_is_saved_too(tmp_path: Path) -> None:
    kept, file = store(), StateFile(tmp_path)
    file.save({"datacite": kept})
    dois = kept.production.dois
    dois["10.1/a"].attributes["titles"][0]["title"] = "changed in place"
    del dois["10.1/c"]
    kept.add("dois", {"id": "10.1/d", "attributes": {"titles": [{"title": "d"}]}})
    loaded = saved_and_loaded(tmp_path, kept, file)
    assert titles(loaded) == {"10.1/a": "changed in place", "10.1/b": "b", "10.1/d": "d"}
    assert loaded.production.last_row == kept.production.last_row


def test_what_is_loaded_is_kept_up_to_date_as_well(tmp_path: Path) -> None:
    file = StateFile(tmp_path)
    file.save({"datacite": store()})
    file.close()
    again = StateFile(tmp_path)
    kept = again.load("datacite")
    kept.production.dois["10.1/a"].attributes["titles"][0]["title"] = "changed"
    assert titles(saved_and_loaded(tmp_path, kept, again))["10.1/a"] == "changed"


def test_another_collection_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    file = StateFile(tmp_path)
    file.save({"datacite": store()})
    assert titles(saved_and_loaded(tmp_path, DataCiteStore([]), file)) == {}


def test_a_save_costs_what_has_changed(tmp_path: Path) -> None:
    kept, file = store(), StateFile(tmp_path)
    file.save({"datacite": kept})
    statements: list[str] = []
    file._database.set_trace_callback(statements.append)
    file.save({"datacite": kept})
    assert [line for line in statements if line.startswith(("INSERT", "DELETE"))] == []
    kept.production.dois["10.1/a"].state = "draft"
    file.save({"datacite": kept})
    assert len([line for line in statements if line.startswith("INSERT INTO records")]) == 1


def test_a_folder_in_use_is_refused(tmp_path: Path) -> None:
    first = StateFile(tmp_path)
    with pytest.raises(CannotKeep, match=r"another emulator is using it\. Stop that one, or name another"):
        StateFile(tmp_path)
    first.close()
    StateFile(tmp_path).close()


@pytest.mark.parametrize(("place", "reason"), [("file", "File exists"), ("file/inner", "Not a directory")])
def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path, place: str, reason: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotKeep, match=f"{reason}. Name a folder that can be written."):
        StateFile(tmp_path / place)


def test_a_file_of_something_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / FILE_NAME
    file.write_text("my notes, and a lot of them\n" * 100)
    with pytest.raises(CannotKeep, match="there is no state of an emulator"):
        StateFile(tmp_path)
    assert file.read_text().startswith("my notes")


def test_state_of_another_version_is_refused(tmp_path: Path) -> None:
    StateFile(tmp_path).close()
    with sqlite3.connect(tmp_path / FILE_NAME) as database:
        database.execute("UPDATE layout SET number = 0")
    database.close()
    with pytest.raises(CannotKeep, match="state of another version of the emulator"):
        StateFile(tmp_path)


@dataclass
class Evil:
    """What would run a command if it were read without care."""

    proof: str
    records: Collection[str] = field(default_factory=Collection)

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (self.proof,)


def test_a_file_made_by_someone_else_runs_nothing(tmp_path: Path) -> None:
    file = StateFile(tmp_path)
    file.save({"datacite": store()})
    file.close()
    with sqlite3.connect(tmp_path / FILE_NAME) as database:
        database.execute("UPDATE parts SET rest = ?", (pickle.dumps(Evil(str(tmp_path / "proof"))),))
    database.close()
    with pytest.raises(CannotKeep, match=r"holds state that cannot be read \(it names posix\.mkdir\)"):
        StateFile(tmp_path).load("datacite")
    assert not (tmp_path / "proof").exists()


@pytest.mark.parametrize("damaged", [b"", b"\x80\x05.", b"\x80\x05h\xff.", b"\x80\x05I1x\n.", b"\x80\xff."])
def test_damaged_state_is_told_in_one_line(tmp_path: Path, damaged: bytes) -> None:
    file = StateFile(tmp_path)
    file.save({"datacite": store()})
    file.close()
    with sqlite3.connect(tmp_path / FILE_NAME) as database:
        database.execute("UPDATE parts SET rest = ?", (damaged,))
    database.close()
    file = StateFile(tmp_path)
    with pytest.raises(CannotKeep, match=r"holds state that cannot be read .*Name another folder\.$"):
        file.load("datacite")
    file.close()


def test_a_full_disk_is_told_and_what_was_saved_stays(tmp_path: Path) -> None:
    kept, file = store(), StateFile(tmp_path)
    file.save({"datacite": kept})
    pages = file._database.execute("PRAGMA page_count").fetchone()[0]
    file._database.execute(f"PRAGMA max_page_count = {pages}")
    kept.add("dois", {"id": "10.1/large", "attributes": {"titles": [{"title": "x" * 100_000}]}})
    with pytest.raises(CannotKeep, match=r"the disk is full\. Make room"):
        file.save({"datacite": kept})
    file.close()
    assert set(titles(StateFile(tmp_path).load("datacite"))) == {"10.1/a", "10.1/b", "10.1/c"}


def test_a_file_that_may_not_grow_is_told_in_one_line(tmp_path: Path) -> None:
    kept, file = store(), StateFile(tmp_path)
    file.save({"datacite": kept})
    kept.add("dois", {"id": "10.1/large", "attributes": {"titles": [{"title": "x" * 1_000_000}]}})
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, hard))
    try:
        with pytest.raises(CannotKeep) as told:
            file.save({"datacite": kept})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "\n" not in str(told.value)
    file.save({"datacite": kept})
    assert "10.1/large" in titles(saved_and_loaded(tmp_path, kept, file))
