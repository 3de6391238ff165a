"""What a service changed, as entries of the page of changes."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from pidguide.basics import paths
from pidguide.drift.changes import Change, Severity, compare_folders
from pidguide.drift.entries import add_entries, live_changes
from pidguide.site.render.changes import read_changes
from tests.support.two_recordings import WORK, drift, interaction, write_recording

DAY = date(2026, 12, 7)
WORKS = "GET https://api.crossref.org/works/10.5555/12345678"


def gone(sample: str, request: str = WORKS, where: str = "message.author") -> Change:
    return Change(sample, 1, request, "field gone", Severity.BREAKING, where, "array", "")


def test_an_entry_tells_what_is_so_since_when_and_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "_changes.yml"
    assert add_entries([gone("doi/access/a"), gone("doi/access/b")], DAY, file) == 1
    (entry,) = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert entry == {
        "change": "Crossref has no `message.author` any more: `GET api.crossref.org/works/{doi}`",
        "date": "2026-12-07",
        "source": "recordings of 2026-12-07 and before differ",
        "do": "Read the field as optional.",
        "samples": ["doi/access/a", "doi/access/b"],
    }


def test_what_is_told_already_and_what_breaks_nobody_adds_nothing(tmp_path: Path) -> None:
    file = tmp_path / "_changes.yml"
    file.write_text("# kept\n- {change: It sings, date: 2026, source: x, do: Listen.}\n")
    add_entries([gone("doi/access/a")], DAY, file)
    before = file.read_text(encoding="utf-8")
    new_field = Change("doi/access/a", 1, WORKS, "field new", Severity.HARMLESS, "message.x", "", "string")
    request = Change("doi/access/a", 1, WORKS, "request gone", Severity.BREAKING, "", WORKS, "")
    assert add_entries([gone("doi/access/a"), new_field, request], DAY, file) == 0
    assert file.read_text(encoding="utf-8") == before and before.startswith("# kept\n")


def test_a_limit_is_told_though_it_breaks_nothing_and_text_of_an_answer_stays_text(tmp_path: Path) -> None:
    file = tmp_path / "_changes.yml"
    limit = Change(
        "a/b/c", 1, WORKS, "header changed", Severity.HARMLESS, "x-api-pool", "`a`\n- b: c", "z" * 99
    )
    assert add_entries([limit], DAY, file) == 1
    (entry,) = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert entry["change"].startswith(
        f"Crossref has {'z' * 59}… in the header `x-api-pool`, not 'a' - b: c: "
    )


def test_what_differs_from_the_emulator_is_no_change_of_the_service(folders: tuple[Path, Path]) -> None:
    old, new = folders
    for sample in ("doi/access/live", "doi/access/emulated"):
        write_recording(old, sample, interaction(WORK))
        write_recording(new, sample, interaction({"status": "ok"}))
    emulated = old / "doi/access/emulated.yaml"
    emulated.write_text(emulated.read_text().replace("via: live", "via: emulator"))
    found = live_changes(compare_folders(old, new), old, new)
    assert {change.sample for change in found} == {"doi/access/live"}


def test_the_command_adds_entries_that_the_page_can_show(
    folders: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "_data").mkdir()
    heads = "| Today | Recordings before | Exchanges | Evidence |\n|---|---|---:|---|\n"
    (tmp_path / "_data" / "superseded.md").write_text(heads)
    monkeypatch.setattr(paths, "DOCS", tmp_path)
    old, new = folders
    write_recording(old, "doi/access/csl_json", interaction(WORK))
    write_recording(new, "doi/access/csl_json", interaction(WORK, 404))
    assert drift(old, new).exit_code == 2 and not (tmp_path / "_changes.yml").exists()
    assert drift(old, new, "--changes", "--markdown").exit_code == 2
    (change,) = read_changes()
    assert change.text == "Crossref answers 404, not 200: `GET api.crossref.org/works/{doi}`"
    assert change.samples == ("doi/access/csl_json",)
