"""Words of a query against the words of works: which are found, and in which order."""

import pytest

from pid_emulator import Emulator
from pid_emulator.core.collection import Collection
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


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("Larivière", ["lariviere"]),
        ("Straße ÆSOP Øst Łódź", ["strasse", "aesop", "ost", "lodz"]),
        ("L'euro, d’autres: 3.14-fold_x", ["leuro", "dautres", "3", "14", "fold_x"]),
        ("日本 語", ["日本", "語"]),
    ],
)
def test_a_word_is_known_without_case_and_accents(text: str, words: list[str]) -> None:
    assert index.words(text) == words


def event(field: str, word: str) -> dict[str, object]:
    return {"event": {field: [word] if field == "sponsor" else word}}


FOUND_IN: dict[str, dict[str, object]] = {
    "affiliation": {"author": [{"family": "A", "affiliation": [{"name": "Needle University"}]}]},
    "author": {"author": [{"given": "Needle", "family": "A"}]},
    "bibliographic": {"container-title": ["Journal of Needle"]},
    "chair": {"chair": [{"family": "Needle"}]},
    "container-title": {"short-container-title": ["J. Needle"]},
    "contributor": {"translator": [{"family": "Needle"}]},
    "degree": {"degree": ["Needle"]},
    "description": {"project": [{"project-description": [{"description": "A needle"}]}]},
    "editor": {"editor": [{"name": "Needle Group"}]},
    "event-acronym": event("acronym", "Needle"),
    "event-location": event("location", "Needle"),
    "event-name": event("name", "Needle"),
    "event-sponsor": event("sponsor", "Needle"),
    "event-theme": event("theme", "Needle"),
    "funder-name": {"funder": [{"name": "Needle Foundation"}]},
    "publisher-location": {"publisher-location": "Needle"},
    "publisher-name": {"publisher": "Needle Press"},
    "standards-body-acronym": {"standards-body": [{"name": "A", "acronym": "NEEDLE"}]},
    "standards-body-name": {"standards-body": [{"name": "Needle", "acronym": "A"}]},
    "title": {"subtitle": ["A <i>needle</i>"]},
    "translator": {"translator": [{"family": "Needle"}]},
}


@pytest.mark.parametrize("name", vocabulary.FIELD_QUERIES)
def test_a_field_query_finds_its_field_and_no_other(empty: Emulator, name: str) -> None:
    empty.world.crossref.add("works", {"DOI": "10.5555/here", "indexed": {}, **FOUND_IN[name]})
    empty.world.crossref.add("works", {"DOI": "10.5555/elsewhere", "indexed": {}, "group-title": "Needle"})
    assert dois(empty, f"/works?query.{name}=needle") == ["10.5555/here"]
    assert dois(empty, "/works?query.degree=haystack") == []


def test_a_rarer_word_counts_more_and_a_longer_field_less() -> None:
    works = {
        "rare": {"title": ["rare common"]},
        "short": {"title": ["common"]},
        "long": {"title": ["common and seven words more in its title"]},
    }
    made = index.Index(Collection(works))
    made.refresh()
    scores = made.scores("title", "rare common")
    ordered = sorted(scores, key=scores.__getitem__, reverse=True)
    assert [made.key(number) for number in ordered] == ["rare", "short", "long"]
    assert made.scores("title", "nothing") == {}
