"""Every command of a curl tab is run as it stands, against the emulator, and answers as recorded."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

import pytest

from pid_emulator import Emulator
from pid_emulator.core.schema_files import HOW_TO_GET
from pidguide.cassettes import placeholders
from pidguide.cassettes.format import read_recording
from pidguide.samples.catalogue import Sample, find_samples, get_sample
from pidguide.samples.conditions import faults_for
from pidguide.site.render.curl import Command, curl_commands, curl_script, name_of_put_code
from tests.support.exchanges import exchange


def test_shell_syntax_in_a_recording_is_quoted() -> None:
    one = exchange(url="https://api.example/$HOME?q=`id`", request_headers={"accept": 'a"b'})
    script = curl_script(curl_commands([one], ""))
    assert r"\$HOME" in script and r"\`id\`" in script and r"a\"b" in script


def test_followed_redirects_are_one_command() -> None:
    first = exchange(status=302, headers={"location": "https://b.example/x"})
    commands = curl_commands([first, exchange(url="https://b.example/x")], "")
    assert len(commands) == 1
    assert "--location" in commands[0].text and commands[0].answer.url == "https://b.example/x"


# Commands that can't be run alone, by sample and number, with the reason. Kept short; a test counts them.
CANNOT_RUN: dict[tuple[str, int], str] = {}
MOST_NOT_RUN = 5
PUT_CODE = re.compile(r"put-code\"?\s*[:= ]\s*\"?(\d{5,})\b")
STAND_IN = re.compile(r"(?:<|%3C)(?!ORCID>)[A-Z_]{4,}(?:>|%3E)")
SAMPLES = [sample for sample in find_samples() if sample.cassette.is_file()]


@dataclass(frozen=True)
class Answer:
    status: int
    media_type: str
    headers: dict[str, str]
    body: str


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator() as running:
        yield running


@pytest.fixture
def shell(emulator: Emulator, tmp_path: Path) -> "Shell":
    if not shutil.which("curl"):
        pytest.skip("NOT RUN: the curl tab's commands need curl")
    emulator.reset()
    return Shell(emulator, tmp_path)


class Shell:
    """Runs commands one after the other with curl's own settings file leading every host to the emulator."""

    def __init__(self, emulator: Emulator, folder: Path) -> None:
        self.emulator = emulator
        self.folder = folder
        self.variables = emulator.environment()
        (folder / ".curlrc").write_text(
            f'connect-to = ":443:127.0.0.1:{emulator.port}"\n'
            f'connect-to = ":80:127.0.0.1:{emulator.plain_port}"\n'
            f'cacert = "{emulator.ca_file}"\nsilent\nshow-error\n'
            f'dump-header = "{folder / "headers"}"\noutput = "{folder / "body"}"\n'
        )
        self._asked: list[str] = []
        self._put_codes: list[str] = []  # in the order in which a recording numbers them

    def run(self, command: Command) -> Answer:
        if command.text in self._asked:  # the sample asks again after it has waited
            self.emulator.world.clock.advance(120)
        self._asked.append(command.text)
        (self.folder / "body").unlink(missing_ok=True)
        environment = {**os.environ, **self.variables, "CURL_HOME": str(self.folder)}
        environment = {
            name: value for name, value in environment.items() if not name.lower().endswith("_proxy")
        }
        done = subprocess.run(
            ["bash", "-euc", command.text], env=environment, text=True, capture_output=True, timeout=60
        )
        assert done.returncode == 0, f"{command.text}\n{done.stderr}"
        return self._read_answer()

    def _read_answer(self) -> Answer:
        blocks = (
            (self.folder / "headers")
            .read_text(encoding="latin-1")
            .replace("\r\n", "\n")
            .strip()
            .split("\n\n")
        )
        lines = [block for block in blocks if not block.startswith("HTTP/1.1 100")][-1].splitlines()
        headers = {
            name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])
        }
        body = self.folder / "body"
        return Answer(
            status=int(lines[0].split()[1]),
            media_type=_media_type(headers.get("content-type", "")),
            headers=headers,
            body=body.read_text(encoding="utf-8", errors="replace") if body.is_file() else "",
        )

    def keep(self, answer: Answer, source: str) -> None:
        """Keep what only this run yields in the variables the commands name, as a reader would by hand.

        A variable that the script itself reads from the environment stays as it is.
        """
        location = answer.headers.get("location", "")
        for code in re.findall(r"/v3\.0/[\dX-]{19}/[a-z-]+/(\d{5,})$", location) + PUT_CODE.findall(
            answer.body
        ):
            if code not in self._put_codes:
                self._put_codes.append(code)
                self.variables[name_of_put_code(str(1000 + len(self._put_codes)))] = code
        if answer.status == 201 and '"type":"dois"' in answer.body:
            self.variables["DOI"] = json.loads(answer.body)["data"]["id"]
        if code_found := re.search(r"[?&]code=([^&#]+)", location):
            self.variables["ORCID_AUTHORIZATION_CODE"] = code_found[1]
        if answer.media_type == "application/json" and '"access_token"' in answer.body:
            tokens = json.loads(answer.body)
            for name in ("access_token", "refresh_token"):
                if tokens.get(name) and f"ORCID_{name.upper()}" not in source:
                    self.variables[f"ORCID_{name.upper()}"] = tokens[name]


def _media_type(content_type: str) -> str:
    message = Message()
    message["content-type"] = content_type or "application/x-none"
    return "" if not content_type else message.get_content_type()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_each_command_answers_as_recorded(sample: Sample, shell: Shell) -> None:
    shell.emulator.faults.set(faults_for(sample))
    commands = curl_commands(read_recording(sample.cassette).exchanges, sample.source)
    for number, command in enumerate(commands, start=1):
        if (sample.name, number) in CANNOT_RUN:
            continue
        unset = [name for name in command.variables if name not in shell.variables]
        assert not unset, f"nobody sets {unset} before command {number}:\n{command.text}"
        answer = shell.run(command)
        if HOW_TO_GET in answer.body:
            pytest.skip("the official schemas are not at hand: run `pidguide schemas`")
        shell.keep(answer, sample.source)
        recorded = command.answer
        assert (answer.status, answer.media_type) == (recorded.status, recorded.media_type), (
            f"command {number}:\n{command.text}\n{answer.body[:500]}"
        )


def test_few_commands_are_left_out() -> None:
    recorded = {sample.name for sample in SAMPLES}
    assert {name for name, _ in CANNOT_RUN} <= recorded, "CANNOT_RUN names a sample that is gone"
    assert len(CANNOT_RUN) <= MOST_NOT_RUN


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_commands_show_variables_and_no_placeholder(sample: Sample) -> None:
    own = [
        placeholders.ENVIRONMENT[name] for name in ("ORCID_ID", "DATACITE_PREFIX") if name in sample.source
    ]
    for command in curl_commands(read_recording(sample.cassette).exchanges, sample.source):
        assert not [value for value in own if f"/{value}/" in command.text], command.text
        assert not STAND_IN.search(command.text), command.text


def test_a_wrong_password_is_told_from_the_right_one() -> None:
    sample = get_sample("doi/create/datacite/wrong_credentials")
    exchanges = read_recording(sample.cassette).exchanges
    with_wrong = ["WRONG" in exchange.request.headers.get("authorization", "") for exchange in exchanges]
    commands = [command.text for command in curl_commands(exchanges, sample.source)]
    assert ["not-the-password" in text for text in commands] == with_wrong
    assert True in with_wrong and False in with_wrong
