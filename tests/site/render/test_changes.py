"""What changed at the services: every change dated, sourced, with what to do, newest first."""

from datetime import timedelta
from pathlib import Path

import pytest
import yaml

from pidguide.basics import paths
from pidguide.basics.errors import UserError
from pidguide.cassettes.format import read_recording
from pidguide.samples.catalogue import get_sample
from pidguide.site.render import changes
from pidguide.site.render.changes import read_changes, read_superseded, show_changes

WHOLE = {"change": "It sings", "date": "2026-07", "source": "https://example.org/x", "do": "Listen."}


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder of pages with no changes but those that a test writes, and one that is superseded."""
    table = "| Today | Recordings before | Exchanges | Evidence |\n|---|---|---:|---|\n"
    table += "| It hums | 2026-02-01 | 7 | heard |\n"
    (tmp_path / "_data").mkdir()
    (tmp_path / "_data" / "superseded.md").write_text(table, encoding="utf-8")
    monkeypatch.setattr(paths, "DOCS", tmp_path)
    return tmp_path / "_changes.yml"


def write(file: Path, *entries: dict[str, object]) -> None:
    file.write_text(
        "".join(f"- {{{', '.join(f'{k}: {v!r}' for k, v in each.items())}}}\n" for each in entries)
    )


@pytest.mark.parametrize("missing", ["change", "date", "source", "do"])
def test_a_change_that_lacks_a_part_stops_the_build(written: Path, missing: str) -> None:
    write(written, {name: value for name, value in WHOLE.items() if name != missing})
    with pytest.raises(UserError, match=r"_changes\.yml: .*needs `change`, `do`, and a `date`"):
        read_changes()


@pytest.mark.parametrize(
    "wrong",
    [
        {"date": "July 2026"},
        {"date": "2026-13"},
        {"date": "2026-07-32"},
        {"announced": "soon"},
        {"announced": "2026-08"},
        {"todo": "Sing."},
    ],
)
def test_a_date_that_is_none_or_an_unknown_part_stops_the_build(
    written: Path, wrong: dict[str, object]
) -> None:
    write(written, WHOLE | wrong)
    with pytest.raises(UserError, match="It sings needs"):
        read_changes()


def test_an_unknown_sample_stops_the_build(written: Path) -> None:
    write(written, WHOLE | {"samples": ["doi/access/no_such_sample"]})
    with pytest.raises(UserError, match="no_such_sample"):
        read_changes()


def test_what_is_superseded_has_its_day_and_evidence_from_there(written: Path) -> None:
    write(
        written,
        {"change": "It hums", "do": "Hum."},
        {"change": "Hm", "same_as": "It hums", "do": "Hum, too."},
    )
    assert [(each.date, each.source) for each in read_changes()] == [("2026-02-01", "heard")] * 2


def test_the_newest_stands_first_under_its_year(written: Path) -> None:
    write(
        written,
        WHOLE | {"change": "Old", "date": "2024"},
        WHOLE | {"change": "New", "date": "2026-08"},
        WHOLE | {"change": "`New` | <er>", "date": "2026-08-21"},
    )
    headings = [line for line in show_changes().splitlines() if line.startswith("#")]
    assert headings == [
        "## 2026",
        "### `New` \\| &lt;er&gt; { #new-er }",
        "### New { #new }",
        "## 2024",
        "### Old { #old }",
    ]


def test_every_change_that_recordings_disagree_with_tells_what_to_do() -> None:
    entries = yaml.safe_load((paths.DOCS / "_changes.yml").read_text(encoding="utf-8"))
    missing = set(read_superseded()) - {entry.get("same_as", entry["change"]) for entry in entries}
    assert not missing, f"add to docs/_changes.yml: {missing}"


def test_a_sample_is_marked_with_what_changed_in_the_year_before_its_recording(written: Path) -> None:
    sample = get_sample("doi/search/crossref-all/polite_pool")
    recorded = read_recording(sample.cassette).recorded_at.date()
    days = {"Old": recorded - timedelta(days=366), "Recent": recorded - timedelta(days=364),
            "To come": recorded + timedelta(days=400)}  # fmt: skip
    mine = [
        WHOLE | {"change": text, "date": day.isoformat(), "samples": [sample.name]}
        for text, day in days.items()
    ]
    write(written, *mine, WHOLE | {"change": "Elsewhere", "date": days["Recent"].isoformat()})
    marks = changes.show_marks(sample)
    assert f"Changed {days['Recent']}: [Recent](../../changes.md#recent)" in marks
    assert f"Announced for {days['To come']}: [To come](../../changes.md#to-come)" in marks
    assert "Old" not in marks and "Elsewhere" not in marks
    assert changes.show_marks(get_sample("doi/search/crossref/words")) == ""


def test_no_two_changes_share_a_heading() -> None:
    anchors = [each.anchor for each in read_changes()]
    assert len(set(anchors)) == len(anchors) > 29


def test_the_page_links_changes_to_their_samples() -> None:
    assert "](doi/search/crossref-all.md#polite_pool)" in show_changes()
    assert changes.FEED in show_changes()
