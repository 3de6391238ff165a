"""The sections of a record: what is in them, in which order, for those who may see it."""

from support.orcid_items import BODIES, external_ids
from support.orcid_people import CARBERRY, CHEN, EMPTY, MEMBER, ODEGARD, PUBLIC, Asker, work


def test_what_is_not_public_is_absent_not_redacted(ask: Asker) -> None:
    person = ask.get(f"{PUBLIC}/{CHEN}/person").json
    assert person["name"] is None and person["biography"] is None
    assert person["keywords"] == {
        "last-modified-date": None,
        "keyword": [],
        "path": f"/{CHEN}/keywords",
    }
    assert ask.get(f"{PUBLIC}/{CHEN}/works").json["group"] == []
    keywords = ask.get(f"{PUBLIC}/{CARBERRY}/keywords").json["keyword"]
    assert {each["content"] for each in keywords} == {"psychoceramics", "ionian philology"}


def test_last_modified_counts_what_is_visible_only(ask: Asker) -> None:
    works = ask.get(f"{PUBLIC}/{CARBERRY}/works").json
    dates = [
        summary["last-modified-date"]["value"]
        for group in works["group"]
        for summary in group["work-summary"]
    ]
    assert works["last-modified-date"]["value"] == max(dates)


def test_versions_of_a_work_are_one_group_with_the_preferred_one_first(ask: Asker) -> None:
    groups = ask.get(f"{PUBLIC}/{ODEGARD}/works").json["group"]
    merged = next(group for group in groups if len(group["work-summary"]) > 1)
    # Two share a DOI in other letters, the preprint names it as version-of.
    assert len(merged["work-summary"]) == 3
    assert [each["display-index"] for each in merged["work-summary"]] == ["2", "1", "1"]
    assert merged["work-summary"][0]["source"]["source-name"]["value"] == "University of Harbourside"
    values = [each["external-id-normalized"]["value"] for each in merged["external-ids"]["external-id"]]
    assert sorted(values) == ["10.5555/polar.2019.11", "10.5555/polar.pre.2018"]


def test_works_stand_newest_first_and_by_title_within_a_day(ask: Asker) -> None:
    token = ask.token_for("/activities/update", orcid=EMPTY)
    for title, year, month in (
        ("B", "2020", None),
        ("Older", "2019", "12"),
        ("A", "2020", None),
        ("March", "2020", "03"),
    ):
        written = {"year": {"value": year}, **({"month": {"value": month}} if month else {})}
        body = work(title, f"10.5555/{title}", **{"publication-date": written})
        assert ask.send("POST", f"{MEMBER}/{EMPTY}/work", body, token).status_code == 201
    assert (
        ask.send("POST", f"{MEMBER}/{EMPTY}/work", work("Undated", "10.5555/undated"), token).status_code
        == 201
    )
    groups = ask.get(f"{PUBLIC}/{EMPTY}/works").json["group"]
    titles = [group["work-summary"][0]["title"]["title"]["value"] for group in groups]
    assert titles == ["March", "A", "B", "Older", "Undated"]


def test_items_of_a_person_stand_with_the_highest_display_index_first(ask: Asker) -> None:
    token = ask.token_for("/person/update", orcid=EMPTY)
    for content in ("first", "second", "third"):
        assert ask.send("POST", f"{MEMBER}/{EMPTY}/keywords", {"content": content}, token).status_code == 201
    keywords = ask.get(f"{PUBLIC}/{EMPTY}/keywords").json["keyword"]
    assert [(each["content"], each["display-index"]) for each in keywords] == [
        ("third", 3),
        ("second", 2),
        ("first", 1),
    ]


def test_reviews_stand_by_journal_and_in_it_by_what_was_reviewed(ask: Asker) -> None:
    token = ask.token_for("/activities/update", orcid=EMPTY)
    for review in ("review-1", "review-2"):
        body = {**BODIES["peer-review"], "review-identifiers": external_ids(review)}
        assert ask.send("POST", f"{MEMBER}/{EMPTY}/peer-review", body, token).status_code == 201
    (journal,) = ask.get(f"{PUBLIC}/{EMPTY}/peer-reviews").json["group"]
    (identifier,) = journal["external-ids"]["external-id"]
    assert (identifier["external-id-type"], identifier["external-id-value"]) == (
        "peer-review",
        "issn:0264-3561",
    )
    reviewed = [
        each["external-ids"]["external-id"][0]["external-id-value"] for each in journal["peer-review-group"]
    ]
    assert reviewed == ["review-1", "review-2"]
