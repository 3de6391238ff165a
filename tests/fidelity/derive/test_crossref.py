"""A Crossref work is made from whatever format an answer shows it in."""

import pytest

from pidguide.fidelity.derive.crossref import crossref_work

DOI = "10.5555/12345678"


@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        (
            "application/vnd.citationstyles.csl+json",
            b'{"type": "journal-article", "title": "Psychoceramics"}',
        ),
        ("application/x-bibtex", b"@article{Carberry_2008, title={Psychoceramics}}"),
        ("application/x-research-info-systems", b"TY  - JOUR\nTI  - Psychoceramics\nER  - \n"),
    ],
)
def test_a_work_has_its_title_and_type_in_every_format(media_type: str, body: bytes) -> None:
    work = crossref_work(DOI, media_type, body)
    assert work is not None
    assert (work["DOI"], work["title"], work["type"]) == (DOI, ["Psychoceramics"], "journal-article")


def test_a_body_that_tells_too_little_makes_no_work() -> None:
    assert crossref_work(DOI, "text/plain", b"Resource not found.") is None
