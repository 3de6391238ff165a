"""`pidguide record`: what it asks and tells, and that a broken recording stands in nobody's way."""

import errno
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pid_emulator import Emulator
from pidguide.cassettes.format import read_recording
from pidguide.running.record import record_via_emulator
from pidguide.running.run import replay
from pidguide.samples.catalogue import Sample
from tests.support.live_services import MAKE_DRAFT, NO_REQUEST, READ_HANDLE, record, record_on_emulator
from tests.support.toy_guide import Toy, add_sample


@pytest.fixture
def broken(guide: Path) -> Sample:
    sample = add_sample(guide, READ_HANDLE)
    sample.cassette.parent.mkdir(parents=True)
    sample.cassette.write_text("interactions: [\n")
    return sample


def test_a_broken_cassette_is_recorded_anew(broken: Sample) -> None:
    assert record_on_emulator(broken.name) == (
        0,
        "1 of 1 samples recorded via emulator.\n"
        "doi/access/toy: its former cassette cannot be read, nothing is compared\n",
    )
    assert replay(broken).failure == ""


def test_a_dry_run_tells_of_a_broken_cassette_and_of_one_without_requests(
    guide: Path, broken: Sample, emulator: Emulator
) -> None:
    quiet = add_sample(guide, NO_REQUEST, "doi/access/quiet")
    assert record_via_emulator(quiet, emulator).is_written
    add_sample(guide, READ_HANDLE, "doi/access/unrecorded")
    assert record_on_emulator("--all", "--dry-run") == (
        0,
        "doi/access/quiet  sends no request\n"
        "doi/access/toy  has a recording that cannot be read\n"
        "doi/access/unrecorded  not recorded before\n"
        "3 sample(s) would be recorded via emulator.\n",
    )


def test_what_changed_is_told_after_the_sum(guide: Path, emulator: Emulator) -> None:
    sample = add_sample(guide, READ_HANDLE)
    assert record_via_emulator(sample, emulator).is_written
    text = sample.cassette.read_text()
    sample.cassette.write_text(text.replace("code: 200", "code: 500"))
    code, output = record_on_emulator(sample.name)
    assert code == 0
    assert output.index("1 of 1 samples recorded") < output.index("status changed")


@pytest.mark.parametrize("recorded_before", [False, True])
def test_cassette_and_output_are_written_both_or_neither(
    guide: Path, emulator: Emulator, recorded_before: bool
) -> None:
    sample = add_sample(guide, READ_HANDLE)
    if recorded_before:
        assert record_via_emulator(sample, emulator).is_written
        sample.output.unlink()
    sample.output.mkdir()  # no file can take its place
    before = sample.cassette.read_bytes() if recorded_before else None
    code, output = record_on_emulator(sample.name)
    assert code == 1
    assert "doi/access/toy: cannot write samples/doi/access/toy.out: Is a directory\n" in output
    assert "0 of 1 samples recorded" in output
    assert (sample.cassette.read_bytes() if sample.cassette.exists() else None) == before


def full_disk(folder: Path) -> tuple[int, str]:
    """Open a file on a disk without room: what is written to /dev/full fails as it does there."""
    file = folder / ".new"
    file.touch()
    return os.open("/dev/full", os.O_WRONLY), str(file)


def read_only_folder(folder: Path) -> tuple[int, str]:
    raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(folder))


@pytest.mark.parametrize(
    ("make_file", "reason"),
    [(full_disk, "No space left on device"), (read_only_folder, "Read-only file system")],
)
def test_where_nothing_can_be_written_the_recording_stays(
    guide: Path,
    emulator: Emulator,
    monkeypatch: pytest.MonkeyPatch,
    make_file: Callable[[Path], tuple[int, str]],
    reason: str,
) -> None:
    sample = add_sample(guide, READ_HANDLE)
    assert record_via_emulator(sample, emulator).is_written
    before = {file: file.read_bytes() for file in guide.rglob("*") if file.is_file()}
    usual = tempfile.mkstemp

    def mkstemp(**options: Any) -> tuple[int, str]:
        folder = Path(options["dir"])
        return make_file(folder) if guide / "cassettes" in folder.parents else usual(**options)

    monkeypatch.setattr(tempfile, "mkstemp", mkstemp)
    code, output = record_on_emulator(sample.name)
    assert code == 1
    assert f"doi/access/toy: cannot write cassettes/doi/access/toy.yaml: {reason}\n" in output
    assert "0 of 1 samples recorded" in output
    after = {file: file.read_bytes() for file in guide.rglob("*") if file.is_file()}
    assert {file: after.get(file) for file in before} == before
    assert [file for file in after if file.name.endswith(".new")] == []


def test_a_file_that_breaks_one_recording_does_not_end_the_others(guide: Path) -> None:
    broken, good = add_sample(guide, READ_HANDLE), add_sample(guide, READ_HANDLE, "doi/access/whole")
    broken.script.write_bytes(b"\xff")
    code, output = record_on_emulator("--all")
    assert code == 1
    assert "doi/access/toy: " in output and "1 of 2 samples recorded" in output
    assert good.cassette.is_file()


def test_missing_credentials_are_named_and_the_rest_is_recorded(
    guide: Path, toy: Toy, stand_in, monkeypatch
) -> None:  # type: ignore[no-untyped-def]
    reading, writing = add_sample(guide), add_sample(guide, MAKE_DRAFT, "doi/create/draft")
    stand_in(toy())
    monkeypatch.delenv("DATACITE_PASSWORD")
    code, output = record("--all", "--via", "live", "--yes")
    assert code == 1
    assert (
        "DATACITE_PASSWORD is not set; 1 sample(s) need it. docs/sandboxes.md tells how to get it." in output
    )
    assert "1 of 2 samples recorded via live." in output
    assert reading.cassette.is_file() and not writing.cassette.exists()
    assert read_recording(reading.cassette).via == "live"


def test_dry_run_writes_nothing(guide: Path, toy: Toy, stand_in) -> None:  # type: ignore[no-untyped-def]
    sample = add_sample(guide)
    stand_in(toy())
    code, output = record("--all", "--via", "live", "--dry-run")
    assert (code, sample.cassette.exists()) == (0, False)
    assert output.endswith("1 sample(s) would be recorded via live.\n")


def test_live_asks_before_it_writes(guide: Path, emulator: Emulator, stand_in) -> None:  # type: ignore[no-untyped-def]
    sample = add_sample(guide, MAKE_DRAFT, "doi/create/draft")
    assert record_via_emulator(sample, emulator).is_written
    before = sample.cassette.read_bytes()
    stand_in(emulator)
    code, output = record("--all", "--via", "live", answer="n\n")
    assert code == 1
    assert "1 sample(s) write to api.test.datacite.org. Go on?" in output
    assert "Nothing was recorded." in output
    assert sample.cassette.read_bytes() == before


@pytest.mark.parametrize("cassette", [None, "interactions: ["])
def test_live_asks_before_it_writes_without_a_readable_recording(
    guide: Path, emulator: Emulator, stand_in, cassette: str | None
) -> None:  # type: ignore[no-untyped-def]
    sample = add_sample(guide, MAKE_DRAFT, "doi/create/draft")
    if cassette:
        sample.cassette.parent.mkdir(parents=True)
        sample.cassette.write_text(cassette)
    stand_in(emulator)
    code, output = record("--all", "--via", "live", answer="n\n")
    assert code == 1
    assert "1 sample(s) write to api.test.datacite.org. Go on?" in output
