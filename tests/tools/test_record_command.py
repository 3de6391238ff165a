"""What `pidguide record` tells and keeps when something goes wrong."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pid_emulator import Emulator
from pidguide.basics import paths
from pidguide.cassettes.format import read_recording
from pidguide.commands.cli import main
from pidguide.running.record import record_via_emulator
from pidguide.running.run import replay
from pidguide.samples.catalogue import Sample
from tests.tools.toy import add_sample

READ_HANDLE = '''
"""Read a handle."""
import requests


def read_handle() -> str:
    """Return its name. See https://www.doi.org/."""
    headers = {"Accept": "application/json"}
    return requests.get("https://doi.org/api/handles/10.1000/1", headers=headers, timeout=10).json()["handle"]


if __name__ == "__main__":
    print(read_handle())
'''
NO_REQUEST = '"""Say hello."""\nprint("hello")\n'
INTERRUPTED = READ_HANDLE + "    raise KeyboardInterrupt\n"


def record(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["record", *words, "--via", "emulator"])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


@pytest.fixture
def broken(guide: Path) -> Sample:
    sample = add_sample(guide, READ_HANDLE)
    sample.cassette.parent.mkdir(parents=True)
    sample.cassette.write_text("interactions: [\n")
    return sample


def test_a_broken_cassette_is_recorded_anew(broken: Sample) -> None:
    assert record(broken.name) == (
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
    assert record("--all", "--dry-run") == (
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
    code, output = record(sample.name)
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
    code, output = record(sample.name)
    assert code == 1
    assert "doi/access/toy: cannot write samples/doi/access/toy.out: Is a directory\n" in output
    assert "0 of 1 samples recorded" in output
    assert (sample.cassette.read_bytes() if sample.cassette.exists() else None) == before


def test_a_file_that_breaks_one_recording_does_not_end_the_others(guide: Path) -> None:
    broken, good = add_sample(guide, READ_HANDLE), add_sample(guide, READ_HANDLE, "doi/access/whole")
    broken.script.write_bytes(b"\xff")
    code, output = record("--all")
    assert code == 1
    assert "doi/access/toy: " in output and "1 of 2 samples recorded" in output
    assert good.cassette.is_file()


def test_an_interrupted_run_is_resumed_whatever_is_recorded_meanwhile(guide: Path) -> None:
    first = add_sample(guide, READ_HANDLE, "doi/access/a")
    second = add_sample(guide, INTERRUPTED, "doi/access/b")
    other = add_sample(guide, NO_REQUEST, "doi/access/c")
    code, output = record("--all")
    assert code == 1
    assert output.endswith("Interrupted. Go on with: pidguide record --all --via emulator --resume\n")
    assert read_recording(first.cassette) and not second.cassette.exists() and not other.cassette.exists()
    assert record(other.name) == (0, "1 of 1 samples recorded via emulator.\n")
    assert record(other.name, "--resume") == (
        2,
        "pidguide: No recording of doi/access/c --via emulator was interrupted: "
        "go on with `pidguide record --all --via emulator --resume`.\n",
    )
    add_sample(guide, READ_HANDLE, second.name)
    before = first.cassette.stat().st_mtime_ns
    code, output = record("--all", "--resume")
    assert (code, first.cassette.stat().st_mtime_ns) == (0, before)
    assert output.startswith("2 of 2 samples recorded")
    assert record("--all", "--resume") == (
        2,
        "pidguide: No recording of --all --via emulator was interrupted: leave out --resume.\n",
    )


@pytest.mark.parametrize("content", ["{", "[1]", '{"via": "live", "done": []}'])
def test_a_damaged_note_is_one_line(guide: Path, content: str) -> None:
    sample = add_sample(guide, NO_REQUEST)
    note = paths.CACHE / "unfinished-recording.json"
    note.parent.mkdir()
    note.write_text(content)
    assert record(sample.name, "--resume") == (
        1,
        f"pidguide: The note {note} is damaged. Delete it and leave out --resume.\n",
    )
    assert record(sample.name)[0] == 0


def test_a_note_that_cannot_be_written_is_told_before_anything_is_recorded(guide: Path) -> None:
    sample = add_sample(guide, NO_REQUEST)
    paths.CACHE.write_text("a file in the place of a folder")
    code, output = record(sample.name)
    assert (code, output.count("\n"), sample.cassette.exists()) == (1, 1, False)
    assert output.startswith(f"pidguide: {paths.CACHE / 'unfinished-recording.json'} cannot be written: ")


def test_the_note_names_what_is_done(guide: Path) -> None:
    add_sample(guide, READ_HANDLE, "doi/access/a")
    add_sample(guide, INTERRUPTED, "doi/access/b")
    record("--all")
    note = json.loads((paths.CACHE / "unfinished-recording.json").read_text())
    assert note == {"--all --via emulator": ["doi/access/a"]}
