"""Who is asking, and what they may see."""

from support.datacite_rest import DOI, OWNER, Rest, make_doi, needs_schema

WRONG = (OWNER[0], "not the password")


def test_wrong_password_reads_as_anonymous(rest: Rest) -> None:
    answer = rest.send("GET", "/dois?page[size]=1", auth=WRONG)
    assert answer.status_code == 200
    assert answer.headers["x-anonymous-consumer"] == "true"


@needs_schema
def test_who_sees_it(rest: Rest, state: str) -> None:
    make_doi(rest, state)
    assert rest.send("GET", f"/dois/{DOI}", auth=None).status_code == (200 if state == "findable" else 404)
    mine = rest.attributes("GET", f"/dois/{DOI}")
    assert "landingPage" in mine
    found = rest.send("GET", f"/dois?query=uid:%22{DOI}%22", auth=None).json
    assert found is not None
    assert found["meta"]["total"] == (1 if state == "findable" else 0)
