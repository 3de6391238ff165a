"""Interpreters that replay toy samples again: one for each hash seed, since to start one takes long."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

import pytest

from pidguide.basics import paths
from pidguide.running import replay_again
from pidguide.samples.catalogue import Sample

SERVER = Path(__file__).parents[1] / "second_interpreters.py"


class Ended:
    """What `subprocess.Popen` is to who waits for replays."""

    def __init__(self, returncode: int, printed: str) -> None:
        self.returncode, self.stdout = returncode, StringIO(printed)

    def __enter__(self) -> "Ended":
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, where: TracebackType | None) -> None:
        """Nothing is left to wait for."""


class SecondInterpreters:
    """Starts an interpreter the first time that a seed is asked for."""

    def __init__(self) -> None:
        self._servers: dict[str, subprocess.Popen[str]] = {}

    def start(self, seed: str, samples: Sequence[Sample]) -> Ended:
        """Replay samples in a fork, as `replay_again._start` does in a process from the beginning."""
        if seed not in self._servers:
            self._servers[seed] = self._serve(seed)
        server = self._servers[seed]
        assert server.stdin and server.stdout
        names = json.dumps([sample.name for sample in samples])
        with TemporaryDirectory() as folder:
            line = json.dumps([str(paths.ROOT), _environment(seed), names, folder])
            server.stdin.write(f"{line}\n")
            server.stdin.flush()
            return Ended(int(server.stdout.readline()), Path(folder, "stdout").read_text())

    @staticmethod
    def _serve(seed: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, str(SERVER)],
            env=_environment(seed),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def close(self) -> None:
        for server in self._servers.values():
            server.communicate(timeout=10)  # its input ends, so does it


def _environment(seed: str) -> dict[str, str]:
    return {**os.environ, "PYTHONHASHSEED": seed, "TZ": replay_again.TIME_ZONE}


@pytest.fixture(scope="session")
def second_interpreters() -> Iterator[SecondInterpreters]:
    second = SecondInterpreters()
    yield second
    second.close()
