"""One work as CSL JSON."""

from support.orcid_people import CARBERRY, PUBLIC, Asker


def test_a_work_as_csl(ask: Asker) -> None:
    code = ask.get(f"{PUBLIC}/{CARBERRY}/works").json["group"][0]["work-summary"][0]["put-code"]
    csl = ask.get(f"{PUBLIC}/{CARBERRY}/work/{code}", Accept="application/vnd.citationstyles.csl+json").json
    assert (csl["type"], csl["DOI"]) == ("article-journal", "10.5555/666655554444")
    assert csl["issued"] == {"date-parts": [[2012, 10, 11]]}
