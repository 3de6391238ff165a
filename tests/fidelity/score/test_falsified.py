"""A falsified recording says something else in the same places, and asks the same."""

import json
from pathlib import Path
from typing import Any

import pytest

from pidguide.compare.content import parse_content
from pidguide.compare.exchanges import Exchange, Message
from pidguide.fidelity.score.falsified import other_text, with_other_status, with_other_values

URL = "https://api.crossref.org/works/10.5555/1"


def exchange(body: Any, media_type: str = "application/json", url: str = URL, **headers: str) -> Exchange:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    answer = Message({"content-type": media_type, **headers}, content)
    return Exchange(Path("x.yaml"), 0, "GET", url, Message({}, b""), 200, answer)


def test_words_get_other_vowels_but_not_markup_nor_what_is_kept() -> None:
    assert other_text("A <i>tale</i> &amp; more") == "E <i>teli</i> &amp; muri"
    assert other_text("One tale", frozenset({"tale"})) == "Uni tale"


@pytest.mark.parametrize(
    ("name", "value", "other"),
    [
        ("title", ["A tale"], ["E teli"]),
        ("name", "Oxford", "Uxfurd"),
        ("citationCount", 3, 4),
        ("date-parts", [[2008, 8, 14]], [[2007, 8, 14]]),
        ("publicationYear", 2020, 2019),
        ("created", "2020-05-05T10:00:00Z", "2019-05-05T10:00:00Z"),
        ("DOI", "10.5555/Abc def", "10.5555/Abc def"),
        ("URL", "https://example.org/A b", "https://example.org/A b"),
        ("type", "Journal Article", "Journal Article"),
        ("state", "findable", "findable"),
        ("ORCID", "0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("put-code", 12, 12),
        ("xml", "P" * 80, "P" * 80),
        ("none", None, None),
    ],
)
def test_values_change_and_what_tells_records_apart_stays(name: str, value: Any, other: Any) -> None:
    assert with_other_values(exchange({name: value})).json() == {name: other}


def test_the_words_that_a_request_asks_for_stay() -> None:
    body = {"title": "Climate and time"}
    url = "https://api.crossref.org/works?query=climate"
    assert with_other_values(exchange(body, url=url)).json() == {"title": "Climate end tomi"}


@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        ("application/xml", b"<a b='10'><c>A tale</c></a>"),
        ("application/x-bibtex", b"@article{A_2008, title={A tale}, month=aug, year={2008}}"),
        ("application/x-research-info-systems", b"TY  - JOUR\nTI  - A tale\nDO  - 10.5555/a\nER  - \n"),
        ("application/rdf+xml", b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
         b'<rdf:Description rdf:about="urn:a"><p xmlns="urn:">A tale</p></rdf:Description></rdf:RDF>'),
        ("text/x-bibliography", b"Doe, J. (2008). Tale of. https://doi.org/10.5555/a"),
    ],
)  # fmt: skip
def test_each_format_keeps_its_fields_and_gets_other_values(media_type: str, body: bytes) -> None:
    falsified = with_other_values(exchange(body, media_type))
    before, after = (parse_content(media_type, content) for content in (body, falsified.answer.body))
    assert (before.kind, before.values.keys()) == (after.kind, after.values.keys())
    assert before.values != after.values


def test_targets_and_pools_change() -> None:
    headers = {"location": "https://example.org/a", "x-api-pool": "polite-single"}
    falsified = with_other_values(exchange(b"", "text/plain", **headers)).answer
    assert falsified.header("location") == "https://example.org/ax"
    assert falsified.header("x-api-pool") == "public-single"


@pytest.mark.parametrize(("status", "other"), [(200, 404), (404, 200), (409, 404)])
def test_another_status_comes_with_another_media_type(status: int, other: int) -> None:
    recorded = exchange({})
    falsified = with_other_status(
        Exchange(recorded.file, 0, "GET", URL, recorded.request, status, recorded.answer)
    )
    assert (falsified.status, falsified.media_type) == (other, "application/x-other")
