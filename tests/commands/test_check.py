"""`pidguide check`: a file that cannot be read is a problem of its own sample."""

from pathlib import Path

import pytest

from pidguide.samples.catalogue import Sample
from tests.support.commands import invoke
from tests.support.toy_guide import NAME, add_sample

BROKEN_SCRIPTS = [
    (b"def read(:\n", "line 1: invalid syntax"),
    ('"""Größe."""\n'.encode("latin-1"), "it is not UTF-8 text"),
    (b'"""A null byte."""\n\x00\n', "null bytes"),
]


@pytest.mark.parametrize(("content", "why"), BROKEN_SCRIPTS, ids=[why for _, why in BROKEN_SCRIPTS])
def test_a_broken_script_is_a_problem_of_its_own(
    sample: Sample, guide: Path, content: bytes, why: str
) -> None:
    add_sample(guide, name="doi/access/other")
    sample.script.write_bytes(content)
    code, listed = invoke("list")
    assert code == 0
    assert "doi/access/other  Read a thing, by a redirect" in listed
    assert "(samples/doi/access/toy.py cannot be read: " in listed and why in listed
    assert invoke("list", "--json")[0] == 0
    code, output = invoke("check", NAME)
    assert code == 1
    assert output.startswith(f"{NAME}: samples/doi/access/toy.py cannot be read: ") and why in output


def test_check_names_an_output_or_a_page_that_is_no_text(sample: Sample, guide: Path) -> None:
    sample.output.write_bytes(b"\xff\n")
    (guide / "docs/other.md").write_bytes(b"\xff\n")
    (guide / "docs/doi/access.md").write_bytes(b"\xff\n")
    code, output = invoke("check")
    assert code == 1
    assert output.splitlines() == [
        "docs/doi/access.md cannot be read: it is not UTF-8 text",
        "docs/other.md cannot be read: it is not UTF-8 text",
        f"{NAME}: docs/doi/access.md cannot be read: it is not UTF-8 text",
        f"{NAME}: samples/doi/access/toy.out cannot be read: it is not UTF-8 text; record it anew",
        "pidguide: 4 problem(s) in 1 sample(s).",
    ]
