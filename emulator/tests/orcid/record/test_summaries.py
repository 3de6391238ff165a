"""The member API's overview of a record."""

from support.orcid_people import CARBERRY, MEMBER, Asker, error_of


def test_summary_counts_what_others_vouch_for(ask: Asker) -> None:
    summary = ask.get(f"{MEMBER}/{CARBERRY}/summary", token=ask.token).json
    assert summary["works"] == {"self-asserted-count": 2, "validated-count": 4}
    assert summary["peer-reviews"]["total"] == 2
    assert error_of(ask.get(f"https://pub.orcid.org/v3.0/{CARBERRY}/summary")) == (404, 9001)
