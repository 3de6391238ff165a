"""Names × carriers × encodings × values at random: no secret is left, and what is public stays as it is.

The values are drawn anew by hypothesis, from the same seed each time, so that a failure can be repeated.
"""

import base64
import html
import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, unquote

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from pidguide.cassettes import placeholders
from pidguide.cassettes.loose_secrets import _WORDS
from pidguide.cassettes.secret_gate import find_secrets_in
from tests.support.sixty_plants import FORM, JSON, SANDBOX, XML, Planted

steady = settings(
    derandomize=True,
    max_examples=20,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)

NOUNS = [
    "token", "access token", "refresh token", "client secret", "password", "login passwd", "new password", "pwd",
    "api key", "x api key", "secret access key", "private key", "code verifier", "assertion", "client assertion",
    "session id", "webhook secret", "passphrase", "credentials",
]  # fmt: skip
STYLES: list[Callable[[list[str]], str]] = [
    "_".join,
    "-".join,
    "".join,
    lambda words: "_".join(words).upper(),
    lambda words: "-".join(word.title() for word in words),
    lambda words: words[0] + "".join(word.title() for word in words[1:]),
    lambda words: "".join(word.title() for word in words),
]
names = st.builds(lambda noun, style: style(noun.split()), st.sampled_from(NOUNS), st.sampled_from(STYLES))
plain_values = st.from_regex(r"[A-Za-z0-9]{3,10}[a-z][0-9][A-Za-z0-9._~-]{2,20}[a-z0-9]", fullmatch=True)
# Where words may stand as well: letters and digits, long enough to be no version and no abbreviation.
telling_values = st.from_regex(r"[a-z]{4}[0-9]{2}[A-Za-z0-9_]{2,20}[a-z0-9]", fullmatch=True)
hard_values = st.from_regex(r"[a-z][0-9][A-Za-z0-9+/=&<\"'!$ é-]{3,20}[a-z0-9]", fullmatch=True)
short_values = st.from_regex(r"[g-z][0-9][g-z]", fullmatch=True)


def percent(value: str) -> str:
    return "".join(f"%{byte:02X}" for byte in value.encode())


def unicode_escapes(value: str) -> str:
    return "".join(f"\\u{ord(character):04x}" for character in value)


def entities(value: str) -> str:
    return "".join(f"&#{ord(character)};" for character in value)


def hexadecimal(value: str) -> str:
    return "".join(f"&#x{ord(character):X};" for character in value)


IN_ADDRESS = [lambda value: quote(value, safe=""), percent]
IN_JSON = [
    lambda value: json.dumps(value)[1:-1],
    lambda value: json.dumps(value, ensure_ascii=False)[1:-1],
    unicode_escapes,
]
IN_XML = [html.escape, entities, hexadecimal]
PLAIN = [str]


def part(name: str, value: str, head: str) -> dict[str, str]:
    disposition = f'Content-Disposition: form-data; name="{name}"'
    body = f"--b0und\r\n{disposition}\r\n{head}\r\n{value}\r\n--b0und--\r\n"
    return {"sent": body, "sent_as": "multipart/form-data; boundary=b0und"}


def redirect(address: str) -> dict[str, Any]:
    return {"answer_headers": {"Location": address}, "status": 302}


# What carries a name and a value, and how a value can be encoded there.
CARRIERS: dict[str, tuple[Callable[[str, str], dict[str, Any]], list[Callable[[str], str]]]] = {
    "query": (
        lambda name, value: {"url": f"https://api.crossref.org/works?rows=1&{name}={value}"},
        IN_ADDRESS,
    ),
    "form": (lambda name, value: {"sent": f"a=b&{name}={value}&c=d", "sent_as": FORM}, IN_ADDRESS),
    "multipart": (lambda name, value: part(name, value, ""), PLAIN),
    "multipart with a type": (lambda name, value: part(name, value, "Content-Type: text/plain\r\n"), PLAIN),
    "JSON request": (lambda name, value: {"sent": f'{{"a":1,"{name}":"{value}"}}', "sent_as": JSON}, IN_JSON),
    "JSON answer": (lambda name, value: {"answer": f'{{"data":[{{"{name}": "{value}"}}]}}'}, IN_JSON),
    "element": (
        lambda name, value: {"answer": f"<a><{name}>{value}</{name}></a>", "answered_as": XML},
        IN_XML,
    ),
    "attribute": (lambda name, value: {"answer": f'<a b="c" {name}="{value}"/>', "answered_as": XML}, IN_XML),
    "fragment": (lambda name, value: redirect(f"https://example.org/#state=1&{name}={value}"), IN_ADDRESS),
    "redirect": (lambda name, value: redirect(f"https://example.org/back?{name}={value}"), IN_ADDRESS),
    "address in an address": (
        lambda name, value: redirect(
            "https://example.org/?to=" + quote(f"https://x.org/?{name}={value}", safe="")
        ),
        IN_ADDRESS,
    ),
    "JSON in JSON": (
        lambda name, value: {"answer": json.dumps({"echo": f'{{"{name}":"{value}"}}'})},
        IN_JSON,
    ),
    "pair": (lambda name, value: {"answer": f'{{"a":[["{name}", "{value}"], ["b", "c"]]}}'}, IN_JSON),
    "list behind a plural": (lambda name, value: {"answer": f'{{"{name}s": ["{value}"]}}'}, IN_JSON),
    "map behind a plural": (
        lambda name, value: {"answer": f'{{"{name}s": {{"jane": {{"a": "{value}"}}}}}}'},
        IN_JSON,
    ),
    "JSON of many lines": (lambda name, value: {"answer": f'{{"a": 1}}\n{{"{name}": "{value}"}}\n'}, IN_JSON),
    "table": (
        lambda name, value: {"answer": f"user,{name},b\njane,{value},c\n", "answered_as": "text/csv"},
        PLAIN,
    ),
    "row": (lambda name, value: {"answer": f"user,jane\n{name},{value}\n", "answered_as": "text/csv"}, PLAIN),
    "cells": (
        lambda name, value: {"answer": f"<tr><td>{name}</td><td>{value}</td></tr>", "answered_as": XML},
        IN_XML,
    ),
    "CDATA": (
        lambda name, value: {"answer": f"<{name}><![CDATA[{value}]]></{name}>", "answered_as": XML},
        PLAIN,
    ),
    "HTML without quotes": (
        lambda name, value: {"answer": f"<form><input type=hidden name={name} value={value}></form>"},
        PLAIN,
    ),
    "row of SQL": (
        lambda name, value: {"answer": f"Duplicate: INSERT INTO t (a, `{name}`) VALUES (1, '{value}')"},
        PLAIN,
    ),
    "objects behind a plural": (
        lambda name, value: {"answer": f'{{"{name}s": [{{"n": 1, "current": "{value}"}}]}}'},
        IN_JSON,
    ),
    "comment": (lambda name, value: {"answer": f"<a><!-- {name}={value} --></a>", "answered_as": XML}, PLAIN),
    "file of settings": (lambda name, value: {"answer": f"a: b\n{name}: {value}\n"}, PLAIN),
    "base64": (
        lambda name, value: {"answer": f'{{"a":"{base64.b64encode(f"{name}={value}".encode()).decode()}"}}'},
        PLAIN,
    ),
}
ANY_VALUE = ("query", "form", "multipart", "multipart with a type", "JSON request", "JSON answer", "element",
             "attribute", "fragment", "redirect")  # fmt: skip


READ_BEFORE = ("address in an address", "JSON in JSON")


def decoded(cassette: str) -> str:
    """Return all that a cassette holds, however it is encoded: what somebody could read out of it."""

    def strings(value: Any) -> list[str]:
        if isinstance(value, dict):
            return [text for each in value.values() for text in strings(each)]
        if isinstance(value, list):
            return [text for each in value for text in strings(each)]
        return [str(value)]

    text = "\n".join(strings(yaml.safe_load(cassette)))
    layers = [cassette, text]
    for _ in range(3):
        text = html.unescape(unquote(text))
        text = re.sub(r"\\+u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), text)
        text = re.sub(r"\\+([\"/\\])", r"\1", text)
        layers.append(text)
    return "\n".join(layers)


@pytest.mark.parametrize("carrier", CARRIERS)
@steady
@given(data=st.data(), name=names)
def test_no_secret_is_left_behind_any_name_in_any_carrier(
    carrier: str, data: st.DataObject, name: str
) -> None:
    carry, encodings = CARRIERS[carrier]
    values = st.one_of(plain_values, hard_values) if carrier in ANY_VALUE else telling_values
    value = data.draw(values if carrier not in READ_BEFORE else plain_values, "value")
    encode = data.draw(st.sampled_from(encodings), "encoding")
    planted = Planted(carrier, value, **carry(name, encode(value)))
    cassette = planted.cassette()
    assert value not in decoded(cassette)
    assert find_secrets_in(cassette) == []
    assert find_secrets_in(planted.unscrubbed()) != []


@pytest.mark.parametrize("carrier", ANY_VALUE)
@steady
@given(data=st.data(), name=names, value=short_values)
def test_a_short_secret_is_replaced_behind_its_name(
    carrier: str, data: st.DataObject, name: str, value: str
) -> None:
    carry, encodings = CARRIERS[carrier]
    cassette = Planted(carrier, value, **carry(name, data.draw(st.sampled_from(encodings))(value))).cassette()
    assert re.search(rf"(?<![A-Za-z0-9]){value}(?![A-Za-z0-9])", decoded(cassette)) is None


ERRORS = [
    "Invalid {noun}: {value}", "{noun} '{value}' has expired", 'the {noun} "{value}" is unknown', "Unknown {noun} {value}",
    "{value} is not a valid {noun}", "{noun}={value} was refused", "Bearer {value} may not write",
]  # fmt: skip


@steady
@given(
    st.sampled_from(ERRORS),
    st.sampled_from(["access token", "Token", "password", "API key", "authorization code", "client secret"]),
    plain_values,
)
def test_no_secret_is_left_in_an_error(error: str, noun: str, value: str) -> None:
    text = error.format(noun=noun, value=value)
    for answer in (json.dumps({"developer-message": text}), f"<error>{html.escape(text)}</error>", text):
        assert value not in decoded(Planted("error", value, answer=answer, status=401).cassette())


words = st.from_regex(r"[bcdfghjkmnpqrtvwxz][aeiou][a-z]{3,8}", fullmatch=True)


@steady
@given(
    st.sampled_from(ERRORS[:1] + ERRORS[1:2]), st.sampled_from(["access token", "password", "API key"]), words
)
def test_a_word_that_a_service_refuses_is_a_secret(error: str, noun: str, word: str) -> None:
    assume(word not in _WORDS)
    planted = Planted(
        "error", word, answer=json.dumps({"message": error.format(noun=noun, value=word)}), status=401
    )
    assert word not in decoded(planted.cassette())
    assert find_secrets_in(planted.unscrubbed()) != []


@steady
@given(
    st.from_regex(r"[a-f0-9]{8}(?:[a-f][0-9][0-9][a-f]){3,8}", fullmatch=True),
    st.sampled_from(["unheard_of", "ticket", "q"]),
)
def test_a_random_string_is_a_secret_behind_any_name_but_one_of_digests(value: str, name: str) -> None:
    for answer in (json.dumps({name: value}), f"<a><{name}>{value}</{name}></a>"):
        assert value not in Planted("random", value, answer=answer).cassette()
        public = answer.replace(name, "checksum")
        assert value in Planted("digest", value, answer=public).cassette()


@steady
@given(
    st.integers(0, 999_999_999).map(lambda number: f"000000021{number:09d}"[:15]),
    st.sampled_from(["", "\u2010", "%2D", "_"]),
)
def test_an_id_is_known_however_it_is_punctuated(digits: str, hyphen: str) -> None:
    whole = digits + placeholders.check_digit(digits)
    person = hyphen.join(whole[start : start + 4] for start in range(0, 16, 4))
    planted = Planted("iD", person, url=f"{SANDBOX}/record", answer=f"About {person}.")
    assert person not in planted.cassette()
    assert find_secrets_in(planted.cassette()) == []
    assert find_secrets_in(planted.unscrubbed()) != []


@steady
@given(st.data(), st.sampled_from(["authorization", "x-api-key", "Cookie"]), plain_values)
def test_what_a_header_held_is_left_nowhere(data: st.DataObject, header: str, value: str) -> None:
    credentials = {
        "authorization": data.draw(
            st.sampled_from([f"Bearer {value}", value, f"token {value}", basic(value)])
        ),
        "x-api-key": value,
        "Cookie": f"lang=en; visit={value}",
    }[header]
    echoes = (
        value,
        quote(value, safe=""),
        percent(value),
        unicode_escapes(value),
        basic(value),
        value.upper(),
    )
    for echo in (*echoes, value.encode().hex(), base64.b64encode(value.encode()).decode()):
        answer = f'{{"message":"{echo} again"}}'
        cassette = Planted(header, value, headers={header: credentials}, answer=answer).cassette()
        assert value.lower() not in decoded(cassette).lower()
        assert value.encode().hex() not in cassette
        assert basic(value).removeprefix("Basic ") not in cassette


def basic(password: str) -> str:
    return "Basic " + base64.b64encode(f"ABCD.EFGH:{password}".encode()).decode()


lower = st.from_regex(r"(?:[a-z]{1,4}[0-9]{1,2}){4,5}[a-z]", fullmatch=True)


@steady
@given(st.sampled_from(["magic", "hash", "n", "ticket"]), lower)
def test_a_random_string_that_is_sent_is_a_secret_behind_any_name_but_a_cursors(
    name: str, value: str
) -> None:
    for place in (
        {"url": f"https://api.crossref.org/works?{name}={value}"},
        redirect(f"https://x.org/?{name}={value}"),
    ):
        planted = Planted("parameter", value, **place)
        assert value not in planted.cassette()
        assert find_secrets_in(planted.unscrubbed()) != []
        public = {
            key: json.loads(json.dumps(each).replace(f"{name}=", "cursor=")) for key, each in place.items()
        }
        assert value in Planted("cursor", value, **public).cassette()


@steady
@given(
    st.sampled_from(
        ["https://hooks.fake.org/a/{}", "https://fake.org/webhooks/{}", "https://fake.org/reset/{}?a=b"]
    ),
    st.one_of(lower, st.uuids(version=4).map(str)),
)
def test_an_address_that_lets_in_is_none_any_more(address: str, value: str) -> None:
    planted = Planted("address", value, answer=json.dumps({"url": address.format(value)}))
    assert value not in planted.cassette()
    assert find_secrets_in(planted.unscrubbed()) != []


@pytest.mark.parametrize(
    ("place", "is_kept"),
    [
        ({"url": "https://api.crossref.org/works"}, True),
        ({"url": "https://api.crossref.org/works", "status": 403}, False),
        ({"url": "https://api.test.datacite.org/dois"}, False),
        (
            {"url": "https://api.crossref.org/works", "headers": {"Authorization": "Bearer <ACCESS_TOKEN>"}},
            False,
        ),
    ],
    ids=["public", "refused", "sandbox", "signed in"],
)
def test_a_random_string_alone_is_kept_in_public_answers_only(place: dict[str, Any], is_kept: bool) -> None:
    value = "q7Xr2Kp9" + "Wm4Zt8Lc"
    assert (value in Planted("", value, answer=f"About {value}.", **place).cassette()) is is_kept


ATS = ["@", "%40", "%2540", "\\u0040", "&#64;", "&#x40;", "&commat;", "(at)", " [at] ", " (AT) ",
       "=40", "(a)", "</b>@<i>", "&nbsp;(at)&nbsp;", "' + '@' + '"]  # fmt: skip


@steady
@given(
    st.from_regex(r"[a-z]{3,8}(?:[.+-][a-z]{3,8})?", fullmatch=True),
    st.sampled_from(ATS),
    st.from_regex(r"(?:uni-)?[a-zäöü]{4,8}zzq\.(?:de|example|museum|co\.uk|рф)", fullmatch=True),
    st.sampled_from(["{}", "mailto:{}", "?mailto={}", "Jane Doe <{}>", "write to\\n{}.", '{{"email":"{}"}}']),
)
def test_no_address_of_a_person_is_left(mailbox: str, at: str, domain: str, around: str) -> None:
    assume(mailbox not in ("someone", "mailto"))
    cassette = Planted("e-mail", mailbox, answer="Ask " + around.format(mailbox + at + domain)).cassette()
    assert mailbox not in re.sub(r"mailto|write|email|string", "", cassette)
    assert "zzq" not in cassette
    assert find_secrets_in(cassette) == []


PUT_CODES = [
    '{{"put-code":{code},"a":1}}', '{{"put-code": "{code}"}}', "<w put-code='{code}'/>", '<w put-code="{code}"/>',
    "<put-code>{code}</put-code>", '{{"putCode":{code}}}', "no item with put code {code}", "putCode={code}&a=b",
    '{{"text":"{{\\"put-code\\":{code}}}"}}', '{{"path":"/0000-0002-1825-0097/work/{code}"}}',
]  # fmt: skip


@steady
@given(st.sampled_from(PUT_CODES), st.integers(2, 9_999_999))
def test_no_put_code_is_left_in_a_sandbox_answer(text: str, code: int) -> None:
    assume(not 1000 <= code < 2000)
    cassette = Planted("put-code", "", url=f"{SANDBOX}/work", answer=text.format(code=code)).cassette()
    body = yaml.safe_load(cassette)["interactions"][0]["response"]["body"]["string"]
    assert body == text.format(code=1001)
    assert find_secrets_in(cassette) == []


@steady
@given(st.from_regex(r"000[0-3]-\d{4}-\d{4}-\d{3}[\dX]", fullmatch=True))
def test_another_person_of_the_sandbox_becomes_nobody(person: str) -> None:
    assume(not placeholders.OWN_ORCID_ID.fullmatch(person))
    cassette = Planted("iD", person, url=f"{SANDBOX}/record", answer=f'{{"path":"{person}"}}').cassette()
    assert person not in cassette
    assert find_secrets_in(cassette) == []


# What is public, as it stands in answers of the registries; the names are everyday ones.
PUBLIC = {
    "DOI": st.from_regex(r"10\.[0-9]{4,6}/[a-z0-9][a-z0-9.()/_;:-]{2,24}[a-z0-9]", fullmatch=True),
    "ISSN": st.from_regex(r"[0-9]{4}-[0-9]{3}[0-9X]", fullmatch=True),
    "sha256": st.from_regex(r"[0-9a-f]{64}", fullmatch=True),
    "md5": st.from_regex(r"[0-9a-f]{32}", fullmatch=True),
    "orcid": st.sampled_from(["0000-0002-1825-0097", "0009-9000-0000-0010", "0009-9000-0000-007X"]),
    "ORCID": st.from_regex(r"https://orcid\.org/0000-000[1-3]-[0-9]{4}-[0-9]{3}[0-9X]", fullmatch=True),
    "URL": st.from_regex(r"https://[a-z]{3,9}\.(?:org|de)/[a-z0-9/._-]{0,20}(?:\?id=[0-9]{1,9})?", fullmatch=True),
    "suffix": st.from_regex(r"[a-z0-9]{4}-[a-z0-9]{4}", fullmatch=True),
    "etag": st.from_regex(r"[0-9a-f]{32}", fullmatch=True),
    "checksum": st.from_regex(r"[0-9a-f]{40}", fullmatch=True),
    "next-cursor": st.from_regex(r"[A-Za-z0-9]{20,40}={0,2}", fullmatch=True),
    "is-referenced-by-count": st.integers(0, 10**7).map(str),
    "award": st.from_regex(r"20[0-9]{2}R1D1A1A0[0-9]{7}", fullmatch=True),
    "file": st.uuids(version=4).map(lambda uuid: f"https://repository.org/files/{uuid}/data.csv"),
    "created": st.datetimes().map(lambda moment: moment.isoformat() + "Z"),
    "scope": st.sampled_from(["/read-limited /activities/update", "openid", "/authenticate"]),
    "token_type": st.sampled_from(["bearer", "Bearer"]),
    "token_endpoint": st.just("https://orcid.org/oauth/token"),
    "grant_types_supported": st.sampled_from(["authorization_code", "refresh_token", "client_credentials"]),
    "error": st.sampled_from(["invalid_token", "invalid_client", "unsupported_grant_type"]),
    "error_description": st.sampled_from(
        ["Bad credentials", "Invalid token type", "The client secret is missing", "Basic authentication is needed"]
    ),
    "code": st.from_regex(r"[a-z]{3,12}|[A-Z]{2,3}-?[0-9]{3,4}", fullmatch=True),
    "error-code": st.integers(9000, 9099).map(str),
    "key": st.from_regex(r"(?:ref|cr|b)[0-9]{1,3}", fullmatch=True),
    "member": st.integers(1, 99999).map(str),
    "resumptionToken": st.from_regex(r"[0-9]{10}!oai_dc", fullmatch=True),
    "title": st.sampled_from(["Secret sharing at scale", "Tokens of love: passwords in 1984", "A cookie cutter"]),
}  # fmt: skip


@pytest.mark.parametrize("name", PUBLIC)
@steady
@given(data=st.data())
def test_what_is_public_stays_as_it_is(name: str, data: st.DataObject) -> None:
    value = data.draw(PUBLIC[name])
    answers = [
        json.dumps({"message": {name: value, "list": [value]}}),
        f"<m><{name}>{html.escape(value)}</{name}><r {name}='{html.escape(value)}'/></m>",
        f"About {value}, and no more.",
    ]
    for answer in answers:
        cassette = Planted(name, "", url="https://api.crossref.org/works", answer=answer).cassette()
        kept = yaml.safe_load(cassette)["interactions"][0]["response"]["body"]["string"]
        assert kept == answer
        assert find_secrets_in(cassette) == []
