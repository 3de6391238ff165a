"""Two bodies are compared as their format asks for, and every difference is told."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pidguide.compare.exchanges import Exchange, Message
from pidguide.fidelity.before.state import Load
from pidguide.fidelity.score.bodies import compare_bodies
from pidguide.fidelity.score.replay import Answer, Replayed
from pidguide.fidelity.score.superseded import Superseded

JSON = "application/json"
BIBTEX = "application/x-bibtex"
RIS = "application/x-research-info-systems"
CITATION = "text/x-bibliography"
URL = "https://api.crossref.org/works"


def compare(
    recorded: Any,
    given: Any,
    media_type: str = JSON,
    *,
    url: str = URL,
    accept: str = "",
    status: int = 200,
    given_status: int | None = None,
    given_type: str | None = None,
    method: str = "GET",
    loaded: bool = False,
    alone: bool = True,
    rules: list[Superseded] | None = None,
) -> list[tuple[str, float, list[tuple[str, str, str]]]]:
    """Return each check of a recorded and a given body: its name, its share, its differences."""
    sent = Message({"accept": accept} if accept else {}, b"")
    answered = Message({"content-type": media_type} if media_type else {}, as_bytes(recorded))
    exchange = Exchange(Path("x.yaml"), 0, method, url, sent, status, answered)
    headers = {"content-type": media_type if given_type is None else given_type}
    answer = Answer(given_status or status, Message(headers, as_bytes(given)))
    records = [Load("crossref", "works", {}, "10.5555/1")] if loaded else []
    replayed = Replayed(exchange, "crossref", answer, records, alone)
    return [
        (check.name, check.share, [(each.where, each.recorded, each.emulator) for each in check.differences])
        for check in compare_bodies(replayed, exchange, answer, rules or [])
        if {each.check for each in check.differences} <= {check.name}
    ]


def as_bytes(body: Any) -> bytes:
    return body if isinstance(body, bytes) else json.dumps(body).encode()


@pytest.mark.parametrize(
    ("media_type", "same", "other", "differences"),
    [
        (BIBTEX, b"@book{A, title={One}, year=1}", b"@book{A, title={Two}, year=1}",
         [("[0].title", "One", "Two")]),
        (RIS, b"TY  - BOOK\nT1  - One\nDO  - a\nER  - \n", b"TY  - BOOK\nT1  - Two\nDO  - a\nER  - \n",
         [("[0].primary_title[0]", "One", "Two")]),
        ("text/csv", b"a,b,c,d\n1,2,3,4\n", b"a,b,c,d\n1,2,3,5\n", [("[0].d", "4", "5")]),
        ("text/turtle", b"<urn:a> <urn:p> 1, 2, 3, 4 .", b"<urn:a> <urn:p> 1, 2, 3, 5 .",
         [("urn:p[3]", "4", "5")]),
    ],
)  # fmt: skip
def test_the_fields_of_a_bibliographic_format_are_compared_one_by_one(
    media_type: str, same: bytes, other: bytes, differences: list[tuple[str, str, str]]
) -> None:
    assert compare(same, same, media_type) == [("fields", 1.0, [])]
    share = 1 - 1 / 3 if media_type == RIS else 3 / 4
    assert compare(same, other, media_type) == [("fields", share, differences)]


def test_a_field_that_one_of_two_has_is_a_difference() -> None:
    one, two = b"@book{A, title={One}}", b"@book{A, title={One}, year=1}"
    assert compare(one, two, BIBTEX) == [("fields", 0.75, [("[0].year", "(none)", "1")])]
    assert compare(two, one, BIBTEX) == [("fields", 0.75, [("[0].year", "1", "(none)")])]
    assert compare(b"@a{b}", b"@c{d, e=1}", BIBTEX)[0][:2] == ("fields", 0.0)


def test_a_citation_is_compared_word_by_word() -> None:
    assert compare(b"Doe, J. (2008).", b"<i>Doe</i>, J.  (2008).", CITATION) == [("fields", 1.0, [])]
    told = [("fields", 0.75, [("", "One two three 4", "One two three 5")])]
    assert compare(b"One two three 4", b"One two three 5", CITATION) == told


def test_a_text_is_compared_word_by_word_without_the_white_space_around_it() -> None:
    assert compare(b"One two\n", b" One two", "text/plain") == [("text", 1.0, [])]
    assert compare(b"One two", b"One 2", "text/plain") == [("text", 0.5, [("", "One two", "One 2")])]
    first, second = (f"at {moment}".encode() for moment in ("2026-06-01T08:00:00Z", "2025-06-01T08:00:00Z"))
    assert compare(first, second, "text/plain") == [("text", 1.0, [])]


def test_of_a_page_the_title_is_compared() -> None:
    one, two = b"<html><title>A</title>x", b"<html><title>A</title>y"
    assert compare(one, two, "text/html") == [("text", 1.0, [])]
    told = [("text", 0.0, [("", "{'title': 'A'}", "{'title': 'B'}")])]
    assert compare(one, b"<html><title>B</title>", "text/html") == told


@pytest.mark.parametrize(
    ("media_type", "body", "name"),
    [(JSON, b"{}", "shape"), ("text/xml", b"<a/>", "shape"), ("text/plain", b"a", "text"),
     ("text/html", b"<p>a", "text"), (BIBTEX, b"@a{b}", "fields"), ("text/csv", b"a\n1\n", "fields")],
)  # fmt: skip
def test_another_status_or_format_is_wrong_as_a_whole(media_type: str, body: bytes, name: str) -> None:
    text = body.decode()
    assert compare(body, b"x", media_type, given_status=404) == [(name, 0.0, [("", text, "x")])]
    kind = {JSON: "json", "text/xml": "xml", "text/plain": "text", "text/html": "html", BIBTEX: "bibtex"}
    other = b"Words" if media_type != "text/plain" else b"{}"
    told = (
        f"{kind.get(media_type, 'csv')}: {text}",
        f"{'text' if other == b'Words' else 'json'}: {other.decode()}",
    )
    given_type = "text/plain" if media_type != "text/plain" else JSON
    assert compare(body, other, media_type, given_type=given_type) == [(name, 0.0, [("", *told)])]
    assert compare(body, b"x", media_type, status=400, given_status=404)[0][0] == "error"


def test_an_empty_body_is_empty() -> None:
    assert compare(b"", b"") == compare(b"", b" \n", "text/plain") == []
    assert compare(b"", b"x", "text/plain", given_status=404) == []
    assert compare(b"", b"x", "text/plain") == [("text", 0.0, [("", "(empty)", "x")])]
    assert compare(b"x", b"", "text/plain") == [("text", 0.0, [("", "text: x", "empty: ")])]


@pytest.mark.parametrize(
    ("url", "accept", "kind"),
    [
        (f"{URL}/10.5555/1/transform/application/x-bibtex", "text/csv", "bibtex"),
        (f"{URL}/10.5555/1/transform/text/csv/", "*/*", "csv"),
        (f"{URL}/10.5555/1/transform/text/csv?a=/application/x-bibtex", "", "csv"),
        (URL, "text/csv, application/json", "csv"),
        (URL, "text/csv, */*;q=0.1", "text"),
        (URL, "", "text"),
        (f"{URL}/context/csv", "", "text"),
    ],
)
def test_a_body_without_media_type_is_of_the_type_that_was_asked_for(
    url: str, accept: str, kind: str
) -> None:
    """A body that can be anything: what it is taken for shows in the check of another format."""
    body = b"@book{A, title={One}}" if kind == "bibtex" else b"a,b\n1,2\n"
    [(_, _, [(_, recorded, _)])] = compare(body, b"{}", "", url=url, accept=accept, given_type=JSON)
    assert recorded.partition(":")[0] == kind
    assert compare(body, body, "", url=url, accept=accept, given_type="")[0][1] == 1.0


# Errors


def test_an_error_is_compared_by_its_values_and_half_is_lost_with_any_difference() -> None:
    four = {"a": 1, "b": 2, "c": 3, "d": 4}
    assert compare(four, four, status=400) == [("error", 1.0, [])]
    assert compare(four, four | {"d": 5}, status=400) == [("error", 0.5 * 3 / 4, [("d", "4", "5")])]
    assert compare(four, four | {"e": 5}, status=499) == [("error", 0.5 * 4 / 5, [("e", "(none)", "5")])]
    three = {name: four[name] for name in "abc"}
    assert compare(four, three, status=400) == [("error", 0.5 * 3 / 4, [("d", "4", "(none)")])]
    assert compare({"a": []}, {"a": {}}, status=400) == [("error", 0.0, [])]
    assert compare(b"<a>1</a>", b"<a>2</a>", "text/xml", status=500) == [("error", 0.0, [("a", "1", "2")])]


def test_moments_in_an_error_are_not_compared() -> None:
    one, two = ({"at": f"{year}-06-01T08:00:00Z", "a": 1} for year in (2025, 2026))
    assert compare(one, two, status=400) == [("error", 1.0, [])]
    texts = [f" since {year}-06-01T08:00:00Z\n".encode() for year in (2025, 2026)]
    assert compare(*texts, "text/plain", status=400) == [("error", 1.0, [])]


def test_an_error_that_is_a_text_or_a_page_is_right_or_wrong() -> None:
    assert compare(b"No.\n", b"No.", "text/plain", status=400) == [("error", 1.0, [])]
    assert compare(b"No.", b"Yes.", "text/plain", status=400) == [("error", 0.0, [("", "No.", "Yes.")])]
    one, two = b"<html><title>A</title>", b"<html><title>B</title>"
    assert compare(one, one + b"x", "text/html", status=400) == [("error", 1.0, [])]
    assert compare(one, two, "text/html", status=400) == [("error", 0.0, [("", "A", "B")])]
    assert compare(one, b"<html>", "text/html", status=400) == [("error", 0.0, [("", "A", "None")])]
    assert compare(b"No.", b"No.", "text/plain", status=399) == [("text", 1.0, [])]


# Documents


def test_of_a_document_the_shape_is_compared_and_what_differs_is_told() -> None:
    one = {"a": 1, "b": "x", "c": None}
    assert compare(one, {"a": 2, "b": "y", "c": None}) == [("shape", 1.0, [])]
    told = [("a", "integer", "another type: string"), ("b", "string", "(none)"), ("d", "(none)", "integer")]
    assert compare(one, {"a": "1", "c": None, "d": 1}) == [("shape", 1 - 3 / 5, told)]
    assert compare(b"<a><b/></a>", b"<a><c/></a>", "text/xml") == [
        ("shape", 1 - 2 / 3, [("a/b", "object", "(none)"), ("a/c", "(none)", "object")])
    ]


@pytest.mark.parametrize(
    ("method", "loaded", "compared"), [("GET", False, False), ("GET", True, True), ("POST", False, True)]
)
def test_values_are_compared_where_the_emulator_can_know_them(
    method: str, loaded: bool, compared: bool
) -> None:
    one = {"a": 1, "b": 2, "c": 3, "d": "2026-06-01T08:00:00Z"}
    checks = compare(one, one | {"c": 4, "d": "2025-06-01T08:00:00Z"}, method=method, loaded=loaded)
    assert checks[0] == ("shape", 1.0, [])
    assert checks[1:] == ([("values", 0.75, [("c", "3", "4")])] if compared else [])


def test_a_value_that_only_the_emulator_has_is_told_by_the_shape_alone() -> None:
    checks = compare({"a": 1}, {"a": 1, "b": 2}, loaded=True)
    assert checks == [("shape", 1 - 1 / 3, [("b", "(none)", "integer")]), ("values", 1.0, [])]
    assert compare({"a": 1, "b": 2}, {"a": 1}, loaded=True)[1] == ("values", 0.5, [("b", "2", "(none)")])
    assert compare({}, {}, loaded=True) == [("shape", 1.0, [])]


AGGREGATES: list[dict[str, Any]] = [
    {"message": {"total-results": 1}}, {"message": {"facets": {"a": 1}}}, {"message": {"next-cursor": "a"}},
    {"message": {"items-per-page": 1}}, {"meta": {"total": 1}}, {"meta": [1]}, {"links": {"self": "a"}},
    {"num-found": 1}, {"last-modified-date": 1},
]  # fmt: skip
NO_AGGREGATES: list[dict[str, Any]] = [
    {"message": {"query": 1}}, {"total-results": 1}, {"metadata": 1}, {"link": 1}, {"a": {"meta": 1}},
    {"message": {"score": 1}},
]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "compared"),
    [*((body, False) for body in AGGREGATES), *((body, True) for body in NO_AGGREGATES)],
)
def test_what_counts_over_the_whole_registry_is_not_compared(body: dict[str, Any], compared: bool) -> None:
    other = json.loads(json.dumps(body).replace("1", "2").replace('"a"}', '"b"}'))
    values = [share for name, share, _ in compare(body, other, loaded=True) if name == "values"]
    assert values == ([0.0] if compared else [])


def test_score_and_work_count_of_an_item_are_not_compared_and_other_numbers_are() -> None:
    def items(number: int) -> dict[str, Any]:
        return {"message": {"items": [{"DOI": "10.5555/1", "score": number, "work-count": number, "a": 1}]}}

    assert compare(items(1), items(2), loaded=True) == [
        ("items", 1.0, []), ("shape", 1.0, []), ("values", 1.0, [])
    ]  # fmt: skip


def test_what_one_counted_is_left_out_where_the_other_counted_nothing() -> None:
    counted, nothing = {"meta": {"states": [{"id": "a"}]}}, {"meta": {"states": []}}
    assert compare(counted, nothing) == compare(nothing, counted)
    assert compare(counted, {"meta": {"states": [{"no": "a"}]}})[0][1] < 1.0


# Lists of records


def listed(*names: str, **more: Any) -> dict[str, Any]:
    return {"data": [{"id": name, name: 1} for name in names], **more}


def test_the_records_of_a_list_are_compared_and_of_the_common_ones_the_shape() -> None:
    assert compare(listed("a", "b"), listed("b", "a")) == [("items", 1.0, []), ("shape", 1.0, [])]
    assert compare(listed("a", "b"), listed("a", "c")) == [
        ("items", 1 / 3, [("", "a, b", "a, c")]), ("shape", 1.0, [])
    ]  # fmt: skip
    assert compare(listed(), listed())[0] == ("items", 1.0, [])
    assert compare(listed("a"), listed())[0] == ("items", 0.0, [("", "a", "")])
    assert compare(listed("a"), {"data": None})[0] == ("items", 0.0, [("", "a", "")])


def test_only_how_many_are_compared_where_others_records_are_there_too() -> None:
    assert compare(listed("a", "b"), listed("c", "d"), alone=False)[0] == ("items", 1.0, [])
    assert compare(listed("a", "b"), listed("c"), alone=False)[0] == ("items", 0.5, [("", "a, b", "c")])
    assert compare(listed("a"), listed("c", "d", "e", "f"), alone=False)[0][1] == 0.25
    assert compare(listed(), listed(), alone=False)[0] == ("items", 1.0, [])


# Later changes of a service


def rule(**touched: Any) -> Superseded:
    return Superseded("It changed", date(2026, 1, 1), "seen", lambda exchange: True, **touched)


def test_what_a_later_change_touches_is_left_out_of_either_body() -> None:
    one, two = {"a": 1, "b": {"c": 1}}, {"a": 1, "b": {"d": "x"}}
    assert compare(one, two)[0][1] < 1.0
    assert compare(one, two, rules=[rule(paths=re.compile(r"^b\."))]) == [("shape", 1.0, [])]
    assert compare({"a": 1, "b": 1}, {"a": 1, "b": 2}, loaded=True, rules=[rule(paths=re.compile("b"))]) == [
        ("shape", 1.0, []), ("values", 1.0, [])
    ]  # fmt: skip


def test_what_is_new_is_left_out_where_only_the_emulator_has_it() -> None:
    new = [rule(new_paths=re.compile(r"^a\[\]\.b$"))]
    assert compare({"a": [{"c": 1}]}, {"a": [{"c": 1, "b": 1}]}, rules=new) == [("shape", 1.0, [])]
    assert compare({"a": [{"b": 1}]}, {"a": [{"b": "x"}]}, rules=new)[0][1] < 1.0
    assert compare({"a": [{"b": 1}]}, {"a": [{}]}, rules=new)[0][1] < 1.0
    errors = compare({"a": [{"c": 1}]}, {"a": [{"c": 1, "b": 1}]}, rules=new, status=422)
    assert errors == [("error", 1.0, [])]


def test_a_null_that_is_an_empty_list_today_is_left_out() -> None:
    empty = [rule(empty_was_null=True)]
    one, two = {"a": None, "b": {"c": None}, "d": 1}, {"a": [], "b": {"c": {}}, "d": 1}
    assert compare(one, two, rules=empty) == [("shape", 1.0, [])]
    assert compare(one, two)[0][1] < 1.0
    assert compare({"a": None}, {"a": 1}, rules=empty)[0][1] < 1.0
    assert compare({"a": 1}, {"a": []}, rules=empty)[0][1] < 1.0


def test_of_a_list_answer_the_records_shapes_are_cut_too() -> None:
    one, two = {"data": [{"id": "a", "x": 1}]}, {"data": [{"id": "a", "x": "1"}, {"id": "b", "x": 2}]}
    checks = compare(one, two, rules=[rule(paths=re.compile(r"\.x$"))])
    assert checks == [("items", 0.5, [("", "a", "a, b")]), ("shape", 1.0, [])]
