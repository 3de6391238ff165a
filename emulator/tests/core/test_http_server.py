"""HTTP on a socket: connections stay open, targets arrive as written, and who leaves may leave."""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
import trustme

from pid_emulator.core.http_server import HttpServer

END = b"\r\n\r\n"


def application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """Answer with what has been asked; a POST to /refused is left unread, /broken is a defect."""
    if environ["REQUEST_URI"] == "/broken":
        raise LookupError("a defect of the application")
    body = b"" if environ["REQUEST_URI"] == "/refused" else environ["wsgi.input"].read()
    answer = [
        environ["wsgi.url_scheme"],
        environ["REQUEST_URI"],
        environ["PATH_INFO"],
        environ["QUERY_STRING"],
    ]
    content = " | ".join(answer).encode("latin-1") + body
    start_response("200 OK", [("Content-Length", str(len(content)))])
    return [content]


@pytest.fixture
def server() -> Iterator[HttpServer]:
    served = HttpServer(("127.0.0.1", 0), application)
    threading.Thread(target=served.serve, daemon=True).start()
    yield served
    served.stop()


@pytest.fixture
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def secure(authority: trustme.CA) -> Iterator[HttpServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    served = HttpServer(("127.0.0.1", 0), application, context)
    threading.Thread(target=served.serve, daemon=True).start()
    yield served
    served.stop()


def connect(server: HttpServer) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), timeout=5)


def all_from(client: socket.socket) -> bytes:
    """Return what a connection brings until it ends."""
    return b"".join(iter(lambda: client.recv(65536), b""))


def answer_to(server: HttpServer, sent: bytes) -> tuple[bytes, bytes]:
    """Send bytes on a connection of their own; return the status line and the body."""
    with connect(server) as client:
        client.sendall(sent)
        client.shutdown(socket.SHUT_WR)
        received = all_from(client)
    head, _, body = received.partition(END)
    return head.partition(b"\r\n")[0], body


def test_one_connection_serves_one_request_after_the_other(secure: HttpServer, authority: trustme.CA) -> None:
    trust = ssl.create_default_context()
    authority.configure_trust(trust)
    with closing(http.client.HTTPSConnection("127.0.0.1", secure.port, timeout=5, context=trust)) as client:
        client.connect()
        used = client.sock
        for number in range(3):
            client.request("POST", f"/{number}", body=b"!")
            assert client.getresponse().read() == f"https | /{number} | /{number} | !".encode()
        assert client.sock is used


@pytest.mark.parametrize(
    ("target", "seen"),
    [
        ("/a%2Fb?c=d%20e", "/a%2Fb?c=d%20e | /a/b | c=d%20e"),
        ("//10.5555/12345678", "//10.5555/12345678 | //10.5555/12345678 | "),
        (
            "/10.1002/(SICI)1<1::AID>3.0.CO;2-#x",
            "/10.1002/(SICI)1<1::AID>3.0.CO;2-#x | /10.1002/(SICI)1<1::AID>3.0.CO;2-#x | ",
        ),
        ("//[x", "//[x | //[x | "),
        ("/é", "/é | /é | "),
        ("http://doi.org/10.1000%2F1?x", "/10.1000%2F1?x | /10.1000/1 | x"),
        ("http://doi.org", "/ | / | "),
        ("*", "/* | /* | "),
    ],
)
def test_a_target_arrives_as_it_is_written(server: HttpServer, target: str, seen: str) -> None:
    line = f"GET {target} HTTP/1.1\r\nHost: doi.org\r\n\r\n"
    assert answer_to(server, line.encode()) == (b"HTTP/1.1 200 OK", f"http | {seen}".encode())


@pytest.mark.parametrize(
    "line", [b"GET", b"GET /", b"GET / HTTP/x", b"GET / a b HTTP/1.1", b"GET / HTTP/1.1\r\nNo colon"]
)
def test_what_is_no_request_is_a_bad_one(server: HttpServer, line: bytes) -> None:
    status, _ = answer_to(server, line + END)
    assert status == b"HTTP/1.1 400 Bad Request"


@pytest.mark.parametrize(
    "first",
    [
        b"POST /refused HTTP/1.1\r\nHost: x\r\nContent-Length: 7\r\n\r\nGET /x ",
        b"POST /read HTTP/1.1\r\nHost: x\r\nContent-Length: 7\r\n\r\nGET /x \r\n",  # one line end too many
    ],
    ids=["left unread", "followed by an empty line"],
)
def test_a_body_is_never_taken_for_the_next_request(server: HttpServer, first: bytes) -> None:
    with connect(server) as client:
        client.sendall(first + b"GET /next HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        received = all_from(client)
    assert received.count(b"HTTP/1.1 200 OK") == 2
    assert received.endswith(b"http | /next | /next | ")


def test_a_body_in_chunks_that_is_left_unread_ends_the_connection(server: HttpServer) -> None:
    chunks = b"5\r\nGET /\r\n0\r\n\r\n"
    sent = b"POST /refused HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks
    assert answer_to(server, sent) == (b"HTTP/1.1 200 OK", b"http | /refused | /refused | ")
    assert answer_to(server, sent.replace(b"/refused", b"/read"))[1] == b"http | /read | /read | GET /"


def test_who_leaves_in_any_moment_leaves_no_trace(
    secure: HttpServer, server: HttpServer, capfd: pytest.CaptureFixture[str]
) -> None:
    moments = [b"", b"\x16\x03\x01", b"GET / HT", b"POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nhalf"]
    for served in (secure, server):
        for sent in moments:
            with connect(served) as client:
                client.setsockopt(
                    socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0"
                )  # ends with a reset
                client.sendall(sent)
    assert answer_to(server, b"GET /still HTTP/1.0\r\n\r\n")[0] == b"HTTP/1.1 200 OK"
    assert capfd.readouterr() == ("", "")


def test_a_client_that_does_not_trust_the_certificate_leaves_no_trace(
    secure: HttpServer, capfd: pytest.CaptureFixture[str]
) -> None:
    with connect(secure) as client, pytest.raises(ssl.SSLCertVerificationError):
        ssl.create_default_context().wrap_socket(client, server_hostname="127.0.0.1")
    assert capfd.readouterr() == ("", "")


def test_a_defect_is_told_in_the_terminal(server: HttpServer, capfd: pytest.CaptureFixture[str]) -> None:
    assert (
        answer_to(server, b"GET /broken HTTP/1.1\r\nHost: x\r\n\r\n")[0]
        == b"HTTP/1.1 500 Internal Server Error"
    )
    assert "a defect of the application" in capfd.readouterr().err


def test_a_stop_closes_what_is_open_at_once(secure: HttpServer, server: HttpServer) -> None:
    with connect(server) as idle, connect(secure) as silent, connect(server) as used:
        used.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        used.recv(1)
        begin = time.monotonic()
        server.stop()
        secure.stop()
        assert [all_from(client) for client in (idle, silent)] == [b"", b""]
        assert all_from(used).endswith(b"http | / | / | ")
        assert time.monotonic() - begin < 2
