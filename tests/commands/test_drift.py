"""`pidguide drift`: what could not be compared has an exit code of its own."""

from pathlib import Path

from tests.support.two_recordings import WORK, drift, interaction, write_recording


def test_a_broken_cassette_is_named_in_one_line(folders: tuple[Path, Path]) -> None:
    old, new = folders
    write_recording(old, "a/b/c", interaction(WORK))
    (new / "a/b").mkdir(parents=True)
    (new / "a/b/c.yaml").write_text("interactions: 3\n", encoding="utf-8")
    result = drift(old, new)
    assert result.exit_code == 3
    assert "c.yaml is no vcrpy cassette" in result.output


def test_what_was_not_compared_has_an_exit_code_of_its_own(folders: tuple[Path, Path]) -> None:
    old, new = folders
    nothing = drift(old, new)
    assert (nothing.exit_code, nothing.output) == (
        3,
        f"pidguide: {old} holds no recording to look at.\n",
    )
    write_recording(old, "a/b/c", interaction(WORK))
    (new / "notes.yml").write_text("- a list of something\n")
    assert drift(old, new).output == f"pidguide: {old} and {new} hold no recording of the same sample.\n"
    wrong_calls = [("--unheard",), (old,), (old, old / "none"), (old, old, "--json", "--markdown")]
    assert [drift(*words).exit_code for words in wrong_calls] == [3, 3, 3, 3]


def test_a_broken_recording_is_no_harmless_new_one(folders: tuple[Path, Path]) -> None:
    for folder in folders:
        write_recording(folder, "a/b/c", interaction(WORK))
    (folders[1] / "a/b/d.yaml").write_text("interactions: 3\n")
    assert drift(*folders).exit_code == 3
