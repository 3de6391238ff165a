"""What a user types, and what comes back: plain lines, exit codes, never a traceback."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pidguide.commands.cli import main
from tests.tools.toy import add_sample

COMMANDS = ["check", "drift", "emulator", "fidelity", "list", "new", "record", "run", "schemas", "secrets"]


def invoke(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, list(words))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def test_unknown_sample_suggests_near_names(guide: Path) -> None:
    add_sample(guide, name="doi/access/csl_json")
    assert invoke("run", "doi/access/csl_jsn") == (
        2,
        "pidguide: There is no sample doi/access/csl_jsn. Did you mean doi/access/csl_json?\n",
    )


def test_a_sample_name_without_its_page_suggests_the_whole(guide: Path) -> None:
    add_sample(guide, name="doi/access/csl_json")
    assert "Did you mean doi/access/csl_json?" in invoke("run", "csl_json")[1]


def test_run_without_names_says_what_to_do(guide: Path) -> None:
    code, output = invoke("run")
    assert code == 2
    assert "Name a sample, or give --all" in output


def test_run_with_names_and_all_is_refused(guide: Path) -> None:
    assert invoke("run", "--all", "x")[0] == 2


def test_run_of_an_unrecorded_sample_says_how_to_record_it(guide: Path) -> None:
    add_sample(guide)
    code, output = invoke("run", "doi/access/toy")
    assert code == 1
    assert output == (
        "pidguide: There is no cassette cassettes/doi/access/toy.yaml."
        " Record it: pidguide record doi/access/toy --via emulator\n"
    )


def test_a_broken_cassette_is_one_line(guide: Path) -> None:
    sample = add_sample(guide)
    sample.cassette.parent.mkdir(parents=True)
    sample.cassette.write_text("interactions: [\n")
    code, output = invoke("run", "doi/access/toy")
    assert code == 1
    assert output == (
        "pidguide: The cassette cassettes/doi/access/toy.yaml cannot be read:"
        " line 2: did not find expected node content."
        " Record it anew: pidguide record doi/access/toy --via emulator\n"
    )


def test_list_as_json_has_what_a_machine_needs(guide: Path) -> None:
    add_sample(guide)
    code, output = invoke("list", "--json")
    (listed,) = json.loads(output)
    assert code == 0
    assert listed == {
        "name": "doi/access/toy",
        "page": "doi/access",
        "title": "Read a thing, by a redirect",
        "script": "samples/doi/access/toy.py",
        "cassette": "cassettes/doi/access/toy.yaml",
        "output": "samples/doi/access/toy.out",
        "services": [],
        "provenance": None,
    }


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_each_command_has_an_example(command: str) -> None:
    code, output = invoke(command, "--help")
    assert code == 0
    assert f"Example: pidguide {command}" in output


def test_a_taken_port_is_one_line(running_emulator) -> None:  # type: ignore[no-untyped-def]
    code, output = invoke("emulator", "--port", str(running_emulator.port))
    assert (code, output) == (
        1,
        f"pidguide: Port {running_emulator.port} is taken. Choose another with --port.\n",
    )


def test_a_malformed_record_file_is_one_line(tmp_path: Path) -> None:
    folder = tmp_path / "crossref" / "works"
    folder.mkdir(parents=True)
    (folder / "work.json").write_text("{")
    code, output = invoke("emulator", "--records", str(tmp_path))
    assert code == 1
    assert output.startswith("pidguide: ") and "work.json is not JSON" in output
