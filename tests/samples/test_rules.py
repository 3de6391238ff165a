"""The rules for a sample's text, in whatever way a script is written."""

from pathlib import Path

import pytest

from pidguide.samples import rules
from pidguide.samples.rules import WIDEST_LINE, find_broken_line_ends, find_broken_rules
from tests.support.toy_guide import NAME, add_sample

NO_TIMEOUT, NO_ACCEPT = "sends a request without `timeout=`", "sends a request without an Accept header"

CARELESS = {
    "requests.get(URL, headers=ACCEPT)": [NO_TIMEOUT],
    "requests.get(URL, headers=ACCEPT, timeout=None)": [NO_TIMEOUT],
    "requests.get(URL, timeout=10)": [NO_ACCEPT],
    "requests.get(URL, headers={'User-Agent': 'me'}, timeout=10)": [NO_ACCEPT],
    "requests.get(URL)": [NO_TIMEOUT, NO_ACCEPT],
    "requests.request('PUT', URL)": [NO_TIMEOUT, NO_ACCEPT],
    "requests.api.post(URL)": [NO_TIMEOUT, NO_ACCEPT],
    "requests.Session().get(URL)": [NO_TIMEOUT, NO_ACCEPT],
    "session = requests.Session(); session.delete(URL)": [NO_TIMEOUT, NO_ACCEPT],
    "first, session = 1, requests.Session(); session.get(URL)": [NO_TIMEOUT, NO_ACCEPT],
    "from requests import get; get(URL)": [NO_TIMEOUT, NO_ACCEPT],
    "import requests as http; http.get(URL)": [NO_TIMEOUT, NO_ACCEPT],
    "call = requests.get; call(URL)": [NO_TIMEOUT, NO_ACCEPT],
    "requests.Session().send(requests.Request('GET', URL).prepare())": [NO_TIMEOUT, NO_ACCEPT],
    "import urllib3; urllib3.request('GET', URL)": [NO_TIMEOUT, NO_ACCEPT],
    "import urllib3; urllib3.PoolManager().request('GET', URL)": [NO_TIMEOUT, NO_ACCEPT],
    "requests.get(URL, **{'params': {}})": [NO_TIMEOUT, NO_ACCEPT],
    "from urllib.request import urlopen; urlopen(URL)": [NO_TIMEOUT, NO_ACCEPT],
    "import urllib.request; urllib.request.urlopen(URL, None, 10)": [NO_ACCEPT],
    "from authlib.integrations.requests_client import OAuth2Session as Client; Client().get(URL)": [
        NO_TIMEOUT,
        NO_ACCEPT,
    ],
    "from authlib.integrations.flask_client import OAuth; OAuth().register('orcid', client_kwargs={})": [
        "registers a client without `default_timeout` in its client_kwargs"
    ],
}

CAREFUL = [
    "requests.get(URL, headers=ACCEPT, timeout=10)",
    "requests.get(URL, headers={**ACCEPT, 'User-Agent': 'me'}, timeout=WAIT)",
    "headers = {'accept': 'text/csv'}; requests.get(URL, headers=headers, timeout=10)",
    "headers = {}; headers['Accept'] = 'text/csv'; requests.get(URL, headers=headers, timeout=10)",
    "headers = {}; headers.update(ACCEPT); requests.get(URL, headers=headers, timeout=10)",
    "requests.get(URL, **{'headers': ACCEPT, 'timeout': 10})",
    "session = requests.Session(); session.headers.update(ACCEPT); session.get(URL, timeout=10)",
    "session = requests.Session(); session.headers['Accept'] = 'text/csv'; session.get(URL, timeout=10)",
    "session = requests.Session(); session.headers = ACCEPT; session.get(URL, timeout=10)",
    "import urllib.request as u; u.urlopen(u.Request(URL, headers=ACCEPT), timeout=10)",
    "ask = requests.Request('GET', URL, headers=ACCEPT).prepare(); requests.Session().send(ask, timeout=9)",
    "ACCEPT.get('Accept')",
    "from authlib.integrations.flask_client import OAuth\n"
    "O = {'default_timeout': 9}; OAuth().register('orcid', client_kwargs=O)",
]


def script_with(line: str) -> str:
    start = (
        '"""Do a thing."""\nimport requests\n\nURL, ACCEPT = "https://doi.org/1", {"Accept": "text/csv"}\n'
    )
    return f"{start}{line}\n"


@pytest.fixture
def any_width(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a request stand on one line, however long."""
    monkeypatch.setattr(rules, "WIDEST_LINE", 200)


def broken(guide: Path, source: str) -> list[str]:
    """Return which rules a script breaks; its page introduces Authlib."""
    sample = add_sample(guide, source)
    with (guide / "docs/doi/access.md").open("a") as page:
        page.write("Run `pip install requests authlib`.\n")
    return [problem.partition(f"samples/{NAME}.py:")[2] for problem in find_broken_rules(sample)]


@pytest.mark.usefixtures("any_width")
@pytest.mark.parametrize(("line", "problems"), CARELESS.items(), ids=CARELESS)
def test_a_careless_request_is_found(guide: Path, line: str, problems: list[str]) -> None:
    assert broken(guide, script_with(line)) == [f"5 {problem}" for problem in problems]


@pytest.mark.usefixtures("any_width")
@pytest.mark.parametrize("line", CAREFUL)
def test_a_careful_request_is_none(guide: Path, line: str) -> None:
    assert broken(guide, script_with(line)) == []


def test_a_session_that_a_function_is_given_is_one_too(guide: Path) -> None:
    source = 'def ask(session: requests.Session) -> None:\n    """Ask."""\n    session.get(URL)'
    assert broken(guide, script_with(source)) == [f"7 {NO_TIMEOUT}", f"7 {NO_ACCEPT}"]


def test_a_session_of_a_class_of_the_script_is_one_too(guide: Path) -> None:
    source = "class Patient(requests.Session):\n    pass\nPatient().get(URL)"
    assert broken(guide, script_with(source)) == [f"7 {NO_TIMEOUT}", f"7 {NO_ACCEPT}"]


def test_headers_that_a_function_is_given_are_made_somewhere_in_the_script(guide: Path) -> None:
    source = "def _ask(headers: dict[str, str]) -> None:\n    requests.get(URL, headers=headers, timeout=10)"
    assert broken(guide, script_with(source)) == []
    assert broken(guide, script_with(source).replace('{"Accept": "text/csv"}', "{}")) == [f"6 {NO_ACCEPT}"]


@pytest.mark.parametrize(
    ("line", "module"),
    [("import yaml", "yaml"), ("from yaml import load", "yaml"), ("from . import other", "."),
     ("import pidguide.basics.paths", "pidguide")],
)  # fmt: skip
def test_what_the_page_does_not_introduce_is_not_imported(guide: Path, line: str, module: str) -> None:
    why = f"imports {module}, which docs/doi/access.md does not introduce by `pip install`"
    assert broken(guide, script_with(line)) == [f"5 {why}"]


@pytest.mark.parametrize("line", ["import json", "from lxml import etree", "import authlib.jose"])
def test_what_everybody_has_or_the_page_introduces_is_imported(guide: Path, line: str) -> None:
    assert broken(guide, script_with(line)) == []


def test_a_line_may_have_as_many_columns_as_the_limit(guide: Path) -> None:
    assert broken(guide, script_with("#" * WIDEST_LINE)) == []
    assert broken(guide, script_with("#" * (WIDEST_LINE + 1))) == ["5 has 89 columns; write at most 88"]
    assert broken(guide, script_with(f"# https://example.org/{'a' * WIDEST_LINE}")) == []


def test_an_empty_docstring_is_none_and_helpers_need_none(guide: Path) -> None:
    assert broken(guide, '"""  """\n') == ["1 has no docstring that says what the sample does"]
    source = "def _helper() -> None: ...\ndef ask() -> None: ..."
    assert broken(guide, script_with(source)) == ["6 ask() has no docstring"]


def test_only_line_feeds_end_lines_and_no_mark_begins_a_file(guide: Path) -> None:
    sample = add_sample(guide)
    sample.cassette.parent.mkdir(parents=True)
    sample.output.write_bytes(b"thing\r\n")
    sample.cassette.write_bytes(b"\xef\xbb\xbfa: 1\n")
    assert find_broken_line_ends(sample) == [
        f"samples/{NAME}.out has CR or CRLF line ends; save it with LF",
        f"cassettes/{NAME}.yaml begins with a byte order mark; save it as UTF-8 without one",
    ]
