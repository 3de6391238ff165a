"""No page of the built site leads nowhere: files, pages, anchors. External addresses are only listed."""

from functools import cache
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from bs4 import BeautifulSoup
from lxml import html

ATTRIBUTES = {"a": "href", "link": "href", "img": "src", "script": "src", "source": "srcset", "iframe": "src"}
NOT_PROSE = {"pg-sample", "pg-error"}


@cache
def read_page(file: Path) -> tuple[set[str], list[str]]:
    """Return a page's anchors and the addresses it links to."""
    page = html.document_fromstring(file.read_bytes())
    links = [link for name, attribute in ATTRIBUTES.items() for link in page.xpath(f"//{name}/@{attribute}")]
    return set(page.xpath("//@id")), [link for link in links if link]


def target_of(site: Path, file: Path, path: str) -> Path:
    folder = site if path.startswith("/") else file.parent
    target = (folder / unquote(path).lstrip("/")).resolve() if path else file
    return target / "index.html" if target.is_dir() else target


def find_broken(site: Path, file: Path) -> list[str]:
    """Return the links of one page that lead nowhere."""
    broken = []
    for link in read_page(file)[1]:
        address, anchor = urldefrag(link)
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            continue
        target = target_of(site, file, parts.path)
        leads_to_anchor = not anchor or target.suffix != ".html" or is_anchor(target, unquote(anchor))
        if not target.is_file() or not leads_to_anchor:
            broken.append(link)
    return broken


def is_anchor(target: Path, anchor: str) -> bool:
    anchors = read_page(target)[0]
    sample, _, tab = anchor.rpartition("-")
    return anchor in anchors or (tab in ("python", "output", "http", "curl") and sample in anchors)


def test_no_internal_link_is_broken(built_site: Path) -> None:
    broken = {
        file.relative_to(built_site).as_posix(): found
        for file in sorted(built_site.rglob("*.html"))
        if (found := find_broken(built_site, file))
    }
    assert not broken


def test_a_broken_link_and_a_broken_anchor_are_found(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "index.html").write_text('<h2 id="known">x</h2>')
    page = tmp_path / "index.html"
    page.write_text(
        '<a href="gone/">1</a><a href="there/#known">2</a><a href="there/#gone">3</a><img src="no.png">'
    )
    assert find_broken(tmp_path, page) == ["gone/", "there/#gone", "no.png"]


def test_external_links_are_listed_in_one_place(built_site: Path) -> None:
    listed = (built_site / "external-links.txt").read_text(encoding="utf-8").splitlines()
    assert listed == sorted(set(listed))
    own = [link for file in built_site.rglob("*.html") for link in guide_links(file)]
    assert not set(own) - set(listed), "a page names an address that the list does not hold"


def guide_links(file: Path) -> set[str]:
    """Return the external links in the prose of a page, apart from samples and the theme's own."""
    if "recordings" in file.parts:
        return set()
    page = html.document_fromstring(file.read_bytes())
    return {
        link.get("href")
        for link in page.xpath("(//article)[1]//a[starts-with(@href, 'http')]")
        if all(NOT_PROSE.isdisjoint(block.classes) for block in link.iterancestors())
    }


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("introduction-for-integrators", ""),
        ("introduction-to-persistent-identifiers", "concepts/persistent-identifiers"),
        ("what-is-a-doi", "concepts/doi"),
        ("explaining-orcid", "concepts/orcid"),
        ("accessing-doi-metadata", "doi/access"),
        ("searching-doi-registries", "doi/search"),
        ("creating-dois-and-doi-metadata", "doi/create"),
        ("orcid-public-api-tutorial", "orcid/public"),
        ("orcid-member-api-tutorial", "orcid/member"),
        ("orcid-api-authenticating-users", "orcid/auth"),
        ("searching-orcid", "orcid/search"),
    ],
)
@pytest.mark.parametrize("folder", ["", "docs/"])
def test_an_old_address_leads_to_its_page(built_site: Path, folder: str, old: str, new: str) -> None:
    file = built_site / folder / old / "index.html"
    refresh = BeautifulSoup(file.read_bytes(), "lxml").find("meta", attrs={"http-equiv": "refresh"})
    assert refresh
    address = str(refresh["content"]).partition("url=")[2]
    assert target_of(built_site, file, address) == built_site / new / "index.html"
