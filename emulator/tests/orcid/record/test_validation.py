"""What ORCID refuses to add to a record, by its schema and by the rules behind it."""

from typing import Any

import pytest

from support.orcid_items import BODIES, external_ids
from support.orcid_people import CARBERRY, MEMBER, ORGANIZATION, Asker, error_of

PROPOSAL = BODIES["research-resource"]["proposal"]


def date(year: str, month: str | None = None, day: str | None = None) -> dict[str, Any]:
    parts = {"year": year, "month": month, "day": day}
    return {name: {"value": value} for name, value in parts.items() if value}


def contributors(**members: Any) -> dict[str, Any]:
    return {"contributors": {"contributor": [members]}}


def one_id(id_type: str, value: str, relationship: str | None) -> dict[str, str | None]:
    return {
        "external-id-type": id_type,
        "external-id-value": value,
        "external-id-relationship": relationship,
    }


def ids(*parts: tuple[str, str, str | None]) -> dict[str, Any]:
    """Return identifiers by type, value and relationship."""
    return {"external-id": [one_id(*part) for part in parts]}


@pytest.mark.parametrize(
    ("path", "change", "code"),
    [
        # by the schema
        ("work", {"title": None}, 9047),
        ("work", {"title": {"title": None}}, 9047),
        ("work", {"title": {"title": {"value": " "}}}, 9047),
        ("work", {"title": {"title": {"value": "x" * 1001}}}, 9047),
        ("work", {"type": None}, 9047),
        ("work", {"publication-date": date("2023", "13")}, 9047),
        ("work", {"publication-date": date("2023", "00")}, 9047),
        ("work", {"publication-date": date("2023", "05", "32")}, 9047),
        ("work", {"publication-date": date("1899")}, 9047),
        ("work", {"publication-date": date("2101")}, 9047),
        ("work", {"publication-date": date("soon")}, 9047),
        ("work", {"publication-date": {"year": {"value": "2023"}, "day": {"value": "05"}}}, 9047),
        ("work", {"publication-date": {"month": {"value": "05"}}}, 9047),
        ("work", {"citation": {"citation-type": None, "citation-value": "x"}}, 9047),
        ("work", contributors(**{"credit-name": {"value": ""}}), 9047),
        ("work", contributors(**{"contributor-orcid": {"path": "0000-0002-1825"}}), 9047),
        ("work", contributors(**{"contributor-attributes": {"contributor-sequence": "third"}}), 9047),
        ("work", {"external-ids": ids(("doi", "", "self"))}, 9047),
        ("work", {"visibility": "friends"}, 9047),
        ("funding", {"amount": {"value": "1000"}}, 9047),
        ("funding", {"organization": None}, 9047),
        ("researcher-urls", {"url": None}, 9047),
        ("external-identifiers", {"external-id-value": None}, 9047),
        # by Jackson
        ("work", {"titel": "x"}, 9047),
        ("work", {"bulk": []}, 9047),
        ("work", {"title": "A plain string"}, 9047),
        # by the rules for works
        ("work", {"type": "novel"}, 9037),
        ("work", {"country": {"value": "UK"}}, 9037),
        ("work", {"language-code": "english"}, 9037),
        ("work", {"external-ids": None}, 9023),
        ("work", {"external-ids": {"external-id": []}}, 9023),
        ("work", {"external-ids": external_ids("x", "no-such-type")}, 9023),
        ("work", {"put-code": 7}, 9024),
        ("work", {"citation": {"citation-type": "endnote", "citation-value": "x"}}, 9051),
        ("work", {"citation": {"citation-type": "bibtex", "citation-value": " "}}, 9020),
        ("work", contributors(**{"contributor-attributes": {"contributor-role": "friend"}}), 9058),
        ("work", contributors(**{"contributor-orcid": {"path": "0000-0000-0000-0000-0000"}}), 9020),
        # by those for the others
        ("employment", {"organization": None}, 9046),
        ("employment", {"organization": {**ORGANIZATION, "disambiguated-organization": None}}, 9045),
        ("employment", {"organization": {**ORGANIZATION, "address": {"country": "US"}}}, 9060),
        ("membership", {"organization": {**ORGANIZATION, "address": {"city": "Lyon"}}}, 9061),
        ("membership", {"organization": {**ORGANIZATION, "disambiguated-organization": None}}, 9062),
        ("employment", {"start-date": None, "end-date": date("2021")}, 9050),
        ("employment", {"end-date": date("2019")}, 9055),
        ("funding", {"amount": {"value": "much", "currency-code": "EUR"}}, 9054),
        ("funding", {"amount": {"value": "5", "currency-code": "FLORIN"}}, 9051),
        ("funding", {"amount": {"value": " ", "currency-code": "EUR"}}, 9020),
        ("funding", {"type": "gift"}, 9037),
        ("funding", {"external-ids": None}, 9023),
        ("peer-review", {"review-group-id": "issn:1234-5679"}, 9026),
        ("peer-review", {"reviewer-role": "critic"}, 9051),
        ("research-resource", {"proposal": {**PROPOSAL, "external-ids": None}}, 9047),
        ("research-resource", {"proposal": {**PROPOSAL, "external-ids": {"external-id": []}}}, 9023),
        ("keywords", {"content": " "}, 9020),
        ("address", {"country": {"value": "Norway"}}, 9051),
        ("external-identifiers", {"external-id-relationship": "part-of"}, 9020),
    ],
)  # fmt: skip
def test_what_is_refused(ask: Asker, path: str, change: dict[str, Any], code: int) -> None:
    before = ask.emulator.world.orcid.record(CARBERRY)
    answer = ask.write("POST", path, {**BODIES[path], **change})
    assert error_of(answer) == (400, code), answer.text
    assert ask.emulator.world.orcid.record(CARBERRY) == before


@pytest.mark.parametrize(
    ("translated", "code"),
    [
        ({"value": "Vases", "language-code": "fr"}, None),
        ({"value": "Vases", "language-code": "xx"}, 9037),
        ({"value": "Vases"}, 9047),
        ({"value": "", "language-code": "fr"}, 9047),
    ],
)
@pytest.mark.parametrize("path", ["work", "funding"])
def test_a_translated_title_has_text_and_a_language(
    ask: Asker, path: str, translated: dict[str, str], code: int | None
) -> None:
    title = {"title": {"value": "Pots"}, "translated-title": translated}
    answer = ask.write("POST", path, {**BODIES[path], "title": title})
    assert answer.status_code == (400 if code else 201)
    assert code is None or error_of(answer) == (400, code)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (date("2023", "02", "29"), "2023-02-29"),
        (date("2023", "02", "30"), "2023-02-30"),
        (date("2023", "04", "31"), "2023-04-31"),
        (date("2023", "5"), "2023-5"),
        (date("2023", "05", "6"), "2023-05-6"),
    ],
)
def test_what_is_no_date(ask: Asker, written: dict[str, Any], told: str) -> None:
    answer = ask.write("POST", "work", {**BODIES["work"], "publication-date": written})
    assert error_of(answer) == (400, 9049)
    assert answer.json["developer-message"] == f"400 Bad request: invalid date: {told}"


@pytest.mark.parametrize(
    "written", [date("2024", "02", "29"), date("2023", "12"), date("1900"), date("2100", "12", "31")]
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


@pytest.mark.parametrize(("value", "status"), [("1000", 201), ("1e6", 201), ("-5", 201), ("1,000.50", 400)])
def test_an_amount_is_what_java_takes_for_a_number(ask: Asker, value: str, status: int) -> None:
    amount = {"value": value, "currency-code": "EUR"}
    answer = ask.write("POST", "funding", {**BODIES["funding"], "amount": amount})
    assert answer.status_code == status
    if status == 400:
        assert error_of(answer) == (400, 9054)


SELF = "At least one identifier with 'self' relationship is required"


@pytest.mark.parametrize(
    ("path", "member", "sent", "wrong"),
    [
        ("work", "external-ids", ids(("isbn", "9783161484100", "part-of")), SELF),
        ("work", "external-ids", ids(("doi", "10.5555/w", "self"), ("isbn", "1", None)), "relationship"),
        ("work", "external-ids", ids(("DOI", "10.5555/w", "self")), "DOI"),
        ("work", "external-ids", ids(("DOI", "10.5555/w", None)), f"DOI relationship {SELF}"),
        ("funding", "external-ids", ids(("grant_number", "1", None)), "relationship"),
        ("funding", "external-ids", ids(("grant_number", "1", "part-of")), None),
        ("peer-review", "review-identifiers", ids(("source-work-id", "a", None)), "relationship"),
        (
            "peer-review",
            "review-identifiers",
            ids(("source-work-id", "a", "version-of")),
            "version-of requires at least one self identifier",
        ),
        ("peer-review", "review-identifiers", ids(("source-work-id", "a", "part-of")), None),
        ("peer-review", "subject-external-identifier", one_id("DOI", "a", "self"), "type"),
        ("peer-review", "subject-external-identifier", one_id("doi", "a", None), "relationship"),
    ],
)  # fmt: skip
def test_identifiers_name_type_value_and_relationship(
    ask: Asker, path: str, member: str, sent: dict[str, Any], wrong: str | None
) -> None:
    answer = ask.write("POST", path, {**BODIES[path], member: sent})
    assert answer.status_code == (400 if wrong else 201), answer.text
    if wrong:
        assert error_of(answer) == (400, 9023)
        assert answer.json["developer-message"] == (
            "400 Bad Request: Invalid activity, an external identifier is required. Full validation error: "
            f"Invalid external-id  {wrong}"
        )


@pytest.mark.parametrize(
    ("group_id", "status", "code"),
    [
        ("issn:2434-561X", 201, None),
        ("issn:2434-5610", 400, 9053),
        ("issn:2434561X", 400, 9053),
        ("ringgold:6752", 201, None),
        ("journal:6752", 400, 9047),
    ],
)
def test_the_id_of_a_new_group_of_reviews(ask: Asker, group_id: str, status: int, code: int | None) -> None:
    token = ask.token_for("/group-id-record/update", orcid=None)
    group = {"name": "Pots", "group-id": group_id, "description": "A journal", "type": "journal"}
    answer = ask.send("POST", f"{MEMBER}/group-id-record", group, token)
    assert answer.status_code == status
    assert code is None or error_of(answer) == (status, code)


@pytest.mark.parametrize(
    ("path", "change", "reason"),
    [
        ("keywords", {"content": ""}, "Keyword cannot be null"),
        ("researcher-urls", {"url": {"value": ""}}, "Url field must not be empty"),
        ("external-identifiers", {"external-id-url": None}, "Reference field must not be empty"),
        (
            "external-identifiers",
            {"external-id-type": "x" * 256},
            "Common name field must not be longer than 255 characters",
        ),
    ],
)
def test_what_an_item_of_a_person_cannot_do_without(
    ask: Asker, path: str, change: dict[str, Any], reason: str
) -> None:
    answer = ask.write("POST", path, {**BODIES[path], **change})
    assert error_of(answer) == (400, 9020)
    assert answer.json["developer-message"] == (
        f"400 Bad Request: Invalid incoming message. Full validation error: {reason}"
    )
