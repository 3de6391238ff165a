"""An interrupted run is resumed where it stopped."""

import json
from pathlib import Path

import pytest

from pidguide.basics import paths
from pidguide.cassettes.format import read_recording
from tests.support.live_services import INTERRUPTED, NO_REQUEST, READ_HANDLE, record, record_on_emulator
from tests.support.toy_guide import Toy, add_sample


def test_an_interrupted_run_is_resumed_whatever_is_recorded_meanwhile(guide: Path) -> None:
    first = add_sample(guide, READ_HANDLE, "doi/access/a")
    second = add_sample(guide, INTERRUPTED, "doi/access/b")
    other = add_sample(guide, NO_REQUEST, "doi/access/c")
    code, output = record_on_emulator("--all")
    assert code == 1
    assert output.endswith("Interrupted. Go on with: pidguide record --all --via emulator --resume\n")
    assert read_recording(first.cassette) and not second.cassette.exists() and not other.cassette.exists()
    assert record_on_emulator(other.name) == (0, "1 of 1 samples recorded via emulator.\n")
    assert record_on_emulator(other.name, "--resume") == (
        2,
        "pidguide: No recording of doi/access/c --via emulator was interrupted: "
        "go on with `pidguide record --all --via emulator --resume`.\n",
    )
    add_sample(guide, READ_HANDLE, second.name)
    before = first.cassette.stat().st_mtime_ns
    code, output = record_on_emulator("--all", "--resume")
    assert (code, first.cassette.stat().st_mtime_ns) == (0, before)
    assert output.startswith("2 of 2 samples recorded")
    assert record_on_emulator("--all", "--resume") == (
        2,
        "pidguide: No recording of --all --via emulator was interrupted: leave out --resume.\n",
    )


@pytest.mark.parametrize("content", ["{", "[1]", '{"via": "live", "done": []}'])
def test_a_damaged_note_is_one_line(guide: Path, content: str) -> None:
    sample = add_sample(guide, NO_REQUEST)
    note = paths.CACHE / "unfinished-recording.json"
    note.parent.mkdir()
    note.write_text(content)
    assert record_on_emulator(sample.name, "--resume") == (
        1,
        f"pidguide: The note {note} is damaged. Delete it and leave out --resume.\n",
    )
    assert record_on_emulator(sample.name)[0] == 0


def test_a_note_that_cannot_be_written_is_told_before_anything_is_recorded(guide: Path) -> None:
    sample = add_sample(guide, NO_REQUEST)
    paths.CACHE.write_text("a file in the place of a folder")
    code, output = record_on_emulator(sample.name)
    assert (code, output.count("\n"), sample.cassette.exists()) == (1, 1, False)
    assert output.startswith(f"pidguide: {paths.CACHE / 'unfinished-recording.json'} cannot be written: ")


def test_the_note_names_what_is_done(guide: Path) -> None:
    add_sample(guide, READ_HANDLE, "doi/access/a")
    add_sample(guide, INTERRUPTED, "doi/access/b")
    record_on_emulator("--all")
    note = json.loads((paths.CACHE / "unfinished-recording.json").read_text())
    assert note == {"--all --via emulator": ["doi/access/a"]}


def test_resume_leaves_out_what_is_done(guide: Path, toy: Toy, stand_in) -> None:  # type: ignore[no-untyped-def]
    done, left = add_sample(guide, name="doi/access/done"), add_sample(guide, name="doi/access/left")
    stand_in(toy())
    paths.CACHE.mkdir()
    (paths.CACHE / "unfinished-recording.json").write_text('{"--all --via live": ["doi/access/done"]}')
    code, output = record("--all", "--via", "live", "--resume")
    assert (code, done.cassette.exists(), left.cassette.exists()) == (0, False, True)
    assert "1 of 1 samples recorded via live." in output
    assert record("--all", "--via", "live", "--resume")[0] == 2
