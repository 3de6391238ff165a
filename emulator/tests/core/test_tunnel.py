"""The plain port as a proxy: how programs and browsers reach the emulator by the registries' own names."""

import os
import socket
import subprocess
import sys

import pytest
import requests

from pid_emulator import Emulator


def proxied(emulator: Emulator) -> dict[str, str]:
    address = f"http://127.0.0.1:{emulator.plain_port}"
    return {"https": address, "http": address}


def get(emulator: Emulator, url: str, **options: bool) -> requests.Response:
    return requests.get(url, proxies=proxied(emulator), verify=str(emulator.ca_file), timeout=5, **options)


def test_a_tunnel_to_a_host_that_is_not_emulated_is_refused_by_name(emulator: Emulator) -> None:
    with pytest.raises(requests.exceptions.ProxyError, match="403 The emulator does not know the host exam"):
        get(emulator, "https://example.org/")


def test_a_plain_request_for_a_host_that_is_not_emulated_is_refused_by_name(emulator: Emulator) -> None:
    answer = get(emulator, "http://example.org/")
    assert (answer.status_code, answer.text) == (
        421,
        "The emulator does not know the host example.org.\n",
    )


def test_plain_http_through_the_proxy_is_what_the_service_sees(emulator: Emulator) -> None:
    answer = get(emulator, "http://doi.org/10.7554%2Felife.01567?noredirect=1", allow_redirects=False)
    assert answer.headers["Location"] == "https://doi.org/10.7554%2Felife.01567?noredirect=1"
    assert "www.doi.org" in get(emulator, "http://www.doi.org/index.html").text


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
        "print(requests.get('http://dx.doi.org/api/handles/10.1000/1', timeout=5).json()['handle']);"
        "print(requests.get(os.environ['CONTROL'], timeout=5).json()['hosts'][0]);"
        "answer = requests.get('https://sandbox.orcid.org/oauth/userinfo',"
        " headers={'Authorization': 'Bearer ' + os.environ['ORCID_ACCESS_TOKEN']}, timeout=5);"
        "print(answer.json()['sub'])"
    )
    address = f"http://127.0.0.1:{emulator.plain_port}"
    run = subprocess.run(
        ["bash", "-c", f'eval "$(curl -sSf {address}/environment.sh)" && {sys.executable} -c "{program}"'],
        # What a user behind a company's proxy may have set already must not win.
        env={
            **os.environ,
            "CONTROL": f"{address}/",
            "https_proxy": "http://127.0.0.1:9",
            "NO_PROXY": "doi.org",
        },
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    expected = "10.1000/1\napi.crossref.org\n0000-0002-1825-0097\n"
    assert (run.stdout, run.returncode) == (expected, 0), run.stderr


def connect(emulator: Emulator, target: str) -> socket.socket:
    client = socket.create_connection(("127.0.0.1", emulator.plain_port), timeout=5)
    client.sendall(f"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n\r\n".encode())
    return client


def test_a_tunnel_to_port_80_leads_to_plain_http(emulator: Emulator) -> None:
    with connect(emulator, "doi.org:80") as client:
        assert client.recv(100).startswith(b"HTTP/1.1 200")
        client.sendall(b"GET /api/handles/10.1000/1 HTTP/1.1\r\nHost: doi.org\r\nConnection: close\r\n\r\n")
        assert client.recv(100).startswith(b"HTTP/1.1 301 Moved Permanently")


@pytest.mark.parametrize("target", ["doi.org", "doi.org:x", "example.org:80", ":80"])
def test_a_tunnel_to_nowhere_is_refused(emulator: Emulator, target: str) -> None:
    with connect(emulator, target) as client:
        assert client.recv(100).startswith((b"HTTP/1.1 403 The emulator does not", b"HTTP/1.1 400 "))
