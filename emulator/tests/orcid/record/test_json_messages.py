"""JSON that clients send, and in which words ORCID refuses it."""

import pytest

from support.orcid_people import Asker, error_of


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


@pytest.mark.parametrize("body", ["", "[]", "null", "7", "{", "\x00", '{"title": {}}' * 2, "[" * 100_000])
def test_a_body_that_is_no_item_is_400(ask: Asker, body: str) -> None:
    assert error_of(ask.write("POST", "work", body)) == (400, 9001)
