"""What a page carries of a recording: requests as they are sent, answers as they were recorded, no secret."""

import json
from pathlib import Path

import pytest

from pidguide.basics.errors import UserError
from pidguide.cassettes.format import read_recording
from pidguide.samples.catalogue import Sample, get_sample
from pidguide.site.run.page_recordings import exchanges_of, page_recording


def test_a_page_gets_script_time_and_every_exchange(sample: Sample) -> None:
    carried = json.loads(json.dumps(page_recording(sample)))
    recording = read_recording(sample.cassette)
    assert carried["source"] == sample.listing and carried["output"] == sample.output.read_text()
    assert carried["recorded_at"] == recording.recorded_at.timestamp()
    assert [one["answer"] for one in carried["exchanges"]] == [one.answer.text for one in recording.exchanges]


def test_a_request_stands_there_as_it_is_sent() -> None:
    sample = get_sample("doi/create/datacite/draft")
    [exchange, *_] = exchanges_of(sample, read_recording(sample.cassette))
    # The environment's placeholders, in the encoding of the wire; the cassette has <CREDENTIALS> instead.
    assert exchange["authorization"] and exchange["authorization"].startswith("Basic WU9VUi5SRVBPU0lUT1JZ")
    assert exchange["method"] == "POST" and json.loads(exchange["sent"])["data"]["type"] == "dois"


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("read_thing(2)", "read_thing(3)", "its recording does not hold GET https://doi.org/thing/3"),
        ("    print(read_thing(2))\n", "", "its recording is not played to its end"),
        ("print(read_thing(2))", "print(1 / 0)", "ZeroDivisionError: division by zero"),
    ],
)
def test_a_script_that_has_changed_since_stops_the_build(
    sample: Sample, before: str, after: str, reason: str
) -> None:
    script: Path = sample.script
    assert before in script.read_text()
    script.write_text(script.read_text().replace(before, after))
    with pytest.raises(UserError, match=f"{sample.name}: {reason}"):
        page_recording(Sample(sample.name))
