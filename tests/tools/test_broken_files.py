"""Files that a contributor can break: one clear line that names the file, and the rest goes on."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from pid_emulator import Emulator
from pidguide.basics import paths
from pidguide.basics.errors import UserError
from pidguide.commands.cli import main
from pidguide.running.record import record_via_emulator
from pidguide.samples import conditions
from pidguide.samples.catalogue import Sample, get_sample
from tests.tools.toy import add_sample

NAME = "doi/access/toy"
REMEDY = f"Record it anew: pidguide record {NAME} --via emulator"


def invoke(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, list(words))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


@pytest.fixture
def sample(guide: Path, toy: Callable[[], Emulator]) -> Sample:
    recorded = add_sample(guide)
    assert record_via_emulator(recorded, toy()).is_written
    return recorded


def edit(sample: Sample, change: Callable[[dict[str, Any]], object]) -> None:
    content = yaml.safe_load(sample.cassette.read_text())
    change(content)
    sample.cassette.write_text(yaml.safe_dump(content))


def set_member(part: str, name: str, value: object) -> Callable[[dict[str, Any]], object]:
    """Return what sets a member in a part of the first interaction, or in the metadata."""

    def change(content: dict[str, Any]) -> None:
        whole = {**content["interactions"][0], "metadata": content["metadata"]}
        whole["status"] = whole["response"]["status"]
        whole[part][name] = value

    return change


BROKEN_CASSETTES = [
    (set_member("request", "headers", None), "something in it has another form"),
    (set_member("request", "uri", "http://[::1"), "Invalid IPv6 URL"),
    (set_member("status", "code", "no"), "invalid literal for int()"),
    (set_member("metadata", "recorded_at", "2026-06-01T08:00:00"), "without a time zone"),
    (set_member("metadata", "recorded_at", "yesterday"), "Invalid isoformat string"),
    (lambda content: content.pop("metadata"), "metadata is missing"),
]


@pytest.mark.parametrize(("change", "why"), BROKEN_CASSETTES, ids=[why for _, why in BROKEN_CASSETTES])
def test_a_broken_cassette_is_named_with_its_remedy(
    sample: Sample, change: Callable[[dict[str, Any]], object], why: str
) -> None:
    edit(sample, change)
    code, output = invoke("run", NAME)
    assert code == 1
    assert output.startswith("pidguide: The cassette cassettes/doi/access/toy.yaml cannot be read: ")
    assert why in output and output.endswith(f"{REMEDY}\n") and output.count("\n") == 1


def replace_by_folder(sample: Sample) -> None:
    sample.cassette.unlink()
    sample.cassette.mkdir()


def write_latin_1(sample: Sample) -> None:
    sample.cassette.write_bytes("metadata: Größe\n".encode("latin-1"))


@pytest.mark.parametrize(
    ("spoil", "why"), [(replace_by_folder, "Is a directory"), (write_latin_1, "it is not UTF-8 text")]
)
def test_one_unreadable_cassette_does_not_hide_the_others(
    sample: Sample, guide: Path, spoil: Callable[[Sample], None], why: str
) -> None:
    add_sample(guide, name="doi/access/other")
    spoil(sample)
    told = f"pidguide: The cassette cassettes/doi/access/toy.yaml cannot be read: {why}. {REMEDY}\n"
    assert invoke("run", NAME) == (1, told)
    assert invoke("age") == (1, f"0 recording(s) older than 180 days.\n{told}")
    code, output = invoke("check", NAME)
    assert code == 1 and why in output


def test_list_as_json_goes_on_without_a_sample_whose_cassette_is_broken(sample: Sample, guide: Path) -> None:
    add_sample(guide, name="doi/access/other")
    edit(sample, lambda content: content.pop("metadata"))
    result = CliRunner().invoke(main, ["list", "--json"])
    assert result.exit_code == 1
    assert [listed["name"] for listed in json.loads(result.stdout)] == ["doi/access/other"]
    assert "cassettes/doi/access/toy.yaml cannot be read: metadata is missing" in result.stderr


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


def test_a_folder_named_as_a_script_is_no_sample(sample: Sample) -> None:
    (paths.SAMPLES / "doi/access/folder.py").mkdir()
    assert [line.split()[0] for line in invoke("list")[1].splitlines()] == [NAME]
    code, output = invoke("run", "samples/doi/access/folder.py")
    assert code == 2 and output.startswith("pidguide: There is no sample samples/doi/access/folder.py. ")


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


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (PermissionError(13, "Permission denied", "here/file.txt"), "here/file.txt: Permission denied"),
        (OSError(28, "No space left on device"), "No space left on device"),
        (SyntaxError("invalid syntax", ("here/file.py", 3, 1, "")), "here/file.py: line 3: invalid syntax"),
    ],
)
def test_any_other_failure_is_one_line(
    monkeypatch: pytest.MonkeyPatch, guide: Path, error: Exception, told: str
) -> None:
    def fail() -> None:
        raise error

    monkeypatch.setattr("pidguide.commands.list_samples.find_samples", fail)
    assert invoke("list") == (1, f"pidguide: {told}\n")


def test_a_text_in_another_encoding_is_named(
    monkeypatch: pytest.MonkeyPatch, guide: Path, tmp_path: Path
) -> None:
    file = tmp_path / "other.txt"
    file.write_bytes(b"\xff")
    monkeypatch.setattr(
        "pidguide.commands.list_samples.find_samples", lambda: file.read_text(encoding="utf-8")
    )
    assert invoke("list") == (1, "pidguide: other.txt: it is not UTF-8 text\n")


def test_who_stops_reading_our_output_sees_no_failure(monkeypatch: pytest.MonkeyPatch, guide: Path) -> None:
    def fail() -> None:
        raise BrokenPipeError(32, "Broken pipe")

    monkeypatch.setattr("pidguide.commands.list_samples.find_samples", fail)
    assert invoke("list") == (1, "")


@pytest.mark.parametrize(
    "given",
    [
        NAME,
        f"samples/{NAME}.py",
        f"./samples/{NAME}.py",
        f"../samples/{NAME}",
        "doi/../doi/access/toy",
        f"/samples/../samples/{NAME}"[1:],
        "access/toy.py",
    ],
)
def test_every_way_to_write_a_sample_leads_to_the_same_one(
    guide: Path, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    add_sample(guide)
    monkeypatch.chdir(guide / "samples" / "doi")
    assert get_sample(given).name == NAME
    assert get_sample(str(guide / f"samples/{NAME}.py")).name == NAME


@pytest.mark.parametrize(
    "given", ["", ".", "samples", "../outside", "/etc/hostname", "doi/access", "samples/.."]
)
def test_what_is_no_sample_is_refused_with_a_suggestion(guide: Path, given: str) -> None:
    add_sample(guide)
    (guide / "outside.py").write_text('"""Print nothing."""\n')
    with pytest.raises(UserError, match=r"There is no sample .*(Did you mean|`pidguide list` shows)"):
        get_sample(given)


BROKEN_CONDITIONS = [
    ("a: [", "line 1: expected the node content"),
    ("", "it must name samples with their faults"),
    ("- busy:1", "it must name samples with their faults"),
    ("12", "it must name samples with their faults"),
    (f"{NAME}: busy:1", f"{NAME} must have a list of faults"),
    (f"{NAME}: [1]", f"{NAME} must have a list of faults"),
    (f'{NAME}: ["sleepy"]', f"{NAME}: There is no fault sleepy. Known are busy,"),
]


@pytest.mark.parametrize(("content", "why"), BROKEN_CONDITIONS, ids=[why for _, why in BROKEN_CONDITIONS])
def test_broken_conditions_are_one_line(guide: Path, content: str, why: str) -> None:
    sample = add_sample(guide)
    (guide / "samples/conditions.yml").write_text(content)
    conditions._read_conditions.cache_clear()
    with pytest.raises(UserError) as told:
        conditions.faults_for(sample)
    assert str(told.value).startswith(f"samples/conditions.yml: {why}")
    assert "\n" not in str(told.value)
