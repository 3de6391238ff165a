"""Which differences of two recordings are told, and which of them break a reader."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pidguide.drift.changes import Change, Severity, compare_folders, unify
from tests.support.two_recordings import ERROR, WORK, Interaction, interaction, write_recording

Edit = Callable[[Interaction], None]


def changes_after(folders: tuple[Path, Path], before: Interaction, edit: Edit) -> list[Change]:
    after = copy.deepcopy(before)
    edit(after)
    write_recording(folders[0], "doi/access/work", before)
    write_recording(folders[1], "doi/access/work", after)
    return compare_folders(*folders)


def edit_body(edit: Callable[[Any], None]) -> Edit:
    def changed(item: Interaction) -> None:
        document = json.loads(item["response"]["body"]["string"])
        edit(document)
        item["response"]["body"]["string"] = json.dumps(document)

    return changed


def edit_response(**members: Any) -> Edit:
    def changed(item: Interaction) -> None:
        for name, value in members.items():
            item["response"][name] = value

    return changed


def drop_header(name: str) -> Edit:
    return lambda item: item["response"]["headers"].pop(name)


def set_header(name: str, value: str) -> Edit:
    return lambda item: item["response"]["headers"].__setitem__(name, [value])


def not_found(item: Interaction) -> None:
    item["response"]["status"]["code"] = 404
    item["response"]["body"]["string"] = "Resource not found."
    item["response"]["headers"]["content-type"] = ["text/plain"]


BREAKING = [
    (edit_body(lambda work: work["message"].pop("title")), "field gone", "message.title"),
    (
        edit_body(lambda work: work["message"]["author"][0].pop("family")),
        "field gone",
        "message.author[].family",
    ),
    (edit_body(lambda work: work["message"].pop("author")), "field gone", "message.author"),
    (edit_body(lambda work: work["message"].update(title="Metaphysics")), "type changed", "message.title"),
    (edit_body(lambda work: work["message"].update(title=None)), "type changed", "message.title"),
    (
        edit_body(lambda work: work["message"].update({"is-referenced-by-count": "7"})),
        "type changed",
        "message.is-referenced-by-count",
    ),
    (not_found, "status changed", ""),
    (edit_response(status={"code": 429, "message": ""}), "status changed", ""),
    (set_header("content-type", "application/vnd.crossref-api-message+json"), "media type changed", ""),
    (drop_header("x-api-pool"), "header gone", "x-api-pool"),
    (drop_header("link"), "header gone", "link"),
]


@pytest.mark.parametrize(("edit", "kind", "where"), BREAKING)
def test_what_breaks_a_reader_is_the_only_thing_told(
    folders: tuple[Path, Path], edit: Edit, kind: str, where: str
) -> None:
    before = interaction(WORK, x_api_pool="public-single", link="<https://api.crossref.org/next>; rel=next")
    changes = changes_after(folders, before, edit)
    assert [(change.kind, change.where, str(change.severity)) for change in changes] == [
        (kind, where, "breaking")
    ]


HARMLESS = [
    (edit_body(lambda work: work["message"].update(abstract={"text": "…"})), "field new", "message.abstract"),
    (edit_body(lambda work: work["message"].update(subtitle="A study")), "type changed", "message.subtitle"),
    (edit_body(lambda work: work["message"].update(author=[])), "list empty", "message.author"),
    (set_header("retry-after", "10"), "header new", "retry-after"),
    (set_header("x-api-pool", "public"), "header changed", "x-api-pool"),
    (set_header("content-type", "application/json;charset=utf-8"), "media type changed", ""),
]


@pytest.mark.parametrize(("edit", "kind", "where"), HARMLESS)
def test_what_only_adds_or_empties_is_harmless(
    folders: tuple[Path, Path], edit: Edit, kind: str, where: str
) -> None:
    changes = changes_after(folders, interaction(WORK, x_api_pool="public-single"), edit)
    assert [(change.kind, change.where, str(change.severity)) for change in changes] == [
        (kind, where, "harmless")
    ]


def other_values(work: Any) -> None:
    work["message"].update(
        {
            "DOI": "10.5555/other",
            "is-referenced-by-count": 12,
            "title": ["Another"],
            "author": work["message"]["author"] * 3,
        }
    )
    work["message"]["indexed"] = {"date-time": "2026-12-01T00:00:00Z", "timestamp": 1796083200000}


def test_other_values_are_no_change(folders: tuple[Path, Path]) -> None:
    assert changes_after(folders, interaction(WORK), edit_body(other_values)) == []


def works(*works: dict[str, Any]) -> Interaction:
    return interaction({"message": {"items": list(works)}})


def test_a_field_that_some_records_have_is_no_break_when_others_are_listed(
    folders: tuple[Path, Path],
) -> None:
    write_recording(
        folders[0],
        "a/b/c",
        works({"DOI": "10.5555/1", "title": ["x"], "volume": "1"}, {"DOI": "10.5555/2", "title": []}),
    )
    write_recording(folders[1], "a/b/c", works({"DOI": "10.5555/3", "title": ["x"]}))
    found = [(change.kind, change.where, str(change.severity)) for change in compare_folders(*folders)]
    assert found == [("field gone", "message.items[].volume", "harmless")]


def test_a_field_that_every_record_has_is_missed_whatever_is_listed(folders: tuple[Path, Path]) -> None:
    write_recording(
        folders[0], "a/b/c", works({"DOI": "10.5555/1", "title": ["x"]}, {"DOI": "10.5555/2", "title": ["y"]})
    )
    write_recording(folders[1], "a/b/c", works({"DOI": "10.5555/3"}))
    found = [(change.kind, change.where, str(change.severity)) for change in compare_folders(*folders)]
    assert found == [("field gone", "message.items[].title", "breaking")]


def test_an_error_in_other_words_is_told_and_harmless(folders: tuple[Path, Path]) -> None:
    def edit(error: Any) -> None:
        error["errors"][0]["title"] = "There is nothing here."

    changes = changes_after(folders, interaction(ERROR, 404), edit_body(edit))
    assert [(change.kind, str(change.severity)) for change in changes] == [("error text changed", "harmless")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("DOI 10.5555/abc1 is taken", "DOI 10.5555/xyz9 is taken"),
        (
            "Invalid access token: 11111111-2222-4333-8444-555555555555",
            "Invalid access token: 91111111-2222-4333-8444-555555555550",
        ),
        ("No work 1754266 of 0000-0002-1825-0097", "No work 2000001 of 0009-0001-2345-6789"),
    ],
)
def test_identifiers_and_tokens_in_an_error_are_no_change(
    folders: tuple[Path, Path], old: str, new: str
) -> None:
    write_recording(folders[0], "a/b/c", interaction({"message": old}, 422))
    write_recording(folders[1], "a/b/c", interaction({"message": new}, 422))
    assert compare_folders(*folders) == []


def test_a_redirect_to_another_host_breaks_and_one_of_another_doi_does_not(
    folders: tuple[Path, Path],
) -> None:
    before = interaction("", 302, location="https://data.crosscite.org/10.5281%2Fzenodo.1")
    assert (
        changes_after(
            folders, before, set_header("location", "https://data.crosscite.org/10.5281%2Fzenodo.2")
        )
        == []
    )
    changes = changes_after(
        folders, before, set_header("location", "https://data.datacite.org/10.5281%2Fzenodo.1")
    )
    assert [(change.kind, str(change.severity)) for change in changes] == [("redirect changed", "breaking")]


def test_xml_fields_and_attributes_are_compared(folders: tuple[Path, Path]) -> None:
    old = '<resource><title lang="en">A title</title><year>2026</year></resource>'
    new = "<resource><title>A title</title></resource>"
    write_recording(folders[0], "a/b/c", interaction(old, content_type="application/xml"))
    write_recording(folders[1], "a/b/c", interaction(new, content_type="application/xml"))
    gone = {change.where for change in compare_folders(*folders) if change.kind == "field gone"}
    assert gone == {"resource/title/@lang", "resource/year"}


def test_a_request_that_is_no_longer_made_breaks(folders: tuple[Path, Path]) -> None:
    other = copy.deepcopy(interaction(WORK))
    other["request"]["uri"] = "https://api.crossref.org/works?query=metaphysics&rows=1"
    write_recording(folders[0], "a/b/c", interaction(WORK), other)
    write_recording(folders[1], "a/b/c", interaction(WORK))
    assert [(change.kind, str(change.severity)) for change in compare_folders(*folders)] == [
        ("request gone", "breaking")
    ]


def compared(
    folders: tuple[Path, Path], old: list[Interaction], new: list[Interaction]
) -> list[tuple[Any, ...]]:
    """Return what is told of two recordings: number, request, kind, severity, where, old and new."""
    write_recording(folders[0], "a/b/c", *old)
    write_recording(folders[1], "a/b/c", *new)
    return [
        (each.exchange, each.request, each.kind, str(each.severity), each.where, each.old, each.new)
        for each in compare_folders(*folders)
    ]


def told(folders: tuple[Path, Path], old: Interaction, new: Interaction) -> list[tuple[Any, ...]]:
    """Return what is told of one exchange: kind, severity, where, old and new."""
    return [change[2:] for change in compared(folders, [old], [new])]


def test_recordings_that_come_and_go_are_told_whole(folders: tuple[Path, Path]) -> None:
    write_recording(folders[0], "a/b/old", interaction(WORK))
    write_recording(folders[1], "a/b/new", interaction(WORK))
    assert compare_folders(*folders) == [
        Change("a/b/new", 0, "", "recording new", Severity.HARMLESS, "", "", "recorded"),
        Change("a/b/old", 0, "", "recording gone", Severity.HARMLESS, "", "recorded", ""),
    ]


def asked(url: str, body: Any = "{}", method: str = "GET") -> Interaction:
    item = copy.deepcopy(interaction(body))
    item["request"] |= {"uri": url, "method": method}
    return item


def test_requests_are_paired_by_what_they_ask_and_numbered(folders: tuple[Path, Path]) -> None:
    one, two = asked("https://doi.org/10.5555/1?a=1&b="), asked("https://doi.org/10.5555/2?b=2&a=", {"x": 1})
    posted, other = (
        asked("https://doi.org/10.5555/3?a=1&b=", method="POST"),
        asked("https://doi.org/10.5555/4?a=1"),
    )
    assert compared(folders, [one, posted], [two, other]) == [
        (1, "GET https://doi.org/10.5555/1?a=1&b=", "field new", "harmless", "x", "", "integer"),
        (2, "POST https://doi.org/10.5555/3?a=1&b=", "request gone", "breaking", "",
         "POST https://doi.org/10.5555/3?a=1&b=", ""),
        (3, "GET https://doi.org/10.5555/4?a=1", "request new", "breaking", "", "",
         "GET https://doi.org/10.5555/4?a=1"),
    ]  # fmt: skip


def test_the_same_request_made_twice_is_paired_in_order(folders: tuple[Path, Path]) -> None:
    old = [asked("https://doi.org/a", {"x": 1}), asked("https://doi.org/a", {"y": 1})]
    assert compared(folders, old, copy.deepcopy(old)) == []


@pytest.mark.parametrize(
    "name", ["content-length", "date", "age", "x-lupoversion", "vary", "content-encoding", "server"]
)
def test_headers_of_one_answer_alone_are_not_compared(folders: tuple[Path, Path], name: str) -> None:
    value = "identity" if name == "content-encoding" else "1"
    with_it, without = interaction(WORK, **{name: value}), interaction(WORK)
    assert told(folders, with_it, without) == told(folders, without, with_it) == []


@pytest.mark.parametrize(
    "name", ["x-api-pool", "x-rate-limit-limit", "x-rate-limit-interval", "x-concurrency-limit", "allow"]
)
def test_headers_that_pages_tell_the_value_of(folders: tuple[Path, Path], name: str) -> None:
    old, new, without = interaction(WORK, **{name: "1"}), interaction(WORK, **{name: "2"}), interaction(WORK)
    assert told(folders, old, new) == [("header changed", "harmless", name, "1", "2")]
    assert told(folders, old, without) == [("header gone", "breaking", name, "1", "")]
    assert told(folders, without, old) == [("header new", "harmless", name, "", "1")]
    assert told(folders, interaction(WORK, link="<a>"), interaction(WORK, link="<b>")) == []


@pytest.mark.parametrize("status", [300, 301, 302, 303, 304, 307, 308])
def test_where_a_redirect_leads_to(folders: tuple[Path, Path], status: int) -> None:
    old, new = (interaction("", status, location=f"https://{name}.example/10.5281/1") for name in "ab")
    changed = [
        (
            "redirect changed",
            "breaking",
            "location",
            "https://a.example/10.5281/1",
            "https://b.example/10.5281/1",
        )
    ]
    assert told(folders, old, new) == (changed if status not in (300, 304) else [])


@pytest.mark.parametrize(
    ("old", "new", "severity"),
    [
        ("application/json", "text/json", "breaking"),
        ("application/json", "application/json;charset=utf-8", "harmless"),
        ("application/json;a=1; b=2", "Application/JSON; b=2;a=1", ""),
    ],
)
def test_another_media_type_breaks_and_another_parameter_does_not(
    folders: tuple[Path, Path], old: str, new: str, severity: str
) -> None:
    changed = [("media type changed", severity, "", old, new)] if severity else []
    assert told(folders, interaction(WORK, content_type=old), interaction(WORK, content_type=new)) == changed


def test_another_format_of_the_same_media_type_breaks(folders: tuple[Path, Path]) -> None:
    old, new = interaction({"a": 1}), interaction("a")
    assert told(folders, old, new) == [("format changed", "breaking", "", "json", "text")]
    page = interaction("<html>", content_type="text/html")
    assert [change[0] for change in told(folders, old, page)] == ["media type changed"]


def test_another_status_is_the_only_thing_told(folders: tuple[Path, Path]) -> None:
    assert told(folders, interaction(WORK), interaction(ERROR, 404, link="<a>")) == [
        ("status changed", "breaking", "", "200", "404")
    ]


def test_what_an_error_says_is_told_by_its_texts(folders: tuple[Path, Path]) -> None:
    old, new = (
        interaction({"a": "One", "n": 1, "b": "two"}, 400),
        interaction({"a": "One", "n": 2, "b": "2!"}, 400),
    )
    assert told(folders, old, new) == [("error text changed", "harmless", "", "One · two", "One · 2!")]
    fine = interaction({"a": "One"}, 399), interaction({"a": "Two"}, 399)
    assert told(folders, *fine) == []
    texts = [interaction(f" {text}\n", 404, content_type="text/plain") for text in ("No.", "Nothing.")]
    assert told(folders, *texts) == [("error text changed", "harmless", "", "No.", "Nothing.")]
    pages = [interaction(f"<html><title>{title}</title>", 404, content_type="text/html") for title in "AB"]
    assert told(folders, *pages) == [("error text changed", "harmless", "", "A", "B")]


@pytest.mark.parametrize(
    ("text", "unified"),
    [
        ("10.5555/abc-1 is", "{doi} is"),
        ("https://doi.org/10.12345%2Fabc,x", "https://doi.org/{doi},x"),
        ("10.555/x", "10.555/x"),
        ("10.1234567890/x", "10.1234567890/x"),
        ("0000-0002-1694-233X", "{orcid}"),
        ("0000-0002-1694-233Y", "{number}-{number}-{number}-233Y"),
        ("1234", "{number}"),
        ("123", "123"),
        ("v1234", "v1234"),
        ("1.2345", "1.2345"),
        ("since 2026-06-01T08:00:00Z", "since {time}"),
    ],
)
def test_identifiers_are_made_alike(text: str, unified: str) -> None:
    assert unify(text) == unified


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ({"a": 1}, {"a": 1.5}, [("type changed", "breaking", "a", "integer", "number")]),
        ({"a": None}, {"a": 1}, [("type changed", "harmless", "a", "null", "integer")]),
        ({"a": 1}, {"a": None}, [("type changed", "breaking", "a", "integer", "null")]),
        ({"a": [1, "x"]}, {"a": [1]}, [("type changed", "harmless", "a[]", "integer or string", "integer")]),
        ({"a": [1]}, {"a": [1, "x"]}, [("type changed", "breaking", "a[]", "integer", "integer or string")]),
        ({"a": {"b": {"c": 1}}}, {}, [("field gone", "breaking", "a", "object", "")]),
        ({"a": {"b": 1}, "ab": 1}, {}, [("field gone", "breaking", "a", "object", ""),
                                        ("field gone", "breaking", "ab", "integer", "")]),
        ({}, {"a": {"b": {"c": 1}}}, [("field new", "harmless", "a", "", "object")]),
        ({"a": [{"b": 1}]}, {"a": []}, [("list empty", "harmless", "a", "records", "none")]),
        ({"a": []}, {"a": [{"b": 1}]}, []),
        ({"a": {"b": 1}}, {"a": "x"}, [("type changed", "breaking", "a", "object", "string")]),
        ({"a": "x"}, {"a": {"b": 1}}, [("type changed", "breaking", "a", "string", "object")]),
        ({"a": [{"b": 1}]}, {"a": "x"}, [("type changed", "breaking", "a", "array", "string")]),
        ({"a": [{"b": 1}]}, {"a": None}, [("type changed", "breaking", "a", "array", "null")]),
        ({"a": "x"}, {"a": ["x"]}, [("type changed", "breaking", "a", "string", "array")]),
    ],
)  # fmt: skip
def test_what_is_told_of_fields(
    folders: tuple[Path, Path], old: Any, new: Any, changes: list[tuple[Any, ...]]
) -> None:
    assert told(folders, interaction(old), interaction(new)) == changes
