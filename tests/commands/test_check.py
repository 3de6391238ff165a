"""`pidguide check`: a broken rule is one line, and a file that cannot be read a problem of its own sample."""

from pathlib import Path

import pytest

from pidguide.running.record import record_via_emulator
from pidguide.samples.catalogue import Sample
from tests.support.commands import invoke
from tests.support.toy_guide import NAME, READ_TWICE, Toy, add_sample

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


def with_line(line: str) -> str:
    """Return the toy sample's script with one more line at its end, inside `if __name__ == "__main__"`."""
    return f"{READ_TWICE.rstrip()}\n    {line}\n"


HEADERS = '{"Accept": "application/json", "User-Agent": contact}'
SCRIPT, OUTPUT, CASSETTE = f"samples/{NAME}.py", f"samples/{NAME}.out", f"cassettes/{NAME}.yaml"
UNSTEADY = "prints other lines at another time or with sets in another order (PYTHONHASHSEED)"
BREAKS = {
    "no timeout": (
        READ_TWICE.replace(", timeout=9", ""),
        f"{SCRIPT}:10 sends a request without `timeout=`",
    ),
    "no Accept": (
        READ_TWICE.replace(HEADERS, '{"User-Agent": contact}'),
        f"{SCRIPT}:10 sends a request without an Accept header",
    ),
    "undeclared library": (
        READ_TWICE.replace("import requests", "import requests\nimport yaml"),
        f"{SCRIPT}:4 imports yaml, which docs/doi/access.md does not introduce by `pip install`",
    ),
    "no docstring": (
        READ_TWICE.replace('"""Read a thing, by a redirect."""\n', ""),
        f"{SCRIPT}:1 has no docstring that says what the sample does",
    ),
    "function without docstring": (
        READ_TWICE.replace('"""Return the thing\'s name. See https://www.doi.org/."""', ""),
        f"{SCRIPT}:6 read_thing() has no docstring",
    ),
    "wide line": (with_line(f"print('{'x' * 98}')"), f"{SCRIPT}:18 has 111 columns; write at most 88"),
    "prints the time": (
        with_line("import datetime; print(datetime.datetime.now())"),
        f"{SCRIPT} {UNSTEADY}",
    ),
    "prints the local hour": (
        with_line("import datetime; print(datetime.datetime.fromtimestamp(0))"),
        f"{SCRIPT} {UNSTEADY}",
    ),
    "prints a set": (with_line("print({'doi', 'orcid', 'ror', 'issn'})"), f"{SCRIPT} {UNSTEADY}"),
}


@pytest.mark.parametrize(("source", "problem"), BREAKS.values(), ids=BREAKS)
def test_a_broken_rule_is_one_line_that_names_file_and_rule(
    guide: Path, toy: Toy, source: str, problem: str
) -> None:
    assert record_via_emulator(add_sample(guide, source), toy()).is_written
    assert invoke("check") == (1, f"{NAME}: {problem}\npidguide: 1 problem(s) in 1 sample(s).\n")


def test_the_toy_sample_itself_breaks_no_rule(sample: Sample) -> None:
    assert invoke("check") == (0, "1 sample(s) pass every check.\n")


def test_a_library_that_the_page_introduces_may_be_imported(guide: Path, toy: Toy) -> None:
    introduced = add_sample(guide, BREAKS["undeclared library"][0])
    with (guide / "docs/doi/access.md").open("a") as page:
        page.write("\nReads YAML, too: `pip install requests PyYAML`.\n")
    assert record_via_emulator(introduced, toy()).is_written
    assert invoke("check")[0] == 0


@pytest.mark.parametrize("file", [SCRIPT, OUTPUT, CASSETTE])
def test_line_ends_of_another_system_are_a_problem(guide: Path, toy: Toy, file: str) -> None:
    broken = add_sample(guide)
    if file == SCRIPT:  # before the recording, which knows its script by the bytes
        broken.script.write_bytes(broken.script.read_bytes().replace(b"\n", b"\r\n"))
    assert record_via_emulator(broken, toy()).is_written
    if file != SCRIPT:
        (guide / file).write_bytes((guide / file).read_bytes().replace(b"\n", b"\r\n"))
    assert invoke("check", NAME) == (
        1,
        f"{NAME}: {file} has CR or CRLF line ends; save it with LF\npidguide: 1 problem(s) in 1 sample(s).\n",
    )


@pytest.mark.parametrize("file", [SCRIPT, CASSETTE])
def test_a_byte_order_mark_is_a_problem(sample: Sample, guide: Path, file: str) -> None:
    (guide / file).write_bytes(b"\xef\xbb\xbf" + (guide / file).read_bytes())
    code, output = invoke("check")
    assert code == 1
    assert output.splitlines() == [
        f"{NAME}: {file} begins with a byte order mark; save it as UTF-8 without one",
        "pidguide: 1 problem(s) in 1 sample(s).",
    ]


def test_a_sample_on_another_page_than_its_own_is_a_problem(sample: Sample, guide: Path) -> None:
    (guide / "docs/doi/search.md").write_text(f'{{{{ sample("{NAME}") }}}}\n')
    code, output = invoke("check")
    assert code == 1
    assert output.splitlines() == [
        f"docs/doi/search.md: the sample {NAME} belongs on docs/doi/access.md",
        "pidguide: 1 problem(s) in 1 sample(s).",
    ]
