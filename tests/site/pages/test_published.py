"""Samples come in the order in which readers meet them."""

from pidguide.site.pages.published import pages_in_order
from tests.support.published import PAGES


def test_pages_come_in_the_order_of_the_navigation() -> None:
    assert PAGES[:4] == ["doi/access", "doi/access/resolve", "doi/access/metadata", "doi/search"]
    assert [page for page in pages_in_order() if page in PAGES] == PAGES
