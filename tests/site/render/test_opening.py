"""A guide page opens with what to paste and its samples; a quick start has what its script needs."""

import re
import subprocess
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from pidguide.basics import paths
from pidguide.basics.errors import UserError
from pidguide.samples.catalogue import get_sample
from pidguide.samples.credentials_needed import required_variables_of
from pidguide.site.pages.published import title_of
from pidguide.site.render.opening import show_opening, show_paste
from tests.support.published import PAGES, samples_of

GUIDE_PAGES = [page for page in PAGES if page.startswith(("doi/", "orcid/"))]
QUICK_STARTS = sorted(file.stem for file in (paths.DOCS / "start").glob("*.md"))


def read(built_site: Path, page: str) -> BeautifulSoup:
    return BeautifulSoup((built_site / page / "index.html").read_bytes(), "lxml")


@pytest.mark.parametrize("page", GUIDE_PAGES)
def test_a_guide_page_opens_with_its_samples(built_site: Path, page: str) -> None:
    soup = read(built_site, page)
    (listed,) = soup.select("article > ul.pg-list")
    first_section = soup.select_one("article > h2")
    assert first_section and listed in first_section.find_previous_siblings()
    links = [(link["href"], link.get_text()) for link in listed.select("a")]
    assert links == [(f"#{sample.anchor}", sample.title) for sample in samples_of(page)]


@pytest.mark.parametrize("page", GUIDE_PAGES)
def test_a_guide_page_opens_with_what_its_samples_need(built_site: Path, page: str) -> None:
    needed = {name for sample in samples_of(page) for name in required_variables_of(sample)}
    block = next((code.get_text() for code in read(built_site, page).select("article pre > code")), "")
    exported = re.findall(r"^export (\w+)=", block, re.MULTILINE)
    assert sorted(exported) == sorted(needed)


def test_a_page_without_samples_has_nothing_to_open_with(guide: Path) -> None:
    page = guide / "docs" / "doi" / "access.md"
    page.parent.mkdir(parents=True)
    page.write_text("# Access\n")
    with pytest.raises(UserError, match=r"docs/doi/access\.md has no samples to open with"):
        show_opening("doi/access")


def test_what_is_pasted_is_shell(tmp_path: Path) -> None:
    for page in PAGES:
        block = (
            show_paste(*[sample.name for sample in samples_of(page)]).split("\n", 1)[1].rpartition("\n")[0]
        )
        exports = "\n".join(line for line in block.splitlines() if line.startswith("export "))
        ran = subprocess.run(
            ["sh", "-eu", "-c", f"{exports}\nenv"], capture_output=True, text=True, check=True
        )
        for name in {name for sample in samples_of(page) for name in required_variables_of(sample)}:
            assert f"\n{name}=" in f"\n{ran.stdout}", name


@pytest.mark.parametrize("name", QUICK_STARTS)
def test_a_quick_start_has_all_that_it_needs(built_site: Path, name: str) -> None:
    soup = read(built_site, f"start/{name}")
    headings = [heading.get_text() for heading in soup.select("article > h2")]
    assert [heading[:2] for heading in headings] == ["1.", "2.", "3.", "4.", "5."]
    pasted = "\n".join(code.get_text() for code in soup.select("pre > code"))
    downloads = [str(link["href"]) for link in soup.select("a[download]")]
    assert downloads
    for link in downloads:
        file = built_site / "start" / name / link
        assert file.is_file(), link
        sample = get_sample(link.removeprefix("../../downloads/").removesuffix(".py"))
        for variable in required_variables_of(sample):
            assert f"export {variable}=" in pasted
        assert re.search(rf"(python|flask --app) {sample.anchor}\b", pasted)
    assert sample.output.read_text(encoding="utf-8").strip() in pasted


def test_home_shows_a_sample_and_leads_to_every_quick_start(built_site: Path) -> None:
    soup = read(built_site, "")
    (card,) = soup.select("article > .pg-sample")
    sample = get_sample(str(card["data-sample"]))
    output = card.select_one(".pg-output code")
    assert output and output.get_text() == sample.output.read_text(encoding="utf-8")
    links = [(str(link["href"]), link.get_text()) for link in soup.select(".pg-ways a")]
    assert sorted(links) == [(f"start/{name}/", title_of(f"start/{name}")) for name in QUICK_STARTS]
    assert soup.select_one("article > h2#introduction-for-developers")
