"""What ORCID refuses to add to a record."""

from typing import Any

import pytest

from support.orcid_items import BODIES, external_ids
from support.orcid_people import CARBERRY, ORGANIZATION, Asker, error_of


@pytest.mark.parametrize(
    ("path", "change", "status", "code"),
    [
        ("work", {"title": None}, 400, 9022),
        ("work", {"title": {"title": {"value": " "}}}, 400, 9022),
        ("work", {"type": None}, 400, 9037),
        ("work", {"type": "novel"}, 400, 9037),
        ("work", {"external-ids": None}, 400, 9023),
        ("work", {"external-ids": {"external-id": []}}, 400, 9023),
        ("work", {"external-ids": external_ids("x", "no-such-type")}, 400, 9037),
        ("work", {"put-code": 7}, 400, 9024),
        ("work", {"publication-date": {"year": {"value": "2023"}, "month": {"value": "13"}}}, 400, 9049),
        ("work", {"publication-date": {"year": {"value": "soon"}}}, 400, 9049),
        ("work", {"citation": {"citation-type": "endnote", "citation-value": "x"}}, 400, 9051),
        (
            "work",
            {"contributors": {"contributor": [{"contributor-attributes": {"contributor-role": "friend"}}]}},
            400,
            9058,
        ),
        ("work", {"titel": "x"}, 400, 9047),
        ("work", {"bulk": []}, 400, 9047),
        ("work", {"title": "A plain string"}, 400, 9001),
        ("employment", {"organization": None}, 400, 9046),
        ("employment", {"organization": {**ORGANIZATION, "disambiguated-organization": None}}, 400, 9045),
        ("employment", {"organization": {**ORGANIZATION, "address": {"country": "US"}}}, 400, 9060),
        ("membership", {"organization": {**ORGANIZATION, "address": {"city": "Lyon"}}}, 400, 9061),
        ("membership", {"organization": {**ORGANIZATION, "disambiguated-organization": None}}, 400, 9062),
        ("employment", {"start-date": None, "end-date": {"year": "2021"}}, 400, 9050),
        ("employment", {"end-date": {"year": "2019"}}, 400, 9055),
        ("funding", {"amount": {"value": "much", "currency-code": "EUR"}}, 400, 9054),
        ("funding", {"type": "gift"}, 400, 9037),
        ("peer-review", {"review-group-id": "issn:1234-5679"}, 400, 9026),
        ("peer-review", {"reviewer-role": "critic"}, 400, 9051),
        ("address", {"country": {"value": "Norway"}}, 400, 9051),
    ],
)
def test_what_is_refused(ask: Asker, path: str, change: dict[str, Any], status: int, code: int) -> None:
    before = ask.emulator.world.orcid.record(CARBERRY)
    answer = ask.write("POST", path, {**BODIES[path], **change})
    assert error_of(answer) == (status, code), answer.text
    assert ask.emulator.world.orcid.record(CARBERRY) == before
