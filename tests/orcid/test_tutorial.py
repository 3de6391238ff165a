"""The tutorial's commands, run in the page's order by somebody who does what the page says between them."""

import os
import re
import runpy
import shutil
import socket
import stat
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from tests.support.orcid_schemas import needs_orcid_schemas

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
SITE = "https://sandbox.orcid.org"
OF_A_PERSON = ("ORCID_ID", "ORCID_ACCESS_TOKEN", "ORCID_REFRESH_TOKEN", "ORCID_AUTHORIZATION_CODE")
# A terminal keeps more than what is exported: what takes the emulator's variables back is a function.
KEEP = "{ declare -p PID_EMULATOR_BEFORE || :; declare -f; export -p; } 2>/dev/null"
CODE_ON_PAGE = "PASTE-THE-CODE-HERE"


def commands(kind: str = "bash") -> list[str]:
    """Return the page's code blocks of one kind, in order."""
    fence = re.escape("bash" if kind == "bash" else f"{{ .bash .{kind} }}")
    return re.findall(rf"^```{fence}\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)


def free_ports() -> int:
    """Return a port that is free, and the next one too."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port: int = first.getsockname()[1]
            try:
                second.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port


class Shell:
    """The second terminal: what one command exports, the next one finds."""

    def __init__(self, folder: Path) -> None:
        self._state = folder / "state.sh"
        self._state.touch()
        self._folder = folder
        for part in ("samples", "pidguide"):
            (folder / part).symlink_to(ROOT / part)

    def run(self, command: str) -> str:
        script = f'set -e; . "{self._state}"\n{command}\n{KEEP} > "{self._state}"'
        here = Path(sys.executable).parent
        environment = {
            "PATH": f"{here}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self._folder),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        done = subprocess.run(
            ["bash", "-c", script],
            cwd=self._folder,
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
        return done.stdout + done.stderr

    def holds(self, file: str) -> bool:
        return (self._folder / file).exists()

    def mode(self, file: str) -> int:
        return stat.S_IMODE((self._folder / file).stat().st_mode)

    def variables(self) -> dict[str, str]:
        found = re.findall(
            r'^declare -x (\w+)="(.*)"$', self._state.read_text(encoding="utf-8"), re.MULTILINE
        )
        return dict(found)


class Person:
    """The researcher at the browser."""

    def __init__(self, shell: Shell) -> None:
        variables = shell.variables()
        self._options = {
            "proxies": {"https": variables["HTTPS_PROXY"]},
            "verify": variables["REQUESTS_CA_BUNDLE"],
            "timeout": 10,
            "allow_redirects": False,
        }
        self._session = requests.Session()

    def register(self) -> str:
        """Fill in the form; return the new iD."""
        form = {"given_names": "Ada", "email": "ada@example.org", "password": "made-up-password"}
        self._session.post(f"{SITE}/register", data={**form, "visibility": "public"}, **self._options)
        shown = self._session.get(f"{SITE}/my-orcid", **self._options)
        return shown.headers["Location"].strip("/")

    def authorize(self, address: str) -> str:
        """Open the address, press the button, and return the code behind `code=`."""
        assert "Authorize access" in self._session.get(address, **self._options).text
        back = self._session.post(address, data={"decision": "authorize"}, **self._options)
        returned = urlsplit(back.headers["Location"])
        assert (returned.netloc, returned.path) == ("127.0.0.1:5000", "/callback")
        return parse_qs(returned.query)["code"][0]

    def revoke_access(self, client_id: str) -> None:
        self._session.post(
            f"{SITE}/account/trusted-parties/revoke", data={"client_id": client_id}, **self._options
        )


@pytest.mark.skipif(not (shutil.which("bash") and shutil.which("curl")), reason="needs bash and curl")
@needs_orcid_schemas
def test_the_commands_lead_through_the_tutorial(tmp_path: Path) -> None:
    start, *rest = commands()
    port = free_ports()
    start = start.replace("8443", str(port))
    program = [sys.executable, "-m", *start.split()]
    with subprocess.Popen(program, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as registries:
        try:
            assert registries.stdout is not None
            assert any("Press Ctrl+C" in line for line in registries.stdout), "the emulator does not start"
            _follow(Shell(tmp_path), [block.replace("8444", str(port + 1)) for block in rest])
        finally:
            registries.terminate()


def _follow(shell: Shell, blocks: list[str]) -> None:
    environment, ask, export_code, collect, read, employ, first, second, show, read_again, clean_up = blocks
    shell.run(environment)
    assert not [name for name in OF_A_PERSON if name in shell.variables()]
    person = Person(shell)
    orcid = person.register()
    address = shell.run(ask).strip()
    code = person.authorize(address)
    assert CODE_ON_PAGE in export_code
    shell.run(export_code)
    assert "Invalid authorization code" in shell.run(collect.strip() + " || true")
    assert not [name for name in ("ORCID_ID", "ORCID_ACCESS_TOKEN") if name in shell.variables()]
    shell.run(export_code.replace(CODE_ON_PAGE, code))
    shell.run(collect)
    assert shell.mode("me.env") == 0o600, "others on this computer can read the token"
    assert shell.variables()["ORCID_ID"] == orcid
    assert f"{SITE}/{orcid}\nGiven names: Ada\nEmployments: 0\nWorks: 0" in shell.run(read)
    assert "Employment added, put-code" in shell.run(employ)
    added = shell.run(first)
    assert added.startswith("My first wrok: added, put-code ")
    assert shell.run(second).replace("work: updated", "wrok: added") == added
    assert shell.run(show) == "Professor at Brown University\nMy first work, added by PID guide\n"
    person.revoke_access(shell.variables()["ORCID_CLIENT_ID"])
    assert "401 from ORCID" in shell.run(read_again)
    shell.run(clean_up)
    assert not shell.holds("me.env")


def test_three_lines_lead_to_the_sandbox(tmp_path: Path) -> None:
    """After them nothing is left that leads to the emulator, and the client is the reader's own."""
    (block,) = commands("sandbox")
    _, environment, *_ = commands()
    assert len(block.splitlines()) == 3
    from pid_emulator import Emulator

    shell = Shell(tmp_path)
    shell.run("export HTTPS_PROXY=http://proxy.example:3128")  # of the reader's own
    before = shell.variables()
    with Emulator() as emulator:
        shell.run(environment.replace("8444", str(emulator.plain_port)))
        assert str(emulator.plain_port) in shell.variables()["HTTPS_PROXY"]
        shell.run("".join(f"export {name}=of-the-emulator\n" for name in OF_A_PERSON))
        shell.run(block)
    own_client = {"ORCID_CLIENT_ID": "APP-XXXXXXXXXXXXXXXX", "ORCID_CLIENT_SECRET": "your-client-secret"}
    assert shell.variables() == {**before, **own_client}


def test_the_browser_is_started_as_the_emulator_says() -> None:
    from pid_emulator import Emulator
    from pid_emulator.cli import _how_to_use

    (block,) = commands("by-hand")
    with Emulator() as emulator:
        told = _how_to_use(emulator).replace(str(emulator.plain_port), "8444")
    assert (
        block.replace("/register", "/").split()
        == re.search(r"chromium .*?sandbox.orcid.org/", told, re.DOTALL)[0].split()
    )


@pytest.mark.parametrize("sample", ["collect_id", "save_work"])
def test_a_refusal_that_is_no_json_or_no_duplicate_is_told(
    sample: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """429 is plain text, and 409 has other reasons than a duplicate: a locked record for one."""
    bodies = {
        "collect_id": (429, "text/plain", b"Too Many Requests."),
        "save_work": (409, "application/json", b'{"error-code":9018}'),
    }
    answer = requests.Response()
    answer.status_code, answer.headers["Content-Type"], answer._content = bodies[sample]
    answer.reason = "Too Many Requests"
    monkeypatch.setattr(requests, "post", lambda *_, **__: answer)
    monkeypatch.setattr(requests.Session, "post", lambda *_, **__: answer)
    for name in ("ORCID_CLIENT_ID", "ORCID_CLIENT_SECRET", "ORCID_ACCESS_TOKEN"):
        monkeypatch.setenv(name, "x")
    function = runpy.run_path(str(ROOT / "samples" / "tutorial" / f"{sample}.py"))[sample]
    arguments = ("a-code",) if sample == "collect_id" else ("0000-0002-1825-0097", "a-token", "My first work")
    with pytest.raises(SystemExit, match=rf"{answer.status_code} from ORCID: .*(Too Many|9018)"):
        function(*arguments)
