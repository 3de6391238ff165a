"""What a running emulator makes of clients that mean it ill: others are answered, no file is given away."""

import http.client
import json
import resource
import socket
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
import requests

from pid_emulator import Emulator
from pid_emulator.core import accounts
from support.datacite_rest import OWNER, encoded

MANY = 400
LARGE = 60 * 1024 * 1024  # bytes


@pytest.fixture
def open_files() -> Iterator[None]:
    """Room for both ends of many connections in one process."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(max(soft, 4096), hard), hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def state(emulator: Emulator, scheme: str) -> int:
    port = emulator.port if scheme == "https" else emulator.plain_port
    address = f"{scheme}://127.0.0.1:{port}/"
    return requests.get(address, verify=str(emulator.ca_file), timeout=5).status_code


def test_clients_that_connect_and_say_nothing_keep_nobody_waiting(
    emulator: Emulator, open_files: None
) -> None:
    with ExitStack() as connections:
        for _ in range(MANY // 2):
            for port in (emulator.port, emulator.plain_port):
                connections.enter_context(socket.create_connection(("127.0.0.1", port), timeout=10))
        assert [state(emulator, scheme) for scheme in ("https", "http")] == [200, 200]


def test_one_client_that_does_not_speak_tls_keeps_nobody_waiting(emulator: Emulator) -> None:
    with socket.create_connection(("127.0.0.1", emulator.port), timeout=5) as silent:
        assert state(emulator, "https") == 200
        silent.sendall(b"GET / HTTP/1.1\r\n\r\n")
        assert state(emulator, "https") == 200


ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
BOMB = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e0 "boom">{ENTITIES}]><a>&e11;</a>'
FILE = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>'


@pytest.mark.parametrize("document", [BOMB, FILE], ids=["a bomb of entities", "an entity that is a file"])
def test_entities_are_not_followed(emulator: Emulator, document: str) -> None:
    token = emulator.environment()["ORCID_ACCESS_TOKEN"]
    basic = requests.auth._basic_auth_str(*OWNER)
    form = (
        '--x\r\nContent-Disposition: form-data; name="fname"; filename="a.xml"\r\n'
        f"Content-Type: application/xml\r\n\r\n{document}\r\n--x--\r\n"
    )
    account = f"usr={accounts.CROSSREF_LOGIN}&pwd={accounts.CROSSREF_PASSWORD}"
    payload = {"data": {"attributes": {"prefix": accounts.DATACITE_PREFIX, "xml": encoded(document)}}}
    work = f"https://api.sandbox.orcid.org/v3.0/{emulator.environment()['ORCID_ID']}/work"
    deposit = f"https://test.crossref.org/servlet/deposit?{account}"
    sent = [
        ("https://api.test.datacite.org/dois", "application/vnd.api+json", basic, json.dumps(payload)),
        ("https://mds.test.datacite.org/metadata", "application/xml", basic, document),
        (work, "application/vnd.orcid+xml", f"Bearer {token}", document),
        (deposit, "multipart/form-data; boundary=x", "", form),
    ]
    for url, content_type, authorization, body in sent:
        headers = {"Content-Type": content_type, "Authorization": authorization, "Accept": "*/*"}
        answer = emulator.request("POST", url, headers, body)
        assert answer.status_code < 500, answer.text
        assert "root:" not in answer.text and "boomboom" not in answer.text


@pytest.mark.parametrize(
    ("url", "content_type"),
    [
        ("https://api.test.datacite.org/dois", "application/vnd.api+json"),
        ("https://mds.test.datacite.org/metadata", "application/xml"),
        ("https://api.sandbox.orcid.org/v3.0/0000-0002-1825-0097/work", "application/vnd.orcid+json"),
        ("https://test.crossref.org/servlet/deposit", "multipart/form-data; boundary=x"),
        ("https://orcid.org/oauth/token", "application/x-www-form-urlencoded"),
        ("https://api.crossref.org/works", "application/json"),
        ("https://doi.org/10.1000/1", "text/plain"),
    ],
)
def test_a_body_of_60_mb_is_answered(emulator: Emulator, url: str, content_type: str) -> None:
    answer = emulator.request("POST", url, {"Content-Type": content_type, "Accept": "*/*"}, b"x" * LARGE)
    assert 200 <= answer.status_code < 500
    assert len(answer.data) < 100_000


def test_no_path_leads_to_a_file(emulator: Emulator) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", emulator.plain_port, timeout=10)
    for host in [*emulator.hosts, "127.0.0.1"]:
        for up in ("../", "..%2f", "%2e%2e/", "..%5c", "....//", "%252e%252e%252f"):
            for place in ("/", "/v3.0/", "/dois/", "/static/", "/works/"):
                connection.request("GET", f"{place}{up * 8}etc/passwd", headers={"Host": host})
                answer = connection.getresponse()
                body = answer.read()
                # The firewall before ORCID's API has been recorded to answer 500 to such a path.
                is_firewall = host.endswith("orcid.org") and b"the URL was not normalized" in body
                assert answer.status < 500 or is_firewall, (host, place, up, body[:200])
                assert b"root:" not in body, (host, place, up)
    connection.close()
