"""habanero, a Python client of Crossref's API, runs against the emulator through its usual addresses."""

from collections.abc import Iterator

import pytest
from habanero import Crossref, cn
from habanero.exceptions import RequestError
from httpx2 import HTTPStatusError

from pid_emulator import Emulator
from pidguide.running import transports

LANCET = "10.1016/s0140-6736(97)11096-0"
WATER = "10.1126/science.169.3946.635"


@pytest.fixture
def crossref(emulator: Emulator) -> Iterator[Crossref]:
    """A client whose requests reach the emulator."""
    with transports.emulator(emulator):
        yield Crossref(mailto="guide@example.org")


def test_unknown_doi_is_an_error(crossref: Crossref) -> None:
    with pytest.raises(HTTPStatusError, match="404"):
        crossref.works(ids="10.1371/notarealdoi")


def test_validation_failure_reaches_the_caller(crossref: Crossref) -> None:
    with pytest.raises(RequestError, match="This route does not support sort"):
        crossref.journals(sort="published")


def test_invalid_cursor_reaches_the_caller(crossref: Crossref) -> None:
    with pytest.raises(RequestError, match="Cursor specified but it is invalid"):
        crossref.works(query="widget", cursor="thing")


def test_one_work(crossref: Crossref) -> None:
    work = crossref.works(ids=LANCET)["message"]
    assert work["updated-by"][1]["type"] == "retraction"


def test_search_with_select(crossref: Crossref) -> None:
    items = crossref.works(query="ecology", select=["DOI", "title"], limit=2)["message"]["items"]
    assert [set(item) for item in items] == [{"DOI", "title"}] * 2


def test_filters(crossref: Crossref) -> None:
    found = crossref.works(filter={"type": "posted-content", "has_relation": True})["message"]
    assert {item["type"] for item in found["items"]} == {"posted-content"}
    assert found["total-results"] == len(found["items"]) > 1


def test_field_query_and_facet(crossref: Crossref) -> None:
    found = crossref.works(query_title="widget", facet="type-name:2", limit=0)["message"]
    assert found["facets"]["type-name"]["value-count"] == 2


def test_cursor_fetches_page_after_page(crossref: Crossref) -> None:
    pages = crossref.works(query="widget", cursor="*", cursor_max=41, limit=20)
    dois = [item["DOI"] for page in pages for item in page["message"]["items"]]
    assert len(dois) == len(set(dois)) == 41


def test_sample(crossref: Crossref) -> None:
    assert len(crossref.works(sample=3)["message"]["items"]) == 3


def test_member_and_its_works(crossref: Crossref) -> None:
    assert crossref.members(ids=98)["message"]["primary-name"] == "Hindawi Limited"
    works = crossref.members(ids=98, works=True, query_author="carl boettiger")["message"]
    assert {item["member"] for item in works["items"]} == {"98"}


def test_journal_funder_prefix_type_and_licences(crossref: Crossref) -> None:
    assert crossref.journals(ids="1803-2427")["message"]["title"] == "Journal of Landscape Ecology"
    assert crossref.funders(ids="10.13039/100000001")["message"]["name"] == "National Science Foundation"
    assert crossref.prefixes(ids="10.1016")["message"]["name"] == "Elsevier BV"
    assert crossref.types(ids="journal")["message"]["label"] == "Journal"
    assert crossref.licenses(query="science")["message"]["total-results"] >= 1


def test_agency(crossref: Crossref) -> None:
    assert crossref.registration_agency(WATER) == ["Crossref"]


@pytest.mark.parametrize(
    ("style", "expected"),
    [("bibtex", "@article{Frank_1970"), ("citeproc-json", "Structure of Ordinary Water")],
)
def test_content_negotiation(crossref: Crossref, style: str, expected: str) -> None:
    assert expected in str(cn.content_negotiation(ids=WATER, format=style))
