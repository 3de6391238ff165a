"""What is known of a sample, with and without a recording."""

from pathlib import Path

from pidguide.cassettes.format import read_recording
from pidguide.samples.catalogue import Sample
from pidguide.samples.describe import describe
from tests.support.toy_guide import add_sample


def test_a_recorded_sample_has_its_provenance_and_services(sample: Sample) -> None:
    known = describe(sample)
    assert known["services"] == ["doi.org", "Crossref"]
    assert known["provenance"] == {
        "via": "emulator",
        "recorded_at": read_recording(sample.cassette).recorded_at.isoformat(),
        "hosts": ["doi.org", "api.crossref.org"],
    }


def test_one_without_a_recording_has_none(guide: Path) -> None:
    known = describe(add_sample(guide))
    assert (known["services"], known["provenance"]) == ([], None)
