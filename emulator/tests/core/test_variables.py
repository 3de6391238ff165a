"""What leads a program to the emulator: every spelling, and a way back."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from pid_emulator import Emulator
from pid_emulator.core.variables import as_shell, java_options, node_options, variables

OWN = {"HTTPS_PROXY": "http://proxy.example:3128", "no_proxy": "a b'c\"d$e", "PATH": os.environ["PATH"]}
SHELLS = [name for name in ("sh", "bash", "dash", "zsh", "busybox") if shutil.which(name)]


def in_shell(shell: str, script: str) -> list[str]:
    command = ["busybox", "sh"] if shell == "busybox" else [shell]
    run = subprocess.run(
        [*command, "-c", f"set -eu\n{script}"],
        env=OWN,
        capture_output=True,
        text=True,
        timeout=20,
        check=True,
    )
    assert run.stderr == ""
    return run.stdout.splitlines()


def test_every_proxy_and_every_authority_leads_here() -> None:
    found = variables("http://127.0.0.1:8444", "/ca.pem")
    for name in ("HTTPS_PROXY", "http_proxy", "ALL_PROXY"):
        assert found[name] == "http://127.0.0.1:8444"
    assert found["NO_PROXY"] == found["no_proxy"] == "localhost,127.0.0.1,::1"
    for name in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "NODE_EXTRA_CA_CERTS"):
        assert found[name] == "/ca.pem"


@pytest.mark.parametrize("shell", SHELLS)
def test_undone_a_shell_has_what_it_had_before_also_after_two_emulators(shell: str) -> None:
    first = as_shell(variables("http://127.0.0.1:1", "/first ca.pem"), None)
    second = as_shell(variables("http://127.0.0.1:2", "/second'ca.pem"), None)
    shown = 'printf "%s\\n" "$HTTPS_PROXY" "${SSL_CERT_FILE-unset}" "$no_proxy"\n'
    lines = in_shell(shell, f"{first}{shown}{second}{shown}pid_emulator_undo\n{shown}env\n")
    assert lines[:3] == ["http://127.0.0.1:1", "/first ca.pem", "localhost,127.0.0.1,::1"]
    assert lines[3:6] == ["http://127.0.0.1:2", "/second'ca.pem", "localhost,127.0.0.1,::1"]
    assert lines[6:9] == ["http://proxy.example:3128", "unset", "a b'c\"d$e"]
    left = [line for line in lines[9:] if "127.0.0.1" in line or "PID_EMULATOR" in line]
    assert left == []


@pytest.mark.parametrize("shell", SHELLS)
def test_an_authority_of_another_computer_is_written_by_the_shell(shell: str, tmp_path: Path) -> None:
    text = as_shell(variables("http://emulator:8444", "/not/here.pem"), "-----BEGIN X-----\n$a `b`\n")
    lines = in_shell(shell, f'TMPDIR={tmp_path}\n{text}echo "$SSL_CERT_FILE"\ncat "$NODE_EXTRA_CA_CERTS"\n')
    assert lines[0].startswith(f"{tmp_path}/pid-emulator-ca-")
    assert lines[1:] == ["-----BEGIN X-----", "$a `b`"]


def test_node_keeps_the_options_that_it_has() -> None:
    found = node_options((8443, 8444), ["doi.org", "orcid.org"], "--trace-warnings")
    assert found["NODE_OPTIONS"].startswith("--trace-warnings --require=")
    assert (found["PID_EMULATOR_PORTS"], found["PID_EMULATOR_HOSTS"]) == ("8443 8444", "doi.org orcid.org")


NODE = """
import http from "node:http"; import https from "node:https";
const handle = (answer) => answer.json().then((body) => body.handle);
console.log(await handle(await fetch("https://dx.doi.org/api/handles/10.1000/1")));
console.log((await fetch("http://doi.org/api/handles/10.1000/1")).url);
const status = (library, url) => new Promise((done) => library.get(url, (answer) => done(answer.statusCode)));
console.log(await status(https, "https://doi.org/api/handles/10.1000/1"));
console.log(await status(http, "http://doi.org/api/handles/10.1000/1"));
console.log((await fetch(process.env.PID_EMULATOR_URL + "/health")).status);
process.exit();  // connections stay open
"""


def test_every_client_of_node_is_led_here(emulator: Emulator) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node's clients NOT RUN: no node on this machine")
    run = subprocess.run(
        [node, "--input-type=module", "--eval", NODE],
        env={**os.environ, **emulator.addresses()},
        capture_output=True,
        text=True,
        timeout=30,
    )
    secure = "https://doi.org/api/handles/10.1000/1"
    assert run.stdout.split() == ["10.1000/1", secure, "200", "301", "200"], run.stderr


def test_java_is_told_where_and_whom_to_trust() -> None:
    (options,) = java_options("127.0.0.1", 8444, Path("/ca/truststore.p12")).values()
    assert "-Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort=8444" in options
    assert "-Djavax.net.ssl.trustStore=/ca/truststore.p12" in options
