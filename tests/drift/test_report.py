"""Changes as a table, as JSON, as Markdown, and as an exit code."""

import json
from pathlib import Path

from tests.support.two_recordings import WORK, drift, interaction, write_recording


def test_the_exit_code_tells_nothing_harmless_or_breaking(folders: tuple[Path, Path]) -> None:
    old, new = folders
    write_recording(old, "a/b/c", interaction(WORK))
    arguments = [str(old), str(new)]
    write_recording(new, "a/b/c", interaction(WORK))
    assert drift(*arguments).exit_code == 0
    write_recording(new, "a/b/c", interaction({**WORK, "extra": 1}))
    assert drift(*arguments).exit_code == 1
    write_recording(new, "a/b/c", interaction({"status": "ok"}))
    assert drift(*arguments).exit_code == 2


def test_json_and_markdown_tell_the_same_changes(folders: tuple[Path, Path]) -> None:
    old, new = folders
    write_recording(old, "doi/access/work", interaction({"message": "a | b `c`", "gone": 1}, 404))
    write_recording(new, "doi/access/work", interaction({"message": "d | e"}, 404))
    document = json.loads(drift(old, new, "--json").output)
    assert (document["breaking"], document["harmless"]) == (1, 1)
    markdown = drift(old, new, "--markdown").output
    assert "### `doi/access/work`" in markdown
    rows = [line for line in markdown.splitlines() if line.startswith(("| **", "| harm"))]
    assert len(rows) == 2
    assert all(row.replace("\\|", "").count("|") == 6 for row in rows)


def test_a_table_in_a_pipe_cuts_no_address(folders: tuple[Path, Path]) -> None:
    addresses = [f"https://api.crossref.org/works/10.5555/{'a' * 70}?mark={number}" for number in (1, 2)]
    for folder, address in zip(folders, addresses, strict=True):
        item = interaction("", 302, location=address.replace("works", f"works{address[-1]}"))
        write_recording(folder, "doi/access/redirect", item)
    told = drift(*folders).output
    assert all(address.replace("works", f"works{address[-1]}") in told for address in addresses)
