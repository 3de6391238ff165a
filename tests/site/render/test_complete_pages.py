"""A written page is completed: its samples' tabs, what it gives to take away, how old its recordings are."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from pidguide.cassettes.format import Recording, read_recording
from pidguide.samples.age import LIMIT_DAYS
from pidguide.samples.catalogue import get_sample
from pidguide.site.render.complete_pages import complete_pages
from pidguide.site.render.sample_block import sample_outline
from tests.support.published import PAGES

NAMES = ("doi/access/csl_json", "doi/access/many_dois")
RECORDED = sorted(read_recording(get_sample(name).cassette).recorded_at for name in NAMES)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_links_what_it_gives_to_take_away_once_above_its_first_section(
    built_site: Path, page: str
) -> None:
    html = BeautifulSoup((built_site / page / "index.html").read_text(encoding="utf-8"), "lxml")
    lines = html.select(".pg-take")
    assert len(lines) == 1
    assert lines[0].find_next_sibling("h2") == html.select_one("article h2")
    links = [link["href"].partition("#")[0] for link in lines[0].select("a")]
    targets = [(built_site / page / link).resolve() for link in links]
    files = [f"downloads/{page}.zip", f"downloads/{page}.ipynb", "status"]
    assert targets == [(built_site / file).resolve() for file in files]
    assert all(target.exists() for target in targets)


def complete(site: Path, now: datetime) -> BeautifulSoup:
    page = site / "doi" / "access" / "index.html"
    page.parent.mkdir(parents=True)
    outlines = "".join(map(sample_outline, NAMES))
    page.write_text(f'<article><h1>Access</h1><p>Goal</p><h2 id="a">A</h2>{outlines}</article>')
    complete_pages(site, "", now)
    return BeautifulSoup(page.read_text(encoding="utf-8"), "lxml")


def test_a_page_tells_where_its_former_sections_are(tmp_path: Path) -> None:
    page = complete(tmp_path, RECORDED[0])
    moved = {line["id"]: line.select_one("a")["href"] for line in page.select("article > p.pg-moved")}
    assert moved["ris"] == "../../doi/access/metadata/#ris"
    assert moved["resolve-a-doi"] == "../../doi/access/resolve/#resolve-a-doi"


def warning_of(page: BeautifulSoup) -> Tag:
    (line,) = page.select(".pg-old")
    return line


def test_a_page_with_young_recordings_says_nothing_of_their_age(tmp_path: Path) -> None:
    page = complete(tmp_path, RECORDED[0] + timedelta(days=LIMIT_DAYS, hours=1))
    assert len(page.select(".pg-sample")) == len(NAMES)
    assert not page.select(".pg-old")
    assert "days ago" not in page.get_text()


def test_a_page_with_old_recordings_says_so_once_above_its_first_section(tmp_path: Path) -> None:
    page = complete(tmp_path, RECORDED[0] + timedelta(days=LIMIT_DAYS + 20, hours=1))
    line = warning_of(page)
    assert line.get_text() == (
        f"Old recordings. All samples of this page were recorded more than {LIMIT_DAYS} days ago, the oldest "
        f"{LIMIT_DAYS + 20}: the services may answer differently now. See how old each is."
    )
    assert line.find_next_sibling("h2") == page.select_one("h2")
    assert [link["href"] for link in line.select("a")] == ["../../status/#doi-access"]
    assert page.get_text().count("days ago") == 1


def test_a_page_counts_its_old_recordings_among_younger_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = RECORDED[-1] + timedelta(days=1)
    ages = iter((LIMIT_DAYS + 20, LIMIT_DAYS))

    def read_aged(cassette: Path) -> Recording:
        return replace(read_recording(cassette), recorded_at=now - timedelta(days=next(ages)))

    monkeypatch.setattr("pidguide.site.render.complete_pages.read_recording", read_aged)
    told = warning_of(complete(tmp_path, now)).get_text()
    assert f"1 of 2 samples of this page were recorded more than {LIMIT_DAYS} days ago, the oldest " in told
