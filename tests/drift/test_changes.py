"""Which differences of two recordings are told, and which of them break a reader."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pidguide.drift.changes import Change, compare_folders
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
