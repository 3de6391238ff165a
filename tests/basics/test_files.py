"""Files are written whole, and files that belong together all or none."""

from pathlib import Path

import pytest

from pidguide.basics.files import replace_file, replace_together, write_whole


def test_a_file_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "made" / "file.txt"
    replace_file(file, "first\n")
    replace_file(file, "Größe\n")
    assert file.read_bytes() == "Größe\n".encode()
    assert list(file.parent.iterdir()) == [file]


def test_where_one_file_cannot_be_written_all_are_as_they_were(tmp_path: Path) -> None:
    old, new, taken = tmp_path / "old.txt", tmp_path / "new" / "deep" / "file.txt", tmp_path / "taken"
    old.write_text("before")
    taken.mkdir()
    with pytest.raises(OSError) as told:
        replace_together({old: "after", new: "new", taken: "a file in the place of a folder"})
    assert told.value.filename == str(taken)
    assert old.read_text() == "before"
    assert sorted(tmp_path.iterdir()) == [old, taken]


def test_a_binary_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "made" / "file.bin"
    with write_whole(file) as opened:
        opened.write(b"\0")
        assert not file.exists()
    assert file.read_bytes() == b"\0"
    with pytest.raises(OSError) as told, write_whole(file) as opened:
        opened.write(b"half")
        raise OSError(28, "No space left on device")
    assert told.value.filename == str(file)
    assert file.read_bytes() == b"\0"
    assert list(file.parent.iterdir()) == [file]
