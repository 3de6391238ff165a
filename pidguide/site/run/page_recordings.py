"""Recordings as a tab replays them: each answer beside the request that the sample sends before scrubbing.

So the page needs no scrubbing of its own: what a script asks there stands in its recording as it is asked.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import time_machine
from vcr.request import Request as VcrRequest

from pidguide.basics.errors import UserError
from pidguide.cassettes import placeholders
from pidguide.cassettes.format import Recording, read_recording
from pidguide.cassettes.scrub import scrub_for_matching
from pidguide.in_page import connection, recorded, script
from pidguide.in_page.connection import Answer, Request, answered_by
from pidguide.in_page.recorded import Exchange, Recorded, Unrecorded
from pidguide.in_page.script import run_script
from pidguide.samples.catalogue import Sample
from pidguide.samples.conditions import faults_for
from pidguide.samples.schemas_needed import where_schemas_are
from pidguide.site.render.fragment_cache import keep

_CODE = [Path(module.__file__ or "") for module in (connection, recorded, script)]


def page_recording(sample: Sample) -> dict[str, Any]:
    """Return what a tab needs to run a sample: script, output, time (POSIX seconds), exchanges, faults."""
    recording = read_recording(sample.cassette)
    inputs = [file.read_bytes() for file in (sample.script, sample.cassette, *_CODE)]
    exchanges = keep(f"run/{sample.name}.json", inputs, lambda: json.dumps(exchanges_of(sample, recording)))
    return {
        "name": sample.name,
        "source": sample.listing,
        "output": sample.output.read_text(encoding="utf-8"),
        "recorded_at": recording.recorded_at.timestamp(),
        "exchanges": json.loads(exchanges),
        "environment": placeholders.ENVIRONMENT,
        "faults": faults_for(sample),
    }


def exchanges_of(sample: Sample, recording: Recording) -> list[Exchange]:
    """Run a sample from its recording, and return the exchanges with the requests as they were sent.

    Raises UserError where it asks for anything else, or not for all of it.
    """
    scrubbed = Recorded(list(_scrubbed_exchanges(recording)))
    sent: list[Exchange] = []

    def answer(request: Request) -> Answer:
        exchange = scrubbed.take(_scrub(request))
        sent.append(
            {
                **exchange,
                "url": request.url,
                "authorization": request.header("authorization"),
                "content_type": request.header("content-type"),
                "sent": request.body.decode("utf-8", "replace"),
            }
        )
        return recorded.answer_of(exchange)

    environment = {**placeholders.ENVIRONMENT, **where_schemas_are(sample)}
    try:
        with time_machine.travel(recording.recorded_at, tick=False), answered_by(answer):
            ran = run_script(sample.listing, environment, lambda seconds: None, lambda text: None)
    except Unrecorded as error:
        raise UserError(f"{sample.name}: its recording does not hold {error}") from None
    if ran.problem or scrubbed.unplayed:
        raise UserError(f"{sample.name}: {ran.problem or 'its recording is not played to its end'}")
    return sent


def _scrubbed_exchanges(recording: Recording) -> Iterable[Exchange]:
    for exchange in recording.exchanges:
        yield {
            "method": exchange.method,
            "url": exchange.url,
            "accept": exchange.request.header("accept"),
            "authorization": exchange.request.header("authorization"),
            "content_type": exchange.request.header("content-type"),
            "sent": exchange.request.text,
            "status": exchange.status,
            "reason": exchange.reason,
            "headers": [list(pair) for pair in exchange.answer.headers.items()],
            "answer": exchange.answer.text,
        }


def _scrub(request: Request) -> Request:
    kept = scrub_for_matching(VcrRequest(request.method, request.url, request.body or None, request.headers))
    return Request(request.method, kept.uri, dict(kept.headers), kept.body or b"")
