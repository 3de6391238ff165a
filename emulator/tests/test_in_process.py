"""Leading this process to an emulator: what is changed is given back, also when something fails."""

import os
import socket
import ssl

import pytest
import requests

from pid_emulator import Emulator
from pid_emulator.in_process import led_here

CHANGED = (socket.getaddrinfo, socket.gethostbyname, socket.socket.connect, ssl.SSLContext.wrap_socket)


def test_everything_is_given_back(emulator: Emulator) -> None:
    before = dict(os.environ)
    with pytest.raises(KeyError), led_here(emulator, {"NEW": "x"}):
        assert os.environ["NEW"] == "x"
        raise KeyError
    now = (socket.getaddrinfo, socket.gethostbyname, socket.socket.connect, ssl.SSLContext.wrap_socket)
    assert now == CHANGED
    assert dict(os.environ) == before


def test_a_proxy_on_this_computer_that_was_set_before_is_not_asked(
    emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        address = f"127.0.0.1:{proxy.getsockname()[1]}"
        monkeypatch.setenv("HTTPS_PROXY", address)
        with led_here(emulator, {}):
            url = "https://doi.org/api/handles/10.1000/1"
            answer = requests.get(url, proxies={"https": f"http://{address}"}, timeout=5)
            assert answer.status_code == 200
        proxy.setblocking(False)
        with pytest.raises(BlockingIOError):
            proxy.accept()


@pytest.mark.parametrize("host", ["DOI.org", "doi.org.", b"doi.org"])
def test_a_name_leads_here_in_any_form(emulator: Emulator, host: str) -> None:
    with led_here(emulator, {}), socket.create_connection((host, 80), timeout=5) as connection:
        assert connection.getpeername() == ("127.0.0.1", emulator.plain_port)


def test_an_allowed_address_is_reached_as_ever(emulator: Emulator) -> None:
    with led_here(emulator, {}, ["192.0.2.1"]), socket.socket(type=socket.SOCK_DGRAM) as connection:
        try:
            connection.connect(("192.0.2.1", 9))
        except OSError as error:  # no network here at all
            assert "no emulated registry" not in str(error)
