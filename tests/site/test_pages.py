"""The built pages say what the recordings say, weigh little, and are found by search."""

import gzip
import json
import re
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from pidguide.cassettes.format import read_recording
from pidguide.samples.catalogue import Sample
from pidguide.site.pages.built_pages import page_addresses
from pidguide.site.pages.published import published_samples
from pidguide.site.render.bodies import read_body
from pidguide.site.render.curl import curl_commands, curl_script
from pidguide.site.render.http_tab import error_codes

SAMPLES = published_samples()
MOST_HTML = 60_000  # bytes of a page, compressed
MOST_FIRST_LOAD = 250_000  # bytes of a page with everything it loads, compressed


@cache
def read_page(file: Path) -> BeautifulSoup:
    """Return a built page, parsed once for all tests that look at it."""
    return BeautifulSoup(file.read_bytes(), "lxml")


@pytest.fixture(scope="module")
def cards(built_site: Path) -> dict[str, Tag]:
    """Each sample's card on its built page, by the sample's name."""
    found = {}
    for page in dict.fromkeys(sample.page for sample in SAMPLES):
        soup = read_page(built_site / page / "index.html")
        found |= {str(card["data-sample"]): card for card in soup.select(".pg-sample")}
    return found


def panels(card: Tag) -> list[Tag]:
    return card.select(".tabbed-content > .tabbed-block")


def code_in(panel: Tag, name: str) -> str:
    code = panel.find(id=name)
    assert code
    return code.get_text()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_each_tab_holds_its_file(cards: dict[str, Tag], sample: Sample) -> None:
    card = cards[sample.name]
    recording = read_recording(sample.cassette)
    labels = [label.get_text() for label in card.select(".tabbed-labels > label")]
    assert labels == (["Python", "HTTP", "curl"] if recording.exchanges else ["Python"]), "an empty tab"
    python, *others = panels(card)
    assert code_in(python, f"{sample.anchor}-python") == sample.listing
    assert code_in(python, f"{sample.anchor}-output") == sample.output.read_text(encoding="utf-8")
    if not recording.exchanges:
        return
    http, curl = others
    statuses = [int(tag.get_text()) for tag in http.select(".pg-status")]
    assert statuses == [exchange.status for exchange in recording.exchanges]
    addresses = [tag.get_text() for tag in http.select(".pg-address")]
    assert addresses == [exchange.url for exchange in recording.exchanges]
    commands = curl_script(curl_commands(recording.exchanges, sample.source))
    assert code_in(curl, f"{sample.anchor}-curl") == commands


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_card_shows_first_a_few_lines_of_its_script(cards: dict[str, Tag], sample: Sample) -> None:
    excerpt = cards[sample.name].select_one(".pg-excerpt")
    assert excerpt
    shown = [line.get_text().strip() for line in excerpt.select(".pg-line")]
    script = iter(line.strip() for line in sample.listing.splitlines())
    assert 0 < len(shown) <= 12
    assert all(line in script for line in shown), "other lines than the script's, or in another order"
    assert not excerpt.find_parent("details")


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_sample_has_one_heading_which_leads_to_it(
    built_site: Path, cards: dict[str, Tag], sample: Sample
) -> None:
    soup = read_page(built_site / sample.page / "index.html")
    (heading,) = soup.find_all(id=sample.anchor)
    assert heading.name in ("h3", "h4")
    assert heading.find(string=True, recursive=False) == sample.title
    following = heading.find_next(class_="pg-sample")
    assert following is cards[sample.name], "another sample stands between"
    assert soup.select_one(f".md-nav--secondary a[href='#{sample.anchor}']"), "not in the contents list"
    assert "pg-title" not in str(cards[sample.name])


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_card_says_no_more_than_the_cassette(cards: dict[str, Tag], sample: Sample) -> None:
    recording = read_recording(sample.cassette)
    summary = cards[sample.name].select_one(".pg-origin > summary")
    footer = cards[sample.name].select_one(".pg-provenance")
    assert summary
    if not recording.exchanges:
        assert summary.get_text() == "Sends no request"
        assert not footer, "says against what nothing was recorded"
        return
    assert footer
    against, briefly = (
        ("the live services", "Live") if recording.via == "live" else ("the emulator", "Emulator")
    )
    assert footer.get_text().startswith(f"Recorded against {against} on {recording.recorded_at.date()}")
    day = f"{recording.recorded_at.day} {recording.recorded_at:%b %Y}"
    told = summary.get_text()
    assert told == f"{briefly}, {day}" or told.startswith(f"{briefly}, {day} · ")


def test_pages_weigh_little(built_site: Path) -> None:
    heavy = {}
    for address in page_addresses(built_site):
        page = built_site / address / "index.html"
        html = page.read_bytes()
        loaded = len(gzip.compress(html)) + sum(
            len(gzip.compress(file.read_bytes())) for file in assets_of(page)
        )
        if len(gzip.compress(html)) > MOST_HTML or loaded > MOST_FIRST_LOAD:
            heavy[address] = (len(gzip.compress(html)), loaded)
    assert not heavy


def assets_of(page: Path) -> list[Path]:
    """Return the styles, scripts and pictures that a page loads."""
    soup = read_page(page)
    addresses = [tag["href"] for tag in soup.find_all("link", rel=["stylesheet", "icon"])]
    addresses += [tag["src"] for tag in soup.find_all(["script", "img"], src=True)]
    return [(page.parent / str(address)).resolve() for address in addresses]


def test_every_page_describes_itself(built_site: Path) -> None:
    for address in page_addresses(built_site):
        soup = read_page(built_site / address / "index.html")
        tags = {tag.get("name") or tag.get("property"): tag.get("content") for tag in soup.find_all("meta")}
        for name in ("description", "og:title", "og:description", "og:type"):
            assert tags.get(name), f"{address} lacks {name}"
        data = soup.find("script", type="application/ld+json")
        assert data, f"{address} has no JSON-LD"
        described = json.loads(data.get_text())
        assert described["@type"] == "TechArticle"
        assert described["headline"] and described["description"]
        assert len(soup.find_all("h1")) == 1, address


def test_pages_are_described_each_in_its_own_words(built_site: Path) -> None:
    described: dict[str, str] = {}
    for address in page_addresses(built_site):
        soup = read_page(built_site / address / "index.html")
        tag = soup.find("meta", attrs={"name": "description"})
        assert tag
        text = str(tag["content"])
        assert text not in described, f"{address} and {described.get(text)} have the same description"
        described[text] = address


@pytest.fixture(scope="module")
def searched(built_site: Path) -> dict[str, tuple[str, str]]:
    """What search knows of each section of each page, by its address: its title and its text, plain."""
    content = json.loads((built_site / "search" / "search_index.json").read_text(encoding="utf-8"))
    return {entry["location"]: (plain(entry["title"]), plain(entry["text"])) for entry in content["docs"]}


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", BeautifulSoup(html, "lxml").get_text(" ")).strip()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_search_knows_a_sample_by_title_path_and_media_type(
    searched: dict[str, tuple[str, str]], sample: Sample
) -> None:
    title, words = searched[f"{sample.page}/#{sample.anchor}"]
    assert title == sample.title
    for exchange in read_recording(sample.cassette).exchanges:
        assert exchange.url in words
        assert exchange.media_type in words
        assert all(code in words for code in error_codes(exchange))


def test_bodies_do_not_flood_the_search(built_site: Path, searched: dict[str, tuple[str, str]]) -> None:
    assert (built_site / "search" / "search_index.json").stat().st_size < 1_500_000
    for sample in SAMPLES:
        for exchange in read_recording(sample.cassette).exchanges:
            if exchange.status < 300 and len(exchange.answer.text) > 2000:
                middle = read_body(exchange.answer.text, exchange.media_type).lines[10].strip()
                words = searched[f"{sample.page}/#{sample.anchor}"][1]
                assert len(middle) < 30 or middle not in words, sample.name
