"""What the Dockerfile, the compose file and the GitHub action do, done here without an engine or a network.

Each command runs as it stands there, in folders of the test. What pip would fetch is lent by the environment
that the tests run in. CI builds the image with an engine and asks it.
"""

import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
import yaml

EMULATOR = Path(__file__).parents[1]
# pip installs what it is given, and fetches nothing.
OFFLINE = {"PIP_NO_INDEX": "1", "PIP_NO_DEPS": "1", "PIP_NO_BUILD_ISOLATION": "0", "PIP_QUIET": "1"}

LENT = f"import sys; sys.path.insert(0, {sysconfig.get_path('purelib')!r})\n"


def instructions() -> list[tuple[str, str]]:
    text = (EMULATOR / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(line.split(" ", 1)[0], line.split(" ", 1)[1].strip()) for line in lines]


def one(name: str) -> str:
    (found,) = (rest for instruction, rest in instructions() if instruction == name)
    return found


class Container:
    """The image's folders in a folder of the test, and its two ports as free ones."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            second.bind(("127.0.0.1", 0))
            self.ports = {"8443": first.getsockname()[1], "8444": second.getsockname()[1]}

    def here(self, text: str) -> str:
        text = re.sub(r"/(source|opt/pid-emulator|var/lib/pid-emulator)\b", rf"{self.folder}/\1", text)
        return re.sub(r"\b(8443|8444)\b", lambda port: str(self.ports[port[0]]), text)

    def copy(self, rest: str) -> None:
        *sources, target = shlex.split(self.here(rest))
        for source in sources:
            if (EMULATOR / source).is_dir():
                ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
                shutil.copytree(EMULATOR / source, target, ignore=ignored)
            else:
                Path(target).mkdir(parents=True, exist_ok=True)
                shutil.copy(EMULATOR / source, target)

    def run(self, command: str) -> None:
        command = self.here(command).replace("python -m venv", f"{sys.executable} -m venv")
        subprocess.run(["sh", "-c", command], env={**os.environ, **OFFLINE}, check=True, timeout=100)
        if " -m venv " in command:
            lend_packages(Path(command.split()[-1]))


def lend_packages(venv: Path) -> None:
    (packages,) = venv.glob("lib/python*/site-packages")
    (packages / "lent.pth").write_text(LENT)


@pytest.fixture(scope="module")
def container(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Container]:
    """The image built, and running as its ENTRYPOINT says."""
    container = Container(tmp_path_factory.mktemp("image"))
    for name, rest in instructions():
        if name == "COPY" and not rest.startswith("--from"):
            container.copy(rest)
        elif name == "RUN" and not rest.startswith("useradd"):
            container.run(rest)
    command = [container.here(word) for word in json.loads(one("ENTRYPOINT"))]
    command += ["--plain-port", str(container.ports["8444"])]  # in the image it is the next one
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        yield container
        process.send_signal(signal.SIGTERM)  # docker stop
        assert process.stderr is not None
        assert (process.wait(timeout=9), process.stderr.read()) == (0, "")


def health(container: Container) -> int:
    command = json.loads(container.here(one("HEALTHCHECK").partition(" CMD ")[2]))
    return subprocess.run(command, stderr=subprocess.DEVNULL, timeout=20).returncode


def test_it_becomes_healthy_and_answers_other_computers(container: Container, tmp_path: Path) -> None:
    deadline = time.monotonic() + 30
    while health(container) != 0:
        assert time.monotonic() < deadline, "it does not become healthy"
    plain = f"http://127.0.0.1:{container.ports['8444']}"
    in_network = {"Host": "emulator:8444"}
    assert requests.get(f"{plain}/health", headers=in_network, timeout=5).json()["status"] == "ok"
    authority = tmp_path / "ca.pem"
    authority.write_text(requests.get(f"{plain}/ca.pem", timeout=5).text)
    answer = requests.get(
        "https://doi.org/10.7554/elife.01567",
        headers={"Accept": "text/x-bibliography"},
        proxies={"http": plain, "https": plain},
        verify=str(authority),
        timeout=20,
    )
    assert "Automated quantitative histology" in answer.text


def test_it_does_not_run_as_root() -> None:
    names = [name for name, _ in instructions()]
    assert one("USER") == "pid-emulator"
    assert names.index("USER") < names.index("ENTRYPOINT")
    assert "useradd --system" in next(rest for name, rest in instructions() if "useradd" in rest)


def test_every_file_that_is_copied_is_let_into_the_build() -> None:
    let_in = (EMULATOR / ".dockerignore").read_text().splitlines()
    copied = {
        source
        for name, rest in instructions()
        if name == "COPY" and not rest.startswith("--from")
        for source in rest.split()[:-1]
    }
    assert {f"!{source}" for source in copied} == {line for line in let_in if line.startswith("!")}


def test_the_compose_file_offers_the_ports_of_the_image_on_this_computer_only() -> None:
    service = yaml.safe_load((EMULATOR / "compose.yaml").read_text())["services"]["emulator"]
    assert service["ports"] == [f"127.0.0.1:{port}:{port}" for port in one("EXPOSE").split()]
    assert service["volumes"] == [f"authority:{one('VOLUME')}"]


def test_the_action_puts_the_command_on_the_path(tmp_path: Path) -> None:
    (step,) = yaml.safe_load((EMULATOR / "action.yml").read_text())["runs"]["steps"]
    paths = tmp_path / "paths"
    tools = tmp_path / "tools"
    tools.mkdir()
    lending = f'{sys.executable} "$@" && cp {tmp_path}/lent.pth "$3"/lib/python*/site-packages'
    (tmp_path / "lent.pth").write_text(LENT)
    (tools / "python3").write_text(f"#!/bin/sh\n{lending}\n")
    (tools / "python3").chmod(0o755)
    environment = {
        **os.environ,
        **OFFLINE,
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        "RUNNER_TEMP": str(tmp_path),
        "GITHUB_PATH": str(paths),
        "EXTRAS": "citations,rdf",
        "FOLDER": str(copied(tmp_path)),
    }
    subprocess.run(["bash", "-e", "-c", step["run"]], env=environment, check=True, timeout=100)
    (found,) = paths.read_text().splitlines()
    version = subprocess.run(
        [f"{found}/pid-emulator", "--version"], capture_output=True, text=True, timeout=20
    )
    assert version.stdout.startswith("pid-emulator, version ")


def copied(folder: Path) -> Path:
    ignored = shutil.ignore_patterns("tests", "__pycache__", "*.egg-info", "build")
    return Path(shutil.copytree(EMULATOR, folder / "action", ignore=ignored))
