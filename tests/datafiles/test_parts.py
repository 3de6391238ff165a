"""A part is written whole, and the same bytes each time."""

import gzip
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine

from pidguide.datafiles.parts import write_lines


def test_neither_name_nor_time_changes_the_bytes(tmp_path: Path) -> None:
    with time_machine.travel(0):
        write_lines(tmp_path / "a.gz", ["é", "b"])
    write_lines(tmp_path / "b.gz", ["é", "b"])
    assert time.time() > 1000
    assert (tmp_path / "a.gz").read_bytes() == (tmp_path / "b.gz").read_bytes()
    assert gzip.decompress((tmp_path / "a.gz").read_bytes()) == "é\nb\n".encode()


def test_an_interruption_leaves_nothing(tmp_path: Path) -> None:
    def lines() -> Iterator[str]:
        yield "first"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_lines(tmp_path / "a.gz", lines())
    assert list(tmp_path.iterdir()) == []
