"""Words of a query against the words of works: which are found, and in which order."""

from pid_emulator import Emulator
from pid_emulator.crossref import vocabulary
from pid_emulator.crossref.search import index
from support.crossref_api import dois, get, message

NUMPY = "10.1038/s41586-020-2649-2"


def test_nothing_is_found(emulator: Emulator) -> None:
    page = message(emulator, "/works?query=xyzzy")
    assert (page["total-results"], page["items"]) == (0, [])


def test_words_are_ored_and_the_best_comes_first(emulator: Emulator) -> None:
    page = message(emulator, "/works?query.bibliographic=Harris+Array+programming+with+NumPy,+Nature+2020")
    assert page["items"][0]["DOI"] == NUMPY
    scores = [item["score"] for item in page["items"]]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > 2 * scores[1]


def test_accents_and_case_do_not_matter(emulator: Emulator) -> None:
    assert dois(emulator, "/works?query.author=LARIVIERE") == dois(
        emulator, "/works?query.author=Larivi%C3%A8re"
    )


def test_every_field_query_looks_somewhere(emulator: Emulator) -> None:
    assert {*vocabulary.FIELD_QUERIES, ""} == set(index.FIELDS)
    for name in vocabulary.FIELD_QUERIES:
        assert get(emulator, f"/works?query.{name}=science").status_code == 200
