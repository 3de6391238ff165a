"""crossrefapi, another Python client of Crossref's API, runs against the emulator."""

from collections.abc import Iterator
from itertools import islice

import pytest
from crossref.restful import Etiquette, Funders, Journals, Members, Prefixes, Types, Works

from pid_emulator import Emulator
from pidguide.running import transports

ETIQUETTE = Etiquette("pid-guide-tests", "1.0", "https://example.org", "guide@example.org")


@pytest.fixture(autouse=True)
def reach_the_emulator(emulator: Emulator) -> Iterator[None]:
    """Lead the client's requests to the emulator."""
    with transports.emulator(emulator):
        yield


@pytest.fixture
def works() -> Works:
    """A client that doesn't wait between requests: the emulator has no limit to keep."""
    return Works(etiquette=ETIQUETTE, throttle=False)


def test_unknown_doi_is_none(works: Works) -> None:
    assert works.doi("10.1371/notarealdoi") is None
    assert not works.doi_exists("10.1371/notarealdoi")


def test_one_work_and_its_agency(works: Works) -> None:
    work = works.doi("10.1371/journal.pone.0033693")
    assert work is not None and work["publisher"] == "Public Library of Science (PLoS)"
    agency = works.agency("10.1371/journal.pone.0033693")
    assert agency is not None and agency["agency"]["label"] == "Crossref"


def test_search_walks_the_cursor(works: Works) -> None:
    query = works.query("widget")
    assert query.count() == 41
    dois = [work["DOI"] for work in query]
    assert len(dois) == len(set(dois)) == 41


def test_filter_sort_and_select(works: Works) -> None:
    query = works.query(bibliographic="widget").filter(type="dataset")
    found = query.sort("published").order("asc").select("DOI", "published")
    years = [work["published"]["date-parts"][0][0] for work in found]
    assert len(years) > 3
    assert years == sorted(years)


def test_sample(works: Works) -> None:
    assert len(list(islice(works.sample(2), 5))) == 2


def test_facet(works: Works) -> None:
    facets = works.query("widget").facet("type-name", 2)
    assert facets["type-name"]["value-count"] == 2


def test_members_journals_funders_prefixes_and_types() -> None:
    member = Members(etiquette=ETIQUETTE, throttle=False).member(98)
    assert member is not None and member["primary-name"] == "Hindawi Limited"
    journal = Journals(etiquette=ETIQUETTE, throttle=False).journal("1803-2427")
    assert journal is not None and journal["ISSN"] == ["1803-2427", "1805-4196"]
    funder = Funders(etiquette=ETIQUETTE, throttle=False).funder("100000001")
    assert funder is not None and funder["location"] == "United States"
    prefix = Prefixes(etiquette=ETIQUETTE, throttle=False).prefix("10.1016")
    assert prefix is not None and prefix["name"] == "Elsevier BV"
    kind = Types(etiquette=ETIQUETTE, throttle=False).type("journal")
    assert kind is not None and kind["label"] == "Journal"
