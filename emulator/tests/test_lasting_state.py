"""`--data`: what was acknowledged outlasts the process, however it ends."""

import base64
import http.client
import io
import json
import os
import random
import signal
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import urlencode

import pytest
from click.testing import CliRunner

from pid_emulator import Emulator, cli
from pid_emulator.core import accounts
from pid_emulator.core.state_file import FILE_NAME, StateFile

KILLS = int(os.environ.get("KILLS", "2"))  # KILLS=50 for whoever waits for them
BASIC = base64.b64encode(f"{accounts.DATACITE_REPOSITORY_ID}:{accounts.DATACITE_PASSWORD}".encode()).decode()
DEPOSITS = "https://test.crossref.org/servlet"
ACCOUNT = {"login_id": accounts.CROSSREF_LOGIN, "login_passwd": accounts.CROSSREF_PASSWORD}


@contextmanager
def served(folder: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Run `pid-emulator --data`; yield the process and its TLS port."""
    announcement = folder.with_name("emulator.json")
    command = [sys.executable, "-m", "pid_emulator", "--data", str(folder), "--announce", str(announcement)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert "The registries answer" in process.stdout.readline(), process.communicate()
        try:
            yield process, json.loads(announcement.read_text(encoding="utf-8"))["port"]
        finally:
            process.kill()


def whoever_answers() -> ssl.SSLContext:
    """Return a TLS context that trusts anyone: who answers does not matter here."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def register(connection: http.client.HTTPConnection, number: int) -> tuple[str, str]:
    """Register something with one of the three services; return what, once it is acknowledged."""
    kind = ("doi", "deposit", "token")[number % 3]
    if kind == "doi":
        name = f"{accounts.DATACITE_PREFIX}/kept-{number}"
        body = json.dumps({"data": {"attributes": {"doi": name}}})
        headers = {"Authorization": f"Basic {BASIC}", "Content-Type": "application/vnd.api+json"}
        connection.request("POST", "/dois", body, {"Host": "api.test.datacite.org", **headers})
    elif kind == "deposit":
        name = f"kept-{number}.xml"
        head = f'--x\r\nContent-Disposition: form-data; name="fname"; filename="{name}"\r\n\r\n'
        headers = {"Host": "test.crossref.org", "Content-Type": "multipart/form-data; boundary=x"}
        target = f"/servlet/deposit?{urlencode({**ACCOUNT, 'operation': 'doMDUpload'})}"
        connection.request("POST", target, f"{head}<doi_batch/>\r\n--x--\r\n", headers)
    else:
        name = ""
        form = {
            "client_id": accounts.ORCID_CLIENT_ID,
            "client_secret": accounts.ORCID_CLIENT_SECRET,
            "grant_type": "client_credentials",
            "scope": "/read-public",
        }
        headers = {"Host": "sandbox.orcid.org", "Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", "/oauth/token", urlencode(form), headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    assert answer.status in (200, 201), text
    return kind, json.loads(text)["access_token"] if kind == "token" else name


def is_there(emulator: Emulator, kind: str, name: str) -> bool:
    if kind == "doi":
        return emulator.world.datacite.find("test", name) is not None
    if kind == "deposit":
        return name in {each.file_name for each in emulator.world.deposits.test.submissions}
    return emulator.world.orcid.tokens.find(name) is not None


def test_nothing_acknowledged_is_lost_however_the_process_is_killed(tmp_path: Path) -> None:
    acknowledged: list[tuple[str, str]] = []
    chance, numbers = random.Random(1), count()  # what is kept and not acknowledged has its number, too
    for _ in range(KILLS):
        with served(tmp_path / "data") as (process, port):
            connection = http.client.HTTPSConnection("127.0.0.1", port, timeout=20, context=whoever_answers())
            acknowledged += [register(connection, next(numbers)) for _ in range(3)]
            killer = threading.Timer(chance.uniform(0, 0.3), process.send_signal, [signal.SIGKILL])
            killer.start()
            with pytest.raises((http.client.HTTPException, OSError)):
                while True:
                    acknowledged.append(register(connection, next(numbers)))
            killer.join()
    emulator = Emulator(data=tmp_path / "data")
    assert len(acknowledged) >= 3 * KILLS
    assert [each for each in acknowledged if not is_there(emulator, *each)] == []
    emulator.stop()


def test_a_start_goes_on_from_there_and_a_reset_begins_anew(tmp_path: Path) -> None:
    first = Emulator(data=tmp_path)
    token = first.environment()["ORCID_ACCESS_TOKEN"]
    first.request("POST", "https://127.0.0.1/clock/advance?seconds=86400")
    first.world.datacite.add("dois", {"id": "10.5072/mine", "attributes": {}})
    first.request("POST", "https://127.0.0.1/faults?kinds=")
    first.stop()

    second = Emulator(data=tmp_path)
    assert second.world.datacite.doi("10.5072/mine") is not None
    assert second.world.orcid.tokens.find(token) is not None
    assert second.world.clock.ahead.days == 1
    assert second.environment()["ORCID_ACCESS_TOKEN"] != token
    assert second.request("POST", "https://127.0.0.1/reset").status_code == 204
    second.stop()

    third = Emulator(data=tmp_path)
    assert third.world.datacite.doi("10.5072/mine") is None
    assert third.world.clock.ahead.days == 0
    third.stop()


def test_a_result_that_was_shown_is_kept(tmp_path: Path) -> None:
    """Asking for it makes Crossref's queue go on, though it is a GET."""
    emulator = Emulator(data=tmp_path)
    deposit = {**ACCOUNT, "operation": "doMDUpload", "fname": (io.BytesIO(b"<doi_batch/>"), "a.xml")}
    assert emulator.request("POST", f"{DEPOSITS}/deposit", {}, deposit).status_code == 200
    emulator.request("POST", "https://127.0.0.1/clock/advance?seconds=86400")
    asked = {
        "usr": accounts.CROSSREF_LOGIN,
        "pwd": accounts.CROSSREF_PASSWORD,
        "file_name": "a.xml",
        "type": "result",
    }
    shown = emulator.request("GET", f"{DEPOSITS}/submissionDownload?{urlencode(asked)}")
    assert 'status="completed"' in shown.text
    emulator.stop()
    file = StateFile(tmp_path)
    (submission,) = file.load("deposits").test.submissions
    file.close()
    assert submission.records is not None


def test_what_cannot_be_kept_is_not_acknowledged_and_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    emulator = Emulator(data=tmp_path)
    database = emulator.world._file._database  # type: ignore[union-attr]
    pages = database.execute("PRAGMA page_count").fetchone()[0]
    database.execute(f"PRAGMA max_page_count = {pages}")
    body = json.dumps({"data": {"attributes": {"doi": "10.5072/large", "titles": [{"title": "x" * 99_999}]}}})
    name = f"{accounts.DATACITE_PREFIX}/large"
    answer = emulator.request(
        "POST",
        "https://api.test.datacite.org/dois",
        {"Authorization": f"Basic {BASIC}", "Content-Type": "application/vnd.api+json"},
        body.replace("10.5072/large", name),
    )
    assert (answer.status_code, answer.text) == (
        503,
        f"State cannot be kept in {tmp_path}: the disk is full. Make room: until then nothing is changed.\n",
    )
    assert capsys.readouterr().err == answer.text
    assert emulator.world.datacite.find("test", name) is None
    assert emulator.request("GET", "https://api.test.datacite.org/dois?page[size]=1").status_code == 200
    emulator.stop()


def test_a_folder_that_another_emulator_uses_is_one_line(tmp_path: Path) -> None:
    first = Emulator(data=tmp_path)
    result = CliRunner().invoke(cli.main, ["--data", str(tmp_path)])
    first.stop()
    assert (result.exit_code, result.output) == (
        1,
        f"pid-emulator: State cannot be kept in {tmp_path}: another emulator is using it. "
        "Stop that one, or name another folder.\n",
    )


def test_a_file_of_something_else_is_one_line(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("notes\n" * 1000)
    result = CliRunner().invoke(cli.main, ["--data", str(tmp_path)])
    assert (result.exit_code, result.output.count("\n")) == (1, 1)
    assert "there is no state of an emulator" in result.output
