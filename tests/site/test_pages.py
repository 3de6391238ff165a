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
def blocks(built_site: Path) -> dict[str, Tag]:
    """Each sample's block on its built page, by the sample's name."""
    found = {}
    for page in dict.fromkeys(sample.page for sample in SAMPLES):
        soup = read_page(built_site / page / "index.html")
        for sample in SAMPLES:
            if sample.page == page and (block := soup.find(id=sample.anchor)):
                found[sample.name] = block
    return found


def panels(block: Tag) -> list[Tag]:
    return block.select(".tabbed-content > .tabbed-block")


def code_in(panel: Tag) -> str:
    code = panel.select_one("code")
    assert code
    return code.get_text()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_each_tab_holds_its_file(blocks: dict[str, Tag], sample: Sample) -> None:
    python, output, http, curl = panels(blocks[sample.name])
    recording = read_recording(sample.cassette)
    assert code_in(python).strip() == sample.source.strip()
    assert code_in(output).strip("\n") == sample.output.read_text(encoding="utf-8").strip("\n")
    statuses = [int(tag.get_text()) for tag in http.select(".pg-status")]
    assert statuses == [exchange.status for exchange in recording.exchanges]
    addresses = [tag.get_text() for tag in http.select(".pg-address")]
    assert addresses == [exchange.url for exchange in recording.exchanges]
    if not recording.exchanges:
        assert "no request" in http.get_text() and "no request" in curl.get_text()
        return
    commands = curl_script(curl_commands(recording.exchanges, sample.source))
    assert code_in(curl).strip() == commands.strip()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_block_says_no_more_than_the_cassette(blocks: dict[str, Tag], sample: Sample) -> None:
    footer = blocks[sample.name].select_one(".pg-provenance")
    assert footer
    said = footer.get_text()
    recording = read_recording(sample.cassette)
    against = "the live services" if recording.via == "live" else "the emulator"
    assert said.startswith(f"Recorded against {against} on {recording.recorded_at.date()}")


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
def searched(built_site: Path) -> dict[str, str]:
    """What search knows of each page, by its address, as plain text."""
    content = json.loads((built_site / "search" / "search_index.json").read_text(encoding="utf-8"))
    texts: dict[str, list[str]] = {}
    for entry in content["docs"]:
        texts.setdefault(entry["location"].partition("#")[0], []).append(entry["text"])
    return {
        address: re.sub(r"\s+", " ", BeautifulSoup(" ".join(parts), "lxml").get_text(" "))
        for address, parts in texts.items()
    }


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_search_knows_a_sample_by_title_path_and_media_type(searched: dict[str, str], sample: Sample) -> None:
    words = searched[f"{sample.page}/"]
    assert sample.title in words
    for exchange in read_recording(sample.cassette).exchanges:
        assert exchange.url in words
        assert exchange.media_type in words
        assert all(code in words for code in error_codes(exchange))


def test_bodies_do_not_flood_the_search(built_site: Path, searched: dict[str, str]) -> None:
    assert (built_site / "search" / "search_index.json").stat().st_size < 1_500_000
    for sample in SAMPLES:
        for exchange in read_recording(sample.cassette).exchanges:
            if exchange.status < 300 and len(exchange.answer.text) > 2000:
                middle = read_body(exchange.answer.text, exchange.media_type).lines[10].strip()
                assert len(middle) < 30 or middle not in searched[f"{sample.page}/"], sample.name
