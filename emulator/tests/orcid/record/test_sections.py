"""The sections of a record: what is in them, in which order, for those who may see it."""

from support.orcid_people import CARBERRY, CHEN, ODEGARD, PUBLIC, Asker


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
