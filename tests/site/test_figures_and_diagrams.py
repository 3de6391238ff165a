"""Figures are dated, sourced and marked when overdue; diagrams are drawn from their source as it is."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from pidguide.basics import paths
from pidguide.basics.errors import UserError
from pidguide.site.render import diagrams
from pidguide.site.render.diagrams import find_sources, is_fresh, mark_of, show_diagram
from pidguide.site.render.facts import Fact, find_overdue, read_facts, show_fact

FACTS = read_facts()


@pytest.fixture
def figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "_facts"
    folder.mkdir()
    monkeypatch.setattr(paths, "DOCS", tmp_path)
    return folder


@pytest.mark.parametrize("fact", FACTS.values(), ids=lambda fact: fact.name)
def test_no_figure_was_checked_in_the_future(fact: Fact) -> None:
    assert fact.checked_on <= date.today()


def test_a_figure_expires_on_the_day_it_says() -> None:
    fact = Fact("a.b", 1, "", "https://example.org", date(2026, 1, 1), 30)
    assert fact.expires_on == date(2026, 1, 1) + timedelta(days=30)
    assert not fact.is_overdue(date(2026, 1, 30))
    assert fact.is_overdue(date(2026, 1, 31))


def test_overdue_figures_come_with_the_one_due_longest_first(figures: Path) -> None:
    entry = 'value: 1, source: "https://example.org", checked_on: 2026-01-01, max_age_days:'
    (figures / "a.yml").write_text(f"late: {{{entry} 30}}\nlater: {{{entry} 10}}\nyoung: {{{entry} 31}}\n")
    assert [fact.name for fact in find_overdue(date(2026, 1, 31))] == ["a.later", "a.late"]
    assert find_overdue(date(2026, 1, 10)) == []


def test_a_figure_shows_value_unit_date_and_source(figures: Path) -> None:
    (figures / "a.yml").write_text(
        'limit: {value: 10000, unit: works, source: "https://example.org/x", '
        "checked_on: 2026-02-03, max_age_days: 9}"
    )
    shown = BeautifulSoup(show_fact("a.limit", date(2026, 2, 11)), "lxml")
    assert shown.get_text() == "10,000 works (checked 2026-02-03)"
    link = shown.find("a")
    assert link and link["href"] == "https://example.org/x"
    overdue = BeautifulSoup(show_fact("a.limit", date(2026, 2, 12)), "lxml")
    assert overdue.get_text() == "10,000 works (checked 2026-02-03, check overdue: it may have changed)"


def test_an_unknown_or_undated_figure_stops_the_build(figures: Path) -> None:
    with pytest.raises(UserError, match="no figure a.gone"):
        show_fact("a.gone")
    (figures / "a.yml").write_text("limit: {value: 1, source: x}")
    with pytest.raises(UserError, match="lacks checked_on, max_age_days"):
        show_fact("a.limit")


@pytest.mark.parametrize("source", find_sources(), ids=lambda source: source.stem)
def test_a_diagram_is_drawn_from_its_source(source: Path) -> None:
    assert is_fresh(source), f"draw {source.name} anew with scripts/diagrams.py"
    drawing = source.with_suffix(".svg").read_text(encoding="utf-8")
    assert "var(--pg-diagram-ink)" in drawing, "it does not take the theme's colours"
    assert "http" not in drawing.replace("http://www.w3.org", ""), "it loads something"


def test_a_changed_diagram_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagrams, "FOLDER", tmp_path)
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    source = tmp_path / "flow.mmd"
    with pytest.raises(UserError, match="no diagram"):
        show_diagram("flow", "…")
    source.write_text("flowchart LR\n a --> b")
    source.with_suffix(".svg").write_text(f"{mark_of(source)}\n<svg/>")
    assert 'aria-label="A leads to b"' in show_diagram("flow", "A leads to b")
    source.write_text("flowchart LR\n a --> c")
    with pytest.raises(UserError, match="draw it anew"):
        show_diagram("flow", "…")
