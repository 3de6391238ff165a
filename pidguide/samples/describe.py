"""What is known of a sample, as data: for `pidguide list --json`, the status page and the badges."""

from typing import Any

from pidguide.basics import paths
from pidguide.cassettes.format import read_recording
from pidguide.samples.catalogue import Sample, services_of


def describe(sample: Sample) -> dict[str, Any]:
    """Return a sample's name, page, title, files, services and provenance.

    `provenance` is None for a sample that has not been recorded; else `via` ("emulator" or "live"),
    `recorded_at` (ISO 8601) and `hosts`.
    """
    known: dict[str, Any] = {
        "name": sample.name,
        "page": sample.page,
        "title": sample.title,
        "script": sample.script.relative_to(paths.ROOT).as_posix(),
        "cassette": sample.cassette.relative_to(paths.ROOT).as_posix(),
        "output": sample.output.relative_to(paths.ROOT).as_posix(),
        "services": [],
        "provenance": None,
    }
    if sample.cassette.is_file():
        recording = read_recording(sample.cassette)
        known["services"] = services_of(recording.hosts)
        known["provenance"] = {
            "via": recording.via,
            "recorded_at": recording.recorded_at.isoformat(),
            "hosts": recording.hosts,
        }
    return known
