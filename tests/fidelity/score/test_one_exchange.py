"""A true answer scores one, and any difference lowers the score visibly."""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pidguide.compare.exchanges import Message
from pidguide.fidelity.report.measure import measure
from pidguide.fidelity.score.replay import Answer
from tests.support.recordings import (
    WORK,
    bodies_only,
    doi,
    envelope,
    interaction,
    not_found,
    score_of,
    with_body,
    work_interaction,
    write_recording,
)


def test_a_true_emulator_scores_one(tmp_path: Path) -> None:
    assert (
        score_of(
            measure(
                [write_recording(tmp_path, "work", bodies_only(work_interaction()), headers_recorded=False)]
            )
        )
        == 1.0
    )


ALTERATIONS = [
    with_body(lambda body: body.replace(b'"container-title"', b'"containerTitle"')),
    with_body(lambda body: body.replace(b'"member":"7822"', b'"member":7822')),
    with_body(lambda body: body.replace(b"Psychoceramics", b"Ceramics")),
    with_body(lambda body: body.replace(b'"message-version":"1.0.0",', b"")),
    lambda answer: replace(answer, status=203),
]


@pytest.mark.parametrize("change", ALTERATIONS)
def test_any_difference_in_a_record_lowers_the_score_visibly(
    tmp_path: Path, altered: Any, change: Callable[[Answer], Answer]
) -> None:
    file = write_recording(tmp_path, "work", bodies_only(work_interaction()), headers_recorded=False)
    altered(change)
    assert score_of(measure([file])) <= 0.98


ERROR_ALTERATIONS = [
    with_body(lambda body: body.replace(b"not found", b"unknown")),
    lambda answer: replace(answer, status=400),
    lambda answer: replace(
        answer, message=Message({**answer.message.headers, "content-type": "text/html"}, answer.message.body)
    ),
]


@pytest.mark.parametrize("change", ERROR_ALTERATIONS)
def test_another_error_text_status_or_media_type_lowers_the_score(
    tmp_path: Path, altered: Any, change: Callable[[Answer], Answer]
) -> None:
    file = write_recording(tmp_path, "none", not_found())
    true_score = score_of(measure([file]))
    altered(change)
    assert score_of(measure([file])) < true_score - 0.15


def test_a_missing_header_that_clients_rely_on_lowers_the_score(tmp_path: Path, altered: Any) -> None:
    item = work_interaction()
    item["response"]["headers"]["x-rate-limit-interval"] = ["1s"]
    file = write_recording(tmp_path, "work", item)
    true_score = score_of(measure([file]))

    def without_interval(answer: Answer) -> Answer:
        headers = {
            name: value for name, value in answer.message.headers.items() if name != "x-rate-limit-interval"
        }
        return replace(answer, message=Message(headers, answer.message.body))

    altered(without_interval)
    assert score_of(measure([file])) < true_score


# Answers falsified as a whole: what no check looked at before is looked at.


def works_by_date() -> Any:
    """A list that a sort was asked for."""
    works = [
        {
            **WORK,
            "DOI": f"10.5555/{number}",
            "title": ["Psychoceramics"],
            "issued": {"date-parts": [[2000 + number]]},
        }
        for number in (1, 2, 3)
    ]
    message = {
        "facets": {},
        "total-results": 3,
        "items": works,
        "items-per-page": 20,
        "query": {"start-index": 0, "search-terms": "psychoceramics"},
    }
    url = "https://api.crossref.org/works?query=psychoceramics&sort=issued&order=asc"
    return interaction(url, 200, envelope("work-list", message))


def dois_listed() -> Any:
    shown = {
        "doi": "10.82434/abc",
        "state": "findable",
        "titles": [{"title": "One"}],
        "created": "2020-05-05T10:00:00Z",
        "updated": "2020-06-05T10:00:00Z",
    }
    listed = doi(shown, id="10.82434/abc")["data"]
    url = "https://api.datacite.org/dois?prefix=10.82434"
    meta = {"total": 1, "totalPages": 1, "page": 1}
    return interaction(url, 200, {"data": [listed], "meta": meta, "links": {"self": url}})


def changed(change: Callable[[Any], object]) -> Callable[[Answer], Answer]:
    def in_body(body: bytes) -> bytes:
        document = json.loads(body)
        with suppress(IndexError, KeyError):  # the answer of an emulator that knows nothing
            change(document)
        return json.dumps(document).encode()

    return with_body(in_body)


def attributes(document: Any) -> dict[str, Any]:
    found: dict[str, Any] = document["data"][0]["attributes"]
    return found


FALSIFIED: dict[str, tuple[Callable[[], Any], Callable[[Any], object]]] = {
    "items reversed": (works_by_date, lambda body: body["message"]["items"].reverse()),
    "a negative total": (works_by_date, lambda body: body["message"].update({"total-results": -5})),
    "another total": (works_by_date, lambda body: body["message"].update({"total-results": 4})),
    "another size": (works_by_date, lambda body: body["message"].update({"items-per-page": 999})),
    "other terms": (works_by_date, lambda body: body["message"]["query"].update({"search-terms": "x"})),
    "a second title": (works_by_date, lambda body: body["message"]["items"][0]["title"].append("New")),
    "a record more": (
        works_by_date,
        lambda body: body["message"]["items"].append({**body["message"]["items"][0], "DOI": "10.5555/9"}),
    ),
    "a second title of a DOI": (dois_listed, lambda body: attributes(body)["titles"].append({"title": "B"})),
    "an invented member of meta": (dois_listed, lambda body: body["meta"].update(nonsense=1)),
    "an impossible number of pages": (dois_listed, lambda body: body["meta"].update(totalPages=7)),
    "another page": (dois_listed, lambda body: body["meta"].update(page=3)),
    "an invented link": (dois_listed, lambda body: body["links"].update(nonsense="https://a.org/")),
    "another link": (dois_listed, lambda body: body["links"].update(self="https://example.org/")),
    "a next page where none is": (dois_listed, lambda body: body["links"].update(next="https://a.org/")),
    "a time of 1900": (dois_listed, lambda body: attributes(body).update(created="1900-01-01T00:00:00Z")),
    "a time of 2099": (dois_listed, lambda body: attributes(body).update(updated="2099-01-01T00:00:00Z")),
    "updated before it was created": (
        dois_listed,
        lambda body: attributes(body).update(created="2020-07-05T10:00:00Z"),
    ),
}


@pytest.mark.parametrize("name", FALSIFIED)
def test_each_falsified_answer_lowers_the_score(tmp_path: Path, altered: Any, name: str) -> None:
    recorded, change = FALSIFIED[name]
    file = write_recording(tmp_path, "listed", recorded(), headers_recorded=False)
    true_score = score_of(measure([file]))
    altered(changed(change))
    assert score_of(measure([file])) < true_score


def test_another_uuid_in_a_later_answer_lowers_the_score(tmp_path: Path, altered: Any) -> None:
    """What a write called a record, a later answer must call it, too."""
    name, other = (f"{digit * 8}-aaaa-4aaa-8aaa-aaaaaaaaaaaa" for digit in "12")
    prefix = {"id": name, "type": "client-prefixes", "attributes": {"created": "2020-05-05T10:00:00Z"}}
    url = f"https://api.datacite.org/client-prefixes/{name}"
    file = write_recording(tmp_path, "named", interaction(url, 200, {"data": prefix}), headers_recorded=False)
    true_score = score_of(measure([file]))
    altered(with_body(lambda body: body.replace(name.encode(), other.encode())))
    assert score_of(measure([file])) < true_score


def test_what_only_echoes_the_recording_weighs_nothing(tmp_path: Path) -> None:
    file = write_recording(tmp_path, "work", bodies_only(work_interaction()), headers_recorded=False)
    checks = {check.name: check for check in measure([file]).scored[0].checks}
    assert checks["status"].weight == 0
    assert "message.title[0]" in checks["values"].echoed
    assert "message.DOI" not in checks["values"].echoed
    assert "message.title[]" in checks["shape"].echoed


def test_an_emulator_without_records_is_scored_beside(tmp_path: Path) -> None:
    write_recording(tmp_path, "work", bodies_only(work_interaction()), headers_recorded=False)
    write_recording(tmp_path, "none", not_found())
    by_file = {item.replayed.recorded.file.stem: item for item in measure([tmp_path]).scored}
    assert by_file["work"].unloaded < 0.5
    assert by_file["none"].unloaded == by_file["none"].score
