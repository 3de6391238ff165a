"""A true answer scores one, and any difference lowers the score visibly."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pidguide.compare.exchanges import Message
from pidguide.fidelity.report.measure import measure
from pidguide.fidelity.score.replay import Answer
from tests.support.recordings import (
    bodies_only,
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
