"""The page "Try it": its script, its starting points, and what the registries know, as they are built in."""

from html import escape
from pathlib import Path

import pytest

from pidguide.samples.catalogue import get_sample
from pidguide.site.pages.runnable import VARIABLE
from pidguide.site.render.playground import (
    STARTING_POINTS,
    loaded_records,
    show_loaded_records,
    show_playground,
)


def test_every_starting_point_that_can_run_is_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "manifest.json").write_text('{"packages": []}')
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    html = show_playground()
    assert f'data-run="../run/{tmp_path.name}/"' in html
    for name in STARTING_POINTS:
        assert f'<a href="../downloads/{name}.py" data-start>{escape(get_sample(name).title)}</a>' in html


def test_a_build_without_node_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert "built without Node" in show_playground() and "<button" not in show_playground()


def test_what_is_loaded_is_what_the_emulator_has() -> None:
    [dois, people, accounts] = loaded_records().values()
    assert "| `10.1371/journal.pone.0033693` | Methylphenidate Exposure" in dois and "<" not in dois
    assert "| `0000-0002-1825-0097` | Josiah Carberry |" in people
    assert "| `DATACITE_REPOSITORY_ID` | GUIDE.EMULATOR |" in accounts


def test_it_is_shown_in_tables_that_open() -> None:
    lines = show_loaded_records().splitlines()
    assert sum(line.startswith("??? note") for line in lines) == 3
    assert all(not line or line.startswith(("??? note", "    |")) for line in lines)
