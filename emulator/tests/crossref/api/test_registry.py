"""Members, journals, funders, prefixes and licences: as loaded, else as the works tell."""

from pid_emulator import Emulator
from support.crossref_api import dois, message
from support.crossref_work import ARTICLE


def test_member_is_derived_from_its_works(one_work: Emulator) -> None:
    member = message(one_work, "/members/7822")
    assert member["primary-name"] == "Test accounts"
    assert member["counts"] == {"current-dois": 0, "backfile-dois": 1, "total-dois": 1}
    assert member["breakdowns"] == {"dois-by-issued-year": [[2012, 1]]}
    assert member["counts-type"]["backfile"] == {"journal-article": 1}
    assert member["coverage"]["licenses-backfile"] == 1.0
    assert member["flags"]["deposits-licenses-backfile"] is True
    assert member["prefix"] == [{"name": "Test accounts", "value": "10.5555"}]


def test_work_of_this_year_is_current(one_work: Emulator) -> None:
    year = one_work.world.clock.now().year
    one_work.world.crossref.add("works", {**ARTICLE, "DOI": "10.5555/2", "issued": {"date-parts": [[year]]}})
    assert message(one_work, "/members/7822")["counts"]["current-dois"] == 1


def test_loaded_record_wins_over_derived_one(one_work: Emulator) -> None:
    one_work.world.crossref.add("members", {"id": 7822, "primary-name": "Loaded"})
    assert message(one_work, "/members/7822") == {"id": 7822, "primary-name": "Loaded"}
    assert dois(one_work, "/members/7822/works") == ["10.5555/1"]


def test_journal_is_derived_from_its_articles(one_work: Emulator) -> None:
    journal = message(one_work, "/journals/0264-3561")
    assert (journal["title"], journal["ISSN"]) == ("Journal of Psychoceramics", ["0264-3561"])
    assert "counts-type" not in journal
    assert dois(one_work, "/journals/02643561/works") == ["10.5555/1"]


def test_funder_list_has_eight_fields(emulator: Emulator) -> None:
    first, *_ = message(emulator, "/funders?query=NSF&rows=1")["items"]
    assert set(first) == {"id", "location", "name", "alt-names", "uri", "replaces", "replaced-by", "tokens"}
    assert "hierarchy" in message(emulator, f"/funders/{first['id']}")


def test_lists_are_searched_for_all_words(emulator: Emulator) -> None:
    titles = [item["title"] for item in message(emulator, "/journals?query=population+ecology")["items"]]
    assert titles == ["Population Ecology"]


def test_member_filters(emulator: Emulator) -> None:
    assert [one["id"] for one in message(emulator, "/members?filter=prefix:10.1155")["items"]] == [98]
    assert [one["id"] for one in message(emulator, "/members?filter=backfile-doi-count:137221")["items"]] == [
        98
    ]


def test_prefix(emulator: Emulator) -> None:
    assert message(emulator, "/prefixes/10.1016") == {
        "member": "https://id.crossref.org/member/78",
        "name": "Elsevier BV",
        "prefix": "https://id.crossref.org/prefix/10.1016",
    }
    assert message(emulator, "/prefixes/10.1371")["member"] == "https://id.crossref.org/member/340"


def test_licences_are_those_of_the_works_found(one_work: Emulator) -> None:
    assert message(one_work, "/licenses?query=psychoceramics") == {
        "total-results": 1,
        "items": [{"URL": "https://example.org/licence", "work-count": 1}],
    }
    assert message(one_work, "/licenses?query=xyzzy")["items"] == []
