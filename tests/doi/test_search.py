"""What a reader relies on in the samples of doi/search, beyond what their recordings show: failures first."""

import re
import runpy
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from pid_emulator import Emulator
from pidguide.basics import paths
from pidguide.running import transports
from pidguide.running.run import via_emulator
from pidguide.samples.catalogue import Sample, find_samples

FOLDER = paths.ROOT / "samples" / "doi" / "search"
SAMPLES = [sample for sample in find_samples() if sample.name.startswith("doi/search/")]
LANCET = "10.1016/s0140-6736(97)11096-0"


def function(name: str, function_name: str) -> Callable[..., Any]:
    found: Callable[..., Any] = runpy.run_path(str(FOLDER / f"{name}.py"))[function_name]
    return found


@pytest.fixture
def online(running_emulator: Emulator) -> Iterator[Emulator]:
    """The hosts that samples call lead to the emulator."""
    with transports.emulator(running_emulator):
        yield running_emulator


def add_works(emulator: Emulator, count: int, **fields: Any) -> None:
    """Add Crossref works with the word `crockeryhunting` in their titles."""
    for number in range(count):
        work = {"DOI": f"10.5555/test-{number}", "indexed": {"date-parts": [[2031, 1, 1]]}, **fields}
        emulator.world.crossref.add("works", {"title": ["Crockeryhunting"], **work})


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_service_out_of_order_is_named_as_such(running_emulator: Emulator, sample: Sample) -> None:
    outcome = via_emulator(sample, running_emulator, ["503"])
    assert re.search(r"answered 503|503 Server Error: .+ for url: https://api\.", outcome.failure)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_too_many_requests_are_named_as_such(running_emulator: Emulator, sample: Sample) -> None:
    outcome = via_emulator(sample, running_emulator, ["429"])
    assert "429" in outcome.failure or "429: too fast" in outcome.output


@pytest.mark.parametrize(
    ("name", "function_name", "identifier"),
    [
        ("crossref-by/journal_works", "list_journal_works", "1234-5678"),
        ("crossref-by/member_works", "ask_member", "0"),
        ("crossref-by/prefix_owner", "find_owner", "10.9999"),
        ("crossref-by/funder_works", "ask_funder", "10.13039/0"),
        ("crossref-by/retracted", "list_updates", "10.5555/unknown"),
    ],
)
def test_what_crossref_does_not_know_is_named(
    online: Emulator, name: str, function_name: str, identifier: str
) -> None:
    with pytest.raises(LookupError, match=identifier):
        function(name, function_name)(identifier)


@pytest.mark.parametrize(
    ("name", "function_name", "argument", "said"),
    [
        ("crossref/filters", "filter_works", [("is-oa", "true")], "no such filter"),
        ("crossref/fields", "search_fields", {"abstract": "x"}, "no such field query"),
        ("crossref-all/random_sample", "draw_works", 101, "less than or equal to 100"),
        ("crossref-by/notices", "find_notices", "updates:thing", "DOI specified as thing"),
        ("crossref-by/by_orcid", "find_by_orcid", "me", "ORCID specified as me"),
        ("datacite/query", "search_dois", "climate AND (", "parse"),
    ],
)
def test_a_mistake_reaches_the_reader_in_the_services_words(
    online: Emulator, name: str, function_name: str, argument: Any, said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        function(name, function_name)(argument)


@pytest.mark.parametrize(("works", "sizes"), [(0, []), (3, [3]), (4, [4]), (9, [4, 4, 1])])
def test_crossref_cursor_yields_each_work_once_and_stops(
    online: Emulator, works: int, sizes: list[int]
) -> None:
    add_works(online, works)
    pages = list(function("crossref-all/cursor", "fetch_all")("crockeryhunting", rows=4))
    found = [work["DOI"] for page in pages for work in page if work["DOI"].startswith("10.5555/test-")]
    assert len(found) == len(set(found)) == works
    assert [len(page) for page in pages] == sizes


def test_only_works_with_the_institutions_own_id_are_found(online: Emulator) -> None:
    find_by_ror = function("crossref-by/institution_works", "find_by_ror")
    place = {"name": "Brown University", "id": [{"id": "https://ror.org/00000000x", "id-type": "ROR"}]}
    add_works(online, 1, author=[{"family": "Carberry", "affiliation": [place]}])
    assert "10.5555/test-0" not in [work["DOI"] for work in find_by_ror("https://ror.org/05gq02987")]
    assert [work["DOI"] for work in find_by_ror("00000000x")] == ["10.5555/test-0"]


def test_a_dataset_that_nobody_links_to_has_no_events(online: Emulator) -> None:
    assert function("citations/dataset_events", "list_events")("10.82433/glaze-notes") == []


def test_harvest_takes_what_is_indexed_on_the_day(online: Emulator) -> None:
    add_works(online, 4)
    harvest = function("crossref-all/harvest", "harvest_changes")
    assert len(list(harvest("2031-01-01", rows=2))) == 4
    assert list(harvest("2031-01-02")) == []


@pytest.mark.parametrize("total", [0, 1, 6, 7])
def test_datacite_cursor_yields_each_record_once_and_stops(online: Emulator, total: int) -> None:
    fetch_all = function("datacite/cursor", "fetch_all")
    every = [record["id"] for page in fetch_all({"query": "publisher:PANGAEA"}) for record in page]
    query = f"uid:({' OR '.join(every[:total])})" if total else "uid:nothing"
    pages = list(fetch_all({"query": query.replace("/", "\\/")}, size=3))
    assert sorted(record["id"] for page in pages for record in page) == sorted(every[:total])


@pytest.mark.parametrize(
    ("reference", "doi"),
    [
        ("Gill SC et al. Binding Modes of Ligands, part 2. J. Phys. Chem. B 122, 5579 (2018).", None),
        ("Wholly unknown words", None),
        ("LeCun, Y., Bengio, Y. & Hinton, G. Deep learning. Nature 521 (2015)", "10.1038/nature14539"),
        ("LeCun, Y., Bengio, Y. & Hinton, G. Deep learning. Nature 521 (2016)", None),
    ],
)
def test_a_reference_is_not_matched_to_its_neighbour(
    online: Emulator, reference: str, doi: str | None
) -> None:
    judged = function("crossref/match_reference", "judge_candidates")(reference)
    assert next((candidate for candidate, _, missing in judged if not missing), None) == doi


def test_a_work_without_title_author_and_year_is_no_match(online: Emulator) -> None:
    add_works(
        online, 1, title=[], author=[], issued={"date-parts": [[None]]}, **{"container-title": ["Zzyzx"]}
    )
    judged = function("crossref/match_reference", "judge_candidates")("Zzyzx")
    assert [missing for doi, _, missing in judged if doi == "10.5555/test-0"] == [["untitled"]]


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ({"issued": {"date-parts": [[None]]}}, "unknown"),
        ({}, "unknown"),
        ({"posted": {"date-parts": [[2020, 5]]}, "issued": {"date-parts": [[2020, 5]]}}, "2020-05"),
        (
            {
                "published-print": {"date-parts": [[2021, 1]]},
                "published-online": {"date-parts": [[2020, 12, 9]]},
            },
            "2020-12-09",
        ),
        (
            {
                "published-print": {"date-parts": [[2020]]},
                "published-online": {"date-parts": [[2020, 11, 13]]},
            },
            "2020-11-13",
        ),
    ],
)
def test_publication_date(online: Emulator, fields: dict[str, Any], date: str) -> None:
    add_works(online, 1, created={"date-parts": [[1999, 1, 1]]}, **fields)
    assert function("crossref-by/dates", "find_publication_date")("10.5555/test-0") == date


def test_both_agencies_are_merged_and_no_doi_comes_twice(online: Emulator) -> None:
    search = function("search_both", "search_both")
    add_works(online, 1)
    online.world.crossref.add(
        "works", {"DOI": "10.82433/GLAZE-NOTES", "title": ["Psychoceramics"], "type": "report"}
    )
    online.world.crossref.add("works", {"DOI": "10.5555/test-0", "type": "book", "title": []})
    found = search("psychoceramics", rows=50)
    dois = [work["doi"].lower() for work in found]
    assert len(dois) == len(set(dois))
    assert "10.82433/glaze-notes" in dois
    assert {work["agency"] for work in found} == {"Crossref", "DataCite"}
    assert search("xyzzy") == []


def test_corrected_work_without_notices_has_none(online: Emulator) -> None:
    list_updates = function("crossref-by/retracted", "list_updates")
    assert [update.split()[0] for update in list_updates(LANCET)] == ["correction", "retraction"]
    assert list_updates("10.1038/nature14539") == []


def test_page_beyond_the_ceiling_is_the_last_one(online: Emulator) -> None:
    assert function("datacite/pages", "fetch_page")("data", 999, 1000)["meta"]["page"] == 10
