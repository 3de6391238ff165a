"""Built pages are completed with what could not be written before."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.support.published import PAGES


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
    files = [f"downloads/{page}.zip", f"downloads/{page}.ipynb", f"{page}.md", "status"]
    assert targets == [(built_site / file).resolve() for file in files]
    assert all(target.exists() for target in targets)
