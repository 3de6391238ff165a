"""JSON that clients send, and in which words ORCID refuses it."""

from typing import Any

import pytest

from pid_emulator.orcid.record.json_messages import to_compact_json, to_pretty_json
from support.orcid_people import CARBERRY, MEMBER, Asker, error_of, work


def test_an_unknown_member_is_named_with_its_place(ask: Asker) -> None:
    body = '{\n  "title": {"title": {"value": "x"}},\n  "xput-code": 1234567\n}'
    answer = ask.write("POST", "work", body)
    assert answer.json["developer-message"] == (
        '400 Bad request: invalid JSON - Unrecognized field "xput-code" (class '
        "org.orcid.jaxb.model.v3.release.record.Work), not marked as ignorable (17 known properties: "
        '"journal-title", "path", "citation", "put-code", "publication-date", "visibility", '
        '"created-date", "external-ids", "title", "type", "last-modified-date", "language-code", '
        '"short-description", "url", "country", "contributors", "source"])\n'
        " at [Source: (org.apache.catalina.connector.CoyoteInputStream); line: 3, column: 22] (through "
        'reference chain: org.orcid.jaxb.model.v3.release.record.Work["xput-code"])'
    )


@pytest.mark.parametrize("body", ["", "{", "\x00", '{"title": {}}' * 2, "[" * 100_000])
def test_a_body_that_is_no_json_is_400(ask: Asker, body: str) -> None:
    assert error_of(ask.write("POST", "work", body)) == (400, 9001)


@pytest.mark.parametrize("body", ["[]", "null", "7"])
def test_json_that_is_no_item_is_invalid(ask: Asker, body: str) -> None:
    assert error_of(ask.write("POST", "work", body)) == (400, 9047)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"title": ["x"]},
            "Cannot deserialize value of type `org.orcid.jaxb.model.v3.release.record.Title` from Array "
            'value (through reference chain: org.orcid.jaxb.model.v3.release.record.Work["title"])',
        ),
        (
            {"short-description": {"value": "x"}},
            "Cannot deserialize value of type `java.lang.String` from Object value (through reference chain: "
            'org.orcid.jaxb.model.v3.release.record.Work["short-description"])',
        ),
        (
            {"external-ids": {"external-id": "x"}},
            "Cannot deserialize value of type `org.orcid.jaxb.model.v3.release.common.ExternalID` from "
            "String value (through reference chain: "
            'org.orcid.jaxb.model.v3.release.record.Work["external-ids"]->'
            'org.orcid.jaxb.model.v3.release.common.ExternalIDs["external-id"])',
        ),
        (
            {"publication-date": {"year": "2026"}},
            "Cannot construct instance of `org.orcid.jaxb.model.v3.release.common.Year` (although at least "
            "one Creator exists): no String-argument constructor/factory method to deserialize from String "
            "value ('2026') (through reference chain: "
            'org.orcid.jaxb.model.v3.release.record.Work["publication-date"]->'
            'org.orcid.jaxb.model.v3.release.common.PublicationDate["year"])',
        ),
        (
            {"put-code": True, "language-code": None, "citation": True},
            "Cannot deserialize value of type `org.orcid.jaxb.model.v3.release.record.Citation` from Boolean "
            'value (through reference chain: org.orcid.jaxb.model.v3.release.record.Work["citation"])',
        ),
    ],
)
def test_a_value_of_the_wrong_kind_is_named_with_its_place(
    ask: Asker, change: dict[str, Any], message: str
) -> None:
    answer = ask.write("POST", "work", {**work(), **change})
    assert error_of(answer) == (400, 9047)
    assert answer.json["developer-message"] == f"400 Bad request: invalid JSON - {message}"


def test_numbers_are_taken_for_text_and_bare_ones_in_dates_are_filled_up(ask: Asker) -> None:
    written = {"year": 1987, "month": 3, "day": {"value": "04"}}
    code = ask.added("work", {**work(), "short-description": 42, "publication-date": written})
    item = ask.get(f"{MEMBER}/{CARBERRY}/work/{code}", token=ask.token).json
    assert item["short-description"] == "42"
    assert item["publication-date"] == {
        "year": {"value": "1987"},
        "month": {"value": "03"},
        "day": {"value": "04"},
    }


def test_one_value_is_taken_for_a_list_of_one(ask: Asker) -> None:
    body = work()
    body["external-ids"]["external-id"] = body["external-ids"]["external-id"][0]
    assert ask.write("POST", "work", body).status_code == 201


def test_indented_json_is_written_as_jackson_does() -> None:
    message = {"a": None, "b": [], "c": {}, "d": [{"e": "é"}, {"f": True}]}
    assert to_pretty_json(message) == (
        '{\n  "a" : null,\n  "b" : [ ],\n  "c" : { },\n'
        '  "d" : [ {\n    "e" : "é"\n  }, {\n    "f" : true\n  } ]\n}'
    )
    assert to_compact_json(message) == '{"a":null,"b":[],"c":{},"d":[{"e":"é"},{"f":true}]}'
