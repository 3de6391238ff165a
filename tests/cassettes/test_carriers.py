"""Named values are read out of whatever carries them, and out of what that carries."""

import json

import pytest

from pidguide.cassettes.carriers import Named, in_address, in_body, in_cookies, in_statements, in_table

FORM = "application/x-www-form-urlencoded"
PART = (
    '--b\r\nContent-Disposition: form-data; name="passwd"\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nx1\r\n'
    '--b\r\nContent-Disposition: form-data; name="meta"\r\n\r\n{"token": "t"}\r\n--b--\r\n'
)


@pytest.mark.parametrize(
    ("body", "content_type", "named"),
    [
        ('{"a": [{"token": "t"}]}', "", Named("token", "t")),
        ('{"pin": 1234}', "", Named("pin", "1234")),
        ('{"echo": "{\\"token\\": \\"t\\"}"}', "", Named("token", "t")),
        ('{"url": "https://x.org/?token=t"}', "", Named("token", "t", True)),
        ('{"name": "password", "value": "p"}', "", Named("password", "p")),
        ('{"grant_type": "authorization_code", "code": "c"}', "", Named("code", "c", True)),
        ("<a xmlns:o='urn:o'><o:token> t </o:token></a>", "", Named("token", "t")),
        ('{"token": {"value": "t"}}', "", Named("token", "t")),
        ('{"token": ["t"]}', "", Named("token", "t")),
        ("<a token='t'/>", "", Named("token", "t")),
        ("<input name='csrf_token' value='t'>", "", Named("csrf_token", "t")),
        ("<a><b>unclosed<token>t</token></a>", "", Named("token", "t")),
        ("<form><input type=hidden name=token value=t></form>", "", Named("token", "t")),
        ("<p><label>Token <input value='abc123'></label></p>", "", Named("Token", "abc123")),
        ("<x><param type='password' default='p'/></x>", "", Named("password", "p")),
        ('{"type": "HS_SECKEY", "data": {"format": "string", "value": "p"}}', "", Named("HS_SECKEY", "p")),
        ('<meta content="0; url=https://x.org/?token=t">', "", Named("token", "t", True)),
        ('{"apiKeys": [{"id": 1, "key": "abc123"}]}', "", Named("apiKey", "abc123")),
        ('{"tokens": {"orcid": {"now": "abc123"}}}', "", Named("token", "abc123")),
        ('"user","token"\n"jane","t"\n', "text/csv", Named("token", "t")),
        ("a=b&token=t+t%2Bt", FORM, Named("token", "t t+t", True)),
        ("token=t+t", FORM, Named("token", "t+t", True)),
        ("next=https%3A%2F%2Fx.org%2F%3Ftoken%3Dt", FORM, Named("token", "t", True)),
        (PART, "multipart/form-data; boundary=b", Named("passwd", "x1", True)),
        (PART, "multipart/form-data; boundary=b", Named("token", "t")),
    ],
)  # fmt: skip
def test_a_value_is_found_with_its_name(body: str, content_type: str, named: Named) -> None:
    assert named in in_body(body, content_type)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("INSERT INTO users (name, password) VALUES ('bob', 'p')", [("name", "bob"), ("password", "p")]),
        ("insert into a.t (`a`) values ('x'), ('y');", [("a", "x"), ("a", "y")]),
        ("REPLACE INTO t (a, b) VALUES (1, 'it''s (1), ok')", [("a", "1"), ("b", "it''s (1), ok")]),
        ("INSERT INTO t VALUES (7, 'bob', 'abc123')", [("token", "abc123")]),
        ("INSERT INTO t (a) VALUES (1, 'abc123')", [("token", "abc123")]),
        ("the VALUES (1, 'abc123') of a table", []),
    ],
)
def test_rows_of_sql_are_read_with_their_columns(text: str, named: list[tuple[str, str]]) -> None:
    assert [(name, value) for name, value, _ in in_statements(f"duplicate: {text}")] == named


def test_a_table_is_read_by_its_head_and_nothing_else_is() -> None:
    assert list(in_table("put-code,title\n7,Pots\n")) == [Named("put-code", "7"), Named("title", "Pots")]
    assert list(in_table('{"a": 1,\n"b": 2}')) == list(in_table("no table")) == []


def test_objects_in_a_list_are_not_behind_its_name() -> None:
    body = json.dumps({"assertion": [{"value": "2 March 2020", "name": "received", "order": 1}]})
    assert [name for name, value, _ in in_body(body) if value == "2 March 2020"] == ["received", "value"]


@pytest.mark.parametrize("body", ["", "{", "[1", "<", "no carrier at all", "\ufeff", "{}", "<a/>", "null"])
def test_what_carries_nothing_has_no_names(body: str) -> None:
    assert in_body(body) == []


def test_nesting_ends_somewhere() -> None:
    body = json.dumps({"token": "t"})
    for _ in range(9):
        body = json.dumps({"a": body})
    assert Named("token", "t") not in in_body(body)


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("https://x.org/?a=b&token=t%20t", Named("token", "t t", True)),
        ("https://x.org/#token=t", Named("token", "t", True)),
        ("https://x.org/#/home?token=t", Named("token", "t", True)),
        ("https://jane:p%40ss@x.org/", Named("password", "p@ss")),
        ("https://t0ken@x.org/", Named("credentials", "t0ken")),
        ("https://x.org/?to=https%253A%252F%252Fy.org%252F%253Ftoken%253Dt", Named("token", "t", True)),
    ],
)
def test_an_address_carries_parameters_and_who_signs_in(address: str, named: Named) -> None:
    assert named in in_address(address)


def test_an_address_that_is_none_carries_nothing() -> None:
    assert in_address("https://[x.org/?token=t") == []


def test_cookies_are_read() -> None:
    assert in_cookies("lang=en; visit=v1") == [Named("cookie", "en"), Named("cookie", "v1")]
