"""The member API's overview of a record."""

from support.orcid_items import BODIES
from support.orcid_people import CARBERRY, EMPTY, MEMBER, Asker, error_of


def test_summary_counts_what_others_vouch_for(ask: Asker) -> None:
    summary = ask.get(f"{MEMBER}/{CARBERRY}/summary", token=ask.token).json
    assert summary["works"] == {"self-asserted-count": 2, "validated-count": 4}
    assert summary["peer-reviews"]["total"] == 2
    assert error_of(ask.get(f"https://pub.orcid.org/v3.0/{CARBERRY}/summary")) == (404, 9001)


def test_a_section_without_items_is_null(ask: Asker) -> None:
    summary = ask.get(f"{MEMBER}/{EMPTY}/summary", token=ask.token_for("/read-public", orcid=None)).json
    assert {name for name, value in summary.items() if value is None} == {
        "external-identifiers",
        "employments",
        "professional-activities",
        "fundings",
        "works",
        "peer-reviews",
        "education-qualifications",
        "research-resources",
        "email-domains",
    }
    assert summary["credit-name"] == "Ingrid Testperson"


def test_affiliations_are_summed_up_by_what_they_are_for(ask: Asker) -> None:
    token = ask.token_for("/activities/update", "/read-public", orcid=EMPTY)
    for path in ("service", "membership", "qualification"):
        assert ask.send("POST", f"{MEMBER}/{EMPTY}/{path}", BODIES[path], token).status_code == 201
    summary = ask.get(f"{MEMBER}/{EMPTY}/summary", token=token).json
    professional = summary["professional-activities"]
    assert professional["count"] == 2
    assert [each["type"] for each in professional["professional-activity"]] == ["membership", "service"]
    (education,) = summary["education-qualifications"]["education-qualification"]
    assert (education["organization-name"], education["role"], education["validated"]) == (
        "Brown University",
        "Guide",
        True,
    )
    assert summary["employments"] is None
