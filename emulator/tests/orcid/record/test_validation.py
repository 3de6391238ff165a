"""What ORCID refuses to add to a record."""

from typing import Any

import pytest

from support.orcid_items import BODIES, external_ids
from support.orcid_people import CARBERRY, MEMBER, ORGANIZATION, Asker, error_of


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


def date(year: str, month: str | None = None, day: str | None = None) -> dict[str, Any]:
    parts = {"year": year, "month": month, "day": day}
    return {name: {"value": value} for name, value in parts.items() if value}


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (date("2023", "02", "29"), "2023-02-29"),
        (date("2023", "04", "31"), "2023-04-31"),
        (date("2023", "13"), "2023-13"),
        (date("2023", "0"), "2023-00"),
        (date("2023", "05", "0"), "2023-05-00"),
        (date("0"), "0000"),
        ({"year": {"value": "2023"}, "day": {"value": "5"}}, "2023-05"),
        ({"month": {"value": "5"}}, "05"),
    ],
)
def test_what_is_no_date(ask: Asker, written: dict[str, Any], told: str) -> None:
    answer = ask.write("POST", "work", {**BODIES["work"], "publication-date": written})
    assert error_of(answer) == (400, 9049)
    assert answer.json["developer-message"] == f"400 Bad request: invalid date: {told}"


@pytest.mark.parametrize(
    "written", [date("2024", "02", "29"), date("2023", "12"), date("1"), date("9999", "12", "31")]
)
def test_dates_at_the_edge(ask: Asker, written: dict[str, Any]) -> None:
    assert ask.write("POST", "work", {**BODIES["work"], "publication-date": written}).status_code == 201


@pytest.mark.parametrize(
    ("start", "end", "status"),
    [
        (date("2020", "05", "06"), date("2020", "05", "05"), 400),
        (date("2020", "05", "06"), date("2020", "04"), 400),
        (date("2020", "05", "06"), date("2019"), 400),
        (date("2020", "05", "06"), date("2020", "05", "06"), 201),
        (date("2020", "05", "06"), date("2020", "05"), 201),
        (date("2020", "05", "06"), date("2020"), 201),
        (date("2020"), date("2020", "01", "01"), 201),
    ],
)
def test_an_affiliation_ends_no_earlier_than_it_starts(
    ask: Asker, start: dict[str, Any], end: dict[str, Any], status: int
) -> None:
    answer = ask.write("POST", "employment", {**BODIES["employment"], "start-date": start, "end-date": end})
    assert answer.status_code == status
    if status == 400:
        assert error_of(answer) == (400, 9055)


@pytest.mark.parametrize(
    ("amount", "status"),
    [
        ({"value": "1000", "currency-code": "EUR"}, 201),
        ({"value": "1,000.50", "currency-code": "EUR"}, 201),
        ({"value": "-5", "currency-code": "EUR"}, 400),
        ({"value": "1000 EUR", "currency-code": "EUR"}, 400),
        ({"value": "1000"}, 400),
    ],
)
def test_an_amount_is_a_number_and_a_currency(ask: Asker, amount: dict[str, str], status: int) -> None:
    answer = ask.write("POST", "funding", {**BODIES["funding"], "amount": amount})
    assert answer.status_code == status
    if status == 400:
        assert error_of(answer) == (400, 9054)


@pytest.mark.parametrize(
    ("group_id", "status", "code"),
    [
        ("issn:2434-561X", 201, None),
        ("issn:2434-5610", 400, 9053),
        ("issn:2434561X", 400, 9053),
        ("ringgold:6752", 201, None),
        ("journal:6752", 400, 9006),
    ],
)
def test_the_id_of_a_new_group_of_reviews(ask: Asker, group_id: str, status: int, code: int | None) -> None:
    token = ask.token_for("/group-id-record/update", orcid=None)
    group = {"name": "Pots", "group-id": group_id, "description": "A journal", "type": "journal"}
    answer = ask.send("POST", f"{MEMBER}/group-id-record", group, token)
    assert answer.status_code == status
    assert code is None or error_of(answer) == (status, code)


@pytest.mark.parametrize(
    ("path", "change", "member"),
    [
        ("keywords", {"content": ""}, "content"),
        ("researcher-urls", {"url": None}, "url"),
        ("address", {"country": {"value": ""}}, "country"),
        ("external-identifiers", {"external-id-value": None}, "external-id-value"),
    ],
)
def test_what_an_item_of_a_person_cannot_do_without(
    ask: Asker, path: str, change: dict[str, Any], member: str
) -> None:
    answer = ask.write("POST", path, {**BODIES[path], **change})
    assert error_of(answer) == (400, 9001)
    assert answer.get_json(force=True)["developer-message"].endswith(
        f"Full validation error: {member} is required"
    )
