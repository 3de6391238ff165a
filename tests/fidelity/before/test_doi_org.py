"""What the agencies behind doi.org must have known to answer as it was recorded."""

from pathlib import Path

from pidguide.fidelity.report.measure import measure
from tests.support.recordings import WORK_URL, interaction, statuses, work_interaction, write_recording


def test_a_citation_takes_its_record_from_another_recording(tmp_path: Path) -> None:
    write_recording(tmp_path, "work", work_interaction())
    bibtex = interaction(
        "https://api.crossref.org/works/10.5555%2F12345678/transform",
        200,
        "@article{Carberry_2008, title={Toward a Unified Theory of High-Energy Metaphysics} }",
        content_type="application/x-bibtex",
    )
    bibtex["request"]["headers"]["accept"] = ["application/x-bibtex"]
    write_recording(tmp_path, "bibtex", bibtex)
    report = measure([tmp_path])
    (scored,) = report.of("doi.org")
    assert scored.replayed.answer and b"Carberry" in scored.replayed.answer.message.body


def test_a_citation_whose_record_nobody_has_counts_as_wrong(tmp_path: Path) -> None:
    item = interaction(
        "https://api.crossref.org/works/10.5555%2Fnobody/transform",
        200,
        "Some style.",
        content_type="text/x-bibliography",
    )
    report = measure([write_recording(tmp_path, "citation", item)])
    assert [(item.score, item.differences[0].emulator) for item in report.scored] == [
        (0.0, "no recording shows the work 10.5555/nobody")
    ]
    assert report.unscored == []


def test_a_work_that_cannot_be_had_in_a_type_is_there(tmp_path: Path) -> None:
    item = interaction(f"{WORK_URL}/transform", 406, "", content_type="text/plain")
    item["request"]["headers"]["accept"] = ["application/pdf"]
    assert statuses(measure([write_recording(tmp_path, "type", item)])) == [406]
