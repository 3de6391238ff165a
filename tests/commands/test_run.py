"""`pidguide run`: one sample, several, and those that cannot be run."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from pid_emulator import Emulator
from pidguide.commands.cli import main
from pidguide.running.record import record_via_emulator
from tests.support.commands import invoke
from tests.support.toy_guide import NAME, add_sample


def test_run_without_names_says_what_to_do(guide: Path) -> None:
    code, output = invoke("run")
    assert code == 2
    assert "Name a sample, or give --all" in output


def test_run_with_names_and_all_is_refused(guide: Path) -> None:
    assert invoke("run", "--all", "x")[0] == 2


def test_run_of_an_unrecorded_sample_says_how_to_record_it(guide: Path) -> None:
    add_sample(guide)
    code, output = invoke("run", NAME)
    assert code == 1
    assert output == (
        "pidguide: There is no cassette cassettes/doi/access/toy.yaml."
        " Record it: pidguide record doi/access/toy --via emulator\n"
    )


PUBLISH = '''
"""Publish a DOI."""
import os
import requests


def publish() -> str:
    """Return its state. See https://support.datacite.org/."""
    attributes = {
        "prefix": os.environ["DATACITE_PREFIX"],
        "event": "publish",
        "url": "https://example.org/",
        "titles": [{"title": "A title"}],
        "creators": [{"name": "Somebody"}],
        "publisher": "Somebody",
        "publicationYear": 2026,
        "types": {"resourceTypeGeneral": "Dataset"},
    }
    answer = requests.post(
        "https://api.test.datacite.org/dois",
        json={"data": {"type": "dois", "attributes": attributes}},
        auth=(os.environ["DATACITE_REPOSITORY_ID"], os.environ["DATACITE_PASSWORD"]),
        headers={"Accept": "application/json"},
        timeout=10,
    )
    answer.raise_for_status()
    return answer.json()["data"]["attributes"]["state"]


if __name__ == "__main__":
    print(publish())
'''
READ_HANDLE = '''
"""Read a handle, by http."""
import requests

if __name__ == "__main__":
    answer = requests.get("http://doi.org/api/handles/10.1000/1", timeout=10)
    print(answer.json()["handle"])
'''


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["run", *words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def test_a_cassette_that_is_missing_or_broken_is_one_of_the_failures(
    guide: Path, toy: Callable[..., Emulator]
) -> None:
    missing, broken, binary, good = (add_sample(guide, name=f"doi/access/{name}") for name in "abcd")
    assert record_via_emulator(good, toy()).is_written
    broken.cassette.write_text("interactions: [\n")
    binary.cassette.write_bytes(b"\xff\xfe")
    code, output = run("--all")
    lines = output.splitlines()
    assert code == 1
    assert [line.partition(":")[0] for line in lines[:3]] == [missing.name, broken.name, binary.name]
    assert lines[3].startswith("1 of 4 samples ran well (4 exchanges, ")


def test_exchanges_with_the_emulator_are_counted(guide: Path) -> None:
    for name in "ab":
        add_sample(guide, READ_HANDLE, f"doi/access/{name}")
    code, output = run("--all", "--via", "emulator")
    assert code == 0
    assert output.startswith("2 of 2 samples ran well (4 exchanges, ")


def test_a_sample_that_the_emulator_cannot_check_is_not_run(
    guide: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("PIDGUIDE_SCHEMAS", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    add_sample(guide, PUBLISH, "doi/create/publish")
    careless = PUBLISH.replace("answer.raise_for_status()", "return answer.text")
    add_sample(guide, careless, "doi/create/publish_carelessly")
    add_sample(guide, READ_HANDLE, "doi/access/read")
    code, output = run("--all", "--via", "emulator")
    assert code == 0
    assert "doi/create/publish: not run, it needs the official schemas: run `pidguide schemas`\n" in output
    assert "doi/create/publish_carelessly: not run, it needs the official schemas" in output
    assert "1 of 3 samples ran well" in output
    assert run("doi/create/publish", "--via", "emulator") == (
        1,
        "pidguide: doi/create/publish: needs the official schemas: run `pidguide schemas`\n",
    )
    result = CliRunner().invoke(main, ["record", "--all", "--via", "emulator"])
    assert "doi/create/publish: needs the official schemas: run `pidguide schemas`\n" in result.output
    assert "1 of 3 samples recorded" in result.output


@pytest.mark.parametrize("content", ["interactions: [\n", "interactions: 5\n", "text"])
def test_real_recordings_that_are_none_are_one_line(guide: Path, tmp_path: Path, content: str) -> None:
    add_sample(guide)
    (tmp_path / "traffic").mkdir()
    (tmp_path / "traffic" / "x.yaml").write_text(content)
    code, output = run("--all", "--via", "recordings", "--recordings", str(tmp_path / "traffic"))
    assert (code, output.count("\n")) == (1, 1)
    assert output.startswith(f"pidguide: {tmp_path / 'traffic' / 'x.yaml'}")
