"""The plain port as a proxy: how programs and browsers reach the emulator by the registries' own names."""

import subprocess
import sys

import pytest
import requests

from pidguide.emulator import Emulator


def proxied(emulator: Emulator) -> dict[str, str]:
    return {"https": f"http://127.0.0.1:{emulator.plain_port}"}


def test_a_tunnel_to_a_host_that_is_not_emulated_ends_at_the_certificate(emulator: Emulator) -> None:
    with pytest.raises(requests.exceptions.SSLError, match="example.org"):
        requests.get(
            "https://example.org/", proxies=proxied(emulator), verify=str(emulator.ca_file), timeout=5
        )


def test_tls_reaches_from_the_client_to_the_registry(emulator: Emulator) -> None:
    for host in ("orcid.org", "sandbox.orcid.org"):
        answer = requests.get(
            f"https://{host}/.well-known/openid-configuration",
            proxies=proxied(emulator),
            verify=str(emulator.ca_file),
            timeout=5,
        )
        assert answer.json()["issuer"] == f"https://{host}"


def test_plain_http_still_answers_beside_the_tunnels(emulator: Emulator) -> None:
    answer = requests.get(f"http://127.0.0.1:{emulator.plain_port}/environment", timeout=5)
    assert answer.json()["ORCID_ID"] == "0000-0002-1825-0097"


def test_a_shell_that_reads_the_environment_leads_unchanged_programs_here(emulator: Emulator) -> None:
    program = (
        "import os, requests;"
        "answer = requests.get('https://sandbox.orcid.org/oauth/userinfo',"
        " headers={'Authorization': 'Bearer ' + os.environ['ORCID_ACCESS_TOKEN']}, timeout=5);"
        "print(answer.json()['sub'])"
    )
    address = f"http://127.0.0.1:{emulator.plain_port}/environment.sh"
    run = subprocess.run(
        ["bash", "-c", f'. <(curl -s {address}) && {sys.executable} -c "{program}"'],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert (run.stdout, run.returncode) == ("0000-0002-1825-0097\n", 0), run.stderr
