"""The fixtures, as a user's pytest runs them: with the clients themselves, in a process of its own."""

import json
from pathlib import Path

import pytest

USERS_TESTS = Path(__file__).parent / "support" / "tests_of_a_user.py"


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """As behind a company's proxy, which leads to the network."""
    for name in ("HTTPS_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://proxy.example:3128")
    monkeypatch.setenv("NO_PROXY", "doi.org")
    monkeypatch.setenv("no_proxy", "example.org")


def test_every_client_reaches_the_registries_and_nothing_else(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\nregistries_records = records\naddopts = -p no:cacheprovider\n")
    record = pytester.path / "records" / "crossref" / "works" / "mine.json"
    record.parent.mkdir(parents=True)
    record.write_text(json.dumps({"DOI": "10.5555/mine", "title": ["Mine"], "indexed": {}}))
    pytester.makepyfile(USERS_TESTS.read_text(encoding="utf-8"))
    done = pytester.runpytest_subprocess("-q", timeout=110)
    outcomes = done.parseoutcomes()
    assert set(outcomes) <= {"passed", "warnings"}, done.stdout.str()
    assert outcomes["passed"] == 22


def test_what_cannot_be_had_is_said_in_one_line_where_it_is_asked_for(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\nregistries_records = nowhere\n")
    pytester.makepyfile("def test_with(registries): pass\ndef test_without(): pass\n")
    done = pytester.runpytest_inprocess("-q")
    done.assert_outcomes(passed=1, errors=1)
    done.stdout.fnmatch_lines(["*nowhere holds no record file. Put files at SERVICE/KIND/NAME.json*"])


def test_asked_for_too_late_to_close_the_network_it_fails(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("def test_it(request): request.getfixturevalue('registries')")
    done = pytester.runpytest_inprocess("-q")
    done.assert_outcomes(failed=1)
    done.stdout.fnmatch_lines(["registries must be an argument of the test *"])


def test_hosts_that_the_tests_need_are_reached(pytester: pytest.Pytester) -> None:
    """A database beside the tests, for instance."""
    pytester.makeini("[pytest]\nregistries_allow_hosts = db.example 192.0.2.1\n")
    pytester.makeconftest(
        """
        import socket
        real = socket.getaddrinfo
        def getaddrinfo(host, *rest, **named):
            return real("127.0.0.1" if host == "db.example" else host, *rest, **named)
        socket.getaddrinfo = getaddrinfo
        """
    )
    pytester.makepyfile(
        """
        import socket
        def test_it(registries):
            with socket.create_server(("127.0.0.1", 0)) as server:
                socket.create_connection(("db.example", server.getsockname()[1]), timeout=5).close()
        """
    )
    pytester.runpytest_subprocess("-q", timeout=60).assert_outcomes(passed=1)
