"""`pid-emulator`: what it writes, what it refuses, and how it ends."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import requests
from click.testing import CliRunner

from pid_emulator import Emulator, cli


@pytest.fixture(autouse=True)
def not_served(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test here starts in its own process is refused; it would be served for ever otherwise."""
    monkeypatch.setattr(cli, "_how_to_use", lambda registries: pytest.fail("it is served"))


def invoke(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli.main, list(words))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


@pytest.mark.parametrize("port", ["70000", "65535", "-5", "x"])
def test_a_port_that_leaves_no_room_for_two_is_refused(port: str) -> None:
    code, output = invoke("--port", port)
    assert code == 2
    assert "Invalid value for '--port'" in output


@pytest.mark.parametrize("content", ["# My notes\n", "[1]", '{"port": 1}', ""])
def test_a_file_that_is_no_announcement_is_left_alone(tmp_path: Path, content: str) -> None:
    file = tmp_path / "notes.md"
    file.write_text(content)
    assert invoke("--announce", str(file)) == (
        1,
        f"pid-emulator: {file} exists and is no announcement of an emulator. Name another with --announce.\n",
    )
    assert file.read_text() == content


def test_a_place_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    code, output = invoke("--announce", str(tmp_path / "file" / "emulator.json"))
    assert code == 1
    assert output.startswith("pid-emulator: ") and "cannot be written" in output
    assert output.count("\n") == 1


WORK = {"DOI": "10.5555/mine", "indexed": {}}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (
            {"status": "ok", "message": WORK},
            "holds a whole answer of the API: keep only what stands in message",
        ),
        ({"data": {"id": "10.5555/x"}}, "holds a whole answer of the API: keep only what stands in data"),
        ([WORK, {"DOI": 5}], "A work's DOI is text, not 5"),
        ({"title": ["No DOI"]}, "A record of Crossref's works needs DOI"),
        ({**WORK, "aliases": {"DOI": 5}}, ""),
        ("text", "must hold one JSON object or a list of them"),
    ],
)
def test_what_is_no_record_is_refused_by_its_file(tmp_path: Path, content: object, reason: str) -> None:
    file = tmp_path / "crossref" / "works" / "mine.json"
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps(content))
    if not reason:  # odd, but a record: what the service makes of it is its own affair
        Emulator([tmp_path])
        return
    code, output = invoke("--records", str(tmp_path))
    assert (code, output.count("\n")) == (1, 1)
    assert output.startswith(f"pid-emulator: {file}") and reason in output


def test_a_record_of_another_form_is_refused_by_its_file(tmp_path: Path) -> None:
    file = tmp_path / "datacite" / "dois" / "mine.json"
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps({"id": "10.5555/x", "attributes": {}, "relationships": {"client": 5}}))
    code, output = invoke("--records", str(tmp_path))
    assert (code, output.count("\n")) == (1, 1)
    assert output.startswith(f"pid-emulator: {file} holds a record of another form: ")


def test_a_folder_called_like_a_file_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "crossref" / "works" / "mine.json"
    folder.mkdir(parents=True)
    assert invoke("--records", str(tmp_path)) == (
        1,
        f"pid-emulator: {folder} cannot be read: Is a directory\n",
    )


@pytest.mark.parametrize(
    "place", ["", "mine.json", "works/mine.json", "crossref/mine.json", "crossref/work/m.json"]
)
def test_a_folder_laid_out_otherwise_is_told_the_layout(tmp_path: Path, place: str) -> None:
    folder = tmp_path / "records"
    folder.mkdir()
    if place:
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_text(json.dumps(WORK))
    code, output = invoke("--records", str(folder))
    assert (code, output.count("\n")) == (1, 1)
    assert output.startswith(f"pid-emulator: {folder / place if place else folder} ")
    assert (
        f"Put files at SERVICE/KIND/NAME.json in {folder}, with these kinds by service: crossref: works,"
        in output
    )


@pytest.mark.parametrize("faults", ["nosuch", "429:", "429:x", "429;slow"])
def test_a_fault_that_there_is_not_is_a_wrong_call(faults: str) -> None:
    code, output = invoke("--faults", faults)
    assert (code, output.count("\n")) == (2, 1)
    assert output.startswith(f"pid-emulator: There is no fault {faults}. Known are busy, 429, 503, slow")


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_ended_it_takes_back_what_it_made(tmp_path: Path, ending: signal.Signals) -> None:
    announcement = tmp_path / "emulator.json"
    announcement.write_text(json.dumps({"port": 1, "ca_file": "gone.pem", "hosts": []}))  # of a killed one
    before = announcement.read_text()
    with subprocess.Popen(
        [sys.executable, "-m", "pid_emulator", "--announce", str(announcement)],
        env={**os.environ, "TMPDIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        for _ in range(300):
            if announcement.read_text() != before:
                break
            time.sleep(0.1)
        assert Path(json.loads(announcement.read_text())["ca_file"]).is_relative_to(tmp_path)
        process.send_signal(ending)
        said, complaints = process.communicate(timeout=20)
    assert (process.returncode, complaints) == (0, "")
    assert "curl -sSf" in said and said.endswith("\nStopped.\n")
    assert list(tmp_path.iterdir()) == []


def test_a_taken_port_is_one_line(running_emulator: Emulator) -> None:
    assert invoke("--port", str(running_emulator.port)) == (
        1,
        f"pid-emulator: Port {running_emulator.port} is taken. Choose another with --port or --plain-port.\n",
    )


@pytest.mark.parametrize("host", ["300.1.1.1", "192.0.2.1"])
def test_an_address_of_another_computer_is_not_called_a_port(host: str) -> None:
    assert invoke("--host", host) == (
        1,
        f"pid-emulator: This computer has no address {host} to listen on. Choose another with --host.\n",
    )


def test_the_port_after_the_one_that_is_asked_for_is_needed_too() -> None:
    for port in range(20_000, 30_000, 2):
        with socket.socket() as first, socket.socket() as second:
            try:
                first.bind(("127.0.0.1", port))
                second.bind(("127.0.0.1", port + 1))
            except OSError:  # another program's
                continue
            first.close()
            assert invoke("--port", str(port)) == (
                1,
                f"pid-emulator: Port {port + 1} is taken. Choose another with --port or --plain-port.\n",
            )
            return
    pytest.fail("no two free ports beside each other")


COMMAND = [sys.executable, "-m", "pid_emulator"]


def test_a_command_finds_the_registries_and_its_status_is_returned(tmp_path: Path) -> None:
    """Whatever proxy is set already: the command's requests come here."""
    program = (
        "import os, sys, requests;"
        "answer = requests.get('https://doi.org/api/handles/10.1000/1', timeout=10);"
        "health = requests.get(os.environ['PID_EMULATOR_URL'] + '/health', timeout=10);"
        "print(answer.json()['handle'], health.json()['status'], os.environ['DATACITE_PREFIX']);"
        "print(sys.argv[1:]);"
        "sys.exit(7)"
    )
    run = subprocess.run(
        [*COMMAND, "--", sys.executable, "-c", program, "--port", "-x"],
        env={**os.environ, "HTTPS_PROXY": "http://127.0.0.1:9", "NO_PROXY": "*", "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (run.stdout, run.returncode) == ("10.1000/1 ok 10.82433\n['--port', '-x']\n", 7), run.stderr
    assert (run.stderr, list(tmp_path.iterdir())) == ("", [])


def test_a_command_that_is_not_there_is_one_line_and_127() -> None:
    assert invoke("--", "nosuchcommand") == (127, "pid-emulator: nosuchcommand: command not found\n")


def test_a_killed_one_harms_no_next_start(tmp_path: Path) -> None:
    """Same ports, same authority, same announcement: what `kill -9` left is taken over."""
    announcement = tmp_path / "emulator.json"
    ports: list[str] = []
    authorities = []
    for _ in range(2):
        with subprocess.Popen(
            [*COMMAND, "--ca-dir", "ca", "--announce", str(announcement), *ports],
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline().startswith("The registries answer on https://127.0.0.1:")
            told = json.loads(announcement.read_text())
            answer = requests.get(
                f"https://localhost:{told['port']}/health", verify=told["ca_file"], timeout=10
            )
            assert answer.json()["plain_port"] == told["plain_port"]
            process.kill()
        authorities.append(Path(told["ca_file"]).read_text())
        ports = ["--port", str(told["port"]), "--plain-port", str(told["plain_port"])]
    assert authorities[0] == authorities[1]


def test_an_authority_that_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "ca-key.pem").write_text("mine")
    code, output = invoke("--ca-dir", str(tmp_path))
    assert (code, output.count("\n")) == (1, 1)
    assert "ca-key.pem holds no certificate authority of an emulator" in output


def test_a_folder_of_records_that_is_not_there_is_a_wrong_call(tmp_path: Path) -> None:
    code, output = invoke("--records", str(tmp_path / "nowhere"))
    assert code == 2
    assert f"Directory '{tmp_path / 'nowhere'}' does not exist." in output


def test_with_a_seed_a_command_gets_the_same_credentials_in_each_run() -> None:
    print_token = "import os; print(os.environ['ORCID_ACCESS_TOKEN'])"

    def token(seed: str) -> str:
        run = subprocess.run(
            [*COMMAND, "--seed", seed, "--", sys.executable, "-c", print_token],
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert (run.returncode, run.stderr) == (0, "")
        return run.stdout

    assert token("7") == token("7") != token("8")


def test_a_seed_that_is_no_number_is_a_wrong_call() -> None:
    status, told = invoke("--seed", "x")
    assert (status, "'x' is not a valid integer" in told) == (2, True)
