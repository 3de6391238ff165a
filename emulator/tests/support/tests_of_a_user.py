"""Tests as users of the fixtures write them, one for each kind of client; pytest runs this file by itself.

The environment names a proxy that does not exist, and clients have been made before any fixture.
"""

import asyncio
import os
import socket
import subprocess
import sys
import time
import unittest
import urllib.request

import aiohttp
import httpx
import pytest
import requests

HANDLE = "https://doi.org/api/handles/10.1000/1"
PLAIN = "http://doi.org/api/handles/10.1000/1"
ELSEWHERE = "https://example.org/"
EARLY_CLIENT, EARLY_SESSION = httpx.Client(), requests.Session()
PROXY, CONNECT = os.environ["HTTPS_PROXY"], socket.socket.connect


def test_requests(registries):
    assert requests.get(HANDLE, timeout=5).json()["handle"] == "10.1000/1"
    assert EARLY_SESSION.get(HANDLE, timeout=5).status_code == 200
    with requests.Session() as session:
        session.trust_env = False
        assert session.get(HANDLE, timeout=5).status_code == 200
        assert session.get(PLAIN, timeout=5).url == HANDLE
        with pytest.raises(requests.ConnectionError, match="example.org is no emulated registry"):
            session.get(ELSEWHERE, timeout=5)
    with pytest.raises(requests.ConnectionError, match="does not know the host example.org"):
        requests.get(ELSEWHERE, timeout=5)


def test_urllib(registries):
    with urllib.request.urlopen(HANDLE, timeout=5) as answer:
        assert answer.status == 200
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with direct.open(HANDLE, timeout=5) as answer:
        assert answer.status == 200
    with pytest.raises(OSError):
        direct.open(ELSEWHERE, timeout=5)


def test_httpx(registries):
    assert httpx.get(HANDLE).status_code == 200
    assert EARLY_CLIENT.get(HANDLE).status_code == 200
    with httpx.Client(trust_env=False) as client:
        assert client.get(HANDLE).status_code == 200
        assert client.get(PLAIN).status_code == 301
        with pytest.raises(httpx.ConnectError):
            client.get(ELSEWHERE)


@pytest.mark.parametrize("trust_env", [True, False])
def test_httpx_asynchronous(registries, trust_env):
    async def ask():
        async with httpx.AsyncClient(trust_env=trust_env) as client:
            assert (await client.get(HANDLE)).status_code == 200
            assert (await client.get(PLAIN)).status_code == 301
            with pytest.raises(httpx.HTTPError):
                await client.get(ELSEWHERE)

    asyncio.run(ask())


@pytest.mark.parametrize("trust_env", [True, False])
def test_aiohttp(registries, trust_env):
    async def ask():
        async with aiohttp.ClientSession(trust_env=trust_env) as session:
            for url in (HANDLE, PLAIN):
                async with session.get(url) as answer:
                    assert (answer.status, str(answer.url)) == (200, HANDLE)
            with pytest.raises(aiohttp.ClientError):
                await session.get(ELSEWHERE)

    asyncio.run(ask())


def test_processes(registries):
    program = f"import requests; print(requests.get('{HANDLE}', timeout=5).json()['handle'])"
    started = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=30)
    assert started.stdout == "10.1000/1\n", started.stderr
    assert subprocess.run(["curl", "-sSf", HANDLE], capture_output=True, timeout=30).returncode == 0
    assert subprocess.run(["curl", "-sSf", ELSEWHERE], capture_output=True, timeout=30).returncode != 0


@pytest.mark.parametrize("address", [("93.184.216.34", 443), ("2001:db8::1", 443), ("10.0.0.1", 80)])
def test_an_address_is_no_way_out(registries, address):
    family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    with socket.socket(family) as connection:
        with pytest.raises(ConnectionRefusedError, match="is no emulated registry"):
            connection.connect(address)
        with pytest.raises(ConnectionRefusedError):
            connection.connect_ex(address)
    with socket.socket(family, socket.SOCK_DGRAM) as connection, pytest.raises(ConnectionRefusedError):
        connection.sendto(b"", address)


def test_another_port_of_a_registry_is_closed(registries):
    with pytest.raises(ConnectionRefusedError, match="no registry answers on port 8443"):
        socket.create_connection(("doi.org", 8443), timeout=5)
    with pytest.raises(socket.gaierror):
        socket.gethostbyname("example.org")


def test_this_computer_is_reached_as_ever(registries):
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(("localhost", server.getsockname()[1]), timeout=5).close()


def test_state_is_left(registries):
    registries.faults.set(["503"])
    registries.world.clock.advance(3600)
    assert requests.get(HANDLE, timeout=5).status_code == 503


def test_no_state_is_found(registries):
    assert requests.get(HANDLE, timeout=5).status_code == 200
    assert abs(registries.world.clock.now().timestamp() - time.time()) < 60


def test_credentials(registries_credentials):
    token = os.environ["ORCID_ACCESS_TOKEN"]
    assert registries_credentials["ORCID_ACCESS_TOKEN"] == token
    answer = requests.get(
        "https://sandbox.orcid.org/oauth/userinfo", headers={"Authorization": f"Bearer {token}"}, timeout=5
    )
    assert answer.json()["sub"] == registries_credentials["ORCID_ID"]


def test_waiting_is_waiting(registries):
    assert time.sleep.__module__ == "time"


def test_waiting_is_skipped(registries, registries_skip_waiting):
    before = registries.world.clock.now()
    time.sleep(3600)
    assert 3600 <= (registries.world.clock.now() - before).total_seconds() < 3700


@pytest.fixture(scope="module")
def early(registries):
    """A fixture that is set up before those of a test."""
    return requests.get(HANDLE, timeout=5).status_code


def test_a_fixture_of_a_wider_scope(early):
    assert early == 200


@pytest.mark.usefixtures("registries")
class TestOfUnittest(unittest.TestCase):
    def test_it(self):
        self.assertEqual(requests.get(HANDLE, timeout=5).status_code, 200)


def test_who_does_not_ask_is_left_alone():
    assert (os.environ["HTTPS_PROXY"], socket.socket.connect) == (PROXY, CONNECT)
    assert "ORCID_ACCESS_TOKEN" not in os.environ


def test_own_records_are_there(registries):
    answer = requests.get("https://api.crossref.org/works/10.5555/mine", timeout=5)
    assert answer.json()["message"]["title"] == ["Mine"]
