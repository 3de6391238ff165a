"""Python programs that read no proxy are led to the emulator by what Python imports at its start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pid_emulator import Emulator

URL = "https://doi.org/api/handles/10.5555/12345678"
HTTP_CLIENT = (
    "import http.client\n"
    "for connect in http.client.HTTPSConnection, http.client.HTTPConnection:\n"
    "    asked = connect('DOI.org')\n"
    "    asked.request('GET', '/api/handles/10.5555/12345678')\n"
    "    print(asked.getresponse().status)\n"
)
ASYNCIO = (
    "import asyncio\n"
    "async def ask():\n"
    "    answer, request = await asyncio.open_connection('doi.org', 443, ssl=True)\n"
    "    request.write(b'GET /api/handles/10.5555/12345678 HTTP/1.1\\r\\nHost: doi.org\\r\\n\\r\\n')\n"
    "    print((await answer.readline()).split()[1].decode())\n"
    "    request.transport.abort()\n"
    "asyncio.run(ask())\n"
)
OWN_AUTHORITIES = (
    "import ssl, urllib.request\n"
    "bare = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)\n"
    "ways = urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=bare)\n"
    "print(urllib.request.build_opener(*ways).open(URL).status)\n"
)


def run(emulator: Emulator, program: str, **more: str) -> list[str]:
    environment = {**os.environ, **emulator.variables(), **more}
    command = [sys.executable, "-c", f"URL = {URL!r}\n{program}"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=30)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.split()


@pytest.mark.parametrize(
    ("program", "printed"),
    [(HTTP_CLIENT, ["200", "301"]), (ASYNCIO, ["200"]), (OWN_AUTHORITIES, ["200"])],
    ids=["http.client", "asyncio", "own authorities"],
)
def test_a_client_that_reads_no_proxy_is_led_here(
    emulator: Emulator, program: str, printed: list[str]
) -> None:
    assert run(emulator, program) == printed


def test_what_was_on_the_path_stays_and_its_own_sitecustomize_is_run(
    emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sitecustomize.py").write_text("import builtins\nbuiltins.mine = 'mine'\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert run(emulator, "print(mine)") == ["mine"]


def test_other_names_are_resolved_as_ever(emulator: Emulator) -> None:
    assert run(emulator, "import socket; print(socket.gethostbyname('localhost'))") == ["127.0.0.1"]
