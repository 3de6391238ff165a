"""Old links to what has moved to another page lead on to it."""

from functools import cache
from pathlib import Path

import pytest
from lxml import html

from pidguide.samples.catalogue import find_samples
from pidguide.site.pages.moved import moved_anchors, moved_samples
from tests.support.published import PAGES

FORMER = ["doi/access", "doi/search", "doi/create", "orcid/public", "orcid/auth", "orcid/member"]


@cache
def anchors_of(page: Path) -> set[str]:
    document = html.document_fromstring((page / "index.html").read_bytes())
    return set(document.xpath("//article//*[not(@class='pg-moved')]/@id"))


def test_a_sample_is_found_by_its_former_name() -> None:
    known = {sample.name for sample in find_samples()}
    assert not known & set(moved_samples()), "it is where it was: take its line out of moved.yml"
    assert set(moved_samples().values()) <= known


def test_a_samples_former_anchor_leads_to_it() -> None:
    assert moved_anchors("doi/create")["datacite_publish"] == "doi/create/datacite/#publish"
    assert moved_anchors("doi/create")["reserve-a-doi"] == "doi/create/datacite/#reserve-a-doi"
    assert moved_anchors("doi/create")["crossref"] == "doi/create/crossref/"


def test_only_pages_that_gave_something_away_tell_of_it() -> None:
    assert [page for page in PAGES if moved_anchors(page)] == FORMER


@pytest.mark.parametrize("page", FORMER)
def test_what_has_moved_is_there_and_no_longer_here(built_site: Path, page: str) -> None:
    for anchor, address in moved_anchors(page).items():
        new_page, _, new_anchor = address.partition("#")
        assert anchor not in anchors_of(built_site / page), "an old link to it needs no other page"
        assert not new_anchor or new_anchor in anchors_of(built_site / new_page), address
