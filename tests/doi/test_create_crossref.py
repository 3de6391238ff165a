"""Crossref deposits as the samples make them: valid XML, and what a reader does when one fails."""

import os
import re
import runpy
import time
import traceback
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
import requests
import yaml
from lxml import etree

from pid_emulator import Emulator
from pid_emulator.core.schema_files import CROSSREF_DEPOSIT, DATACITE_KERNEL, load_schema, schema_file
from pidguide.basics import paths
from pidguide.running import transports
from pidguide.running.run import via_emulator
from pidguide.samples.catalogue import Sample

DEPOSITS = sorted(
    f"{path.parent.name}/{path.stem}" for path in paths.SAMPLES.glob("doi/create/crossref*/*.py")
)
DEPOSITING = [
    name
    for name in DEPOSITS
    if name not in ("crossref/build_deposit", "crossref/validate", "crossref/wrong_password")
]
ASKING = [name for name in DEPOSITING if name != "crossref/deposit"]
QUEUED = '<doi_batch_diagnostic status="queued"><batch_id /></doi_batch_diagnostic>'


def needs(schema: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(
        schema_file(schema) is None, reason=f"{schema} is not at hand: run `pidguide schemas`"
    )


@pytest.fixture
def at_the_emulator(emulator: Emulator) -> Iterator[Emulator]:
    """Lead what a sample's function calls to the emulator."""
    with transports.emulator(emulator):
        yield emulator


def function(name: str, called: str) -> Callable[..., Any]:
    """Return a sample's public function without running the sample."""
    found: Callable[..., Any] = runpy.run_path(str(paths.SAMPLES / f"doi/create/{name}.py"))[called]
    return found


def run_as_script(name: str) -> None:
    runpy.run_path(str(paths.SAMPLES / f"doi/create/{name}.py"), run_name="__main__")


def recorded_requests(name: str) -> Iterator[dict[str, Any]]:
    cassette = yaml.safe_load((paths.CASSETTES / f"doi/create/{name}.yaml").read_text(encoding="utf-8"))
    for interaction in cassette["interactions"]:
        yield interaction["request"]


def uploaded_files(name: str) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of every file that a sample uploads."""
    for request in recorded_requests(name):
        content_type = str(request["headers"].get("content-type", [""])[0])
        if request["method"] != "POST" or not content_type.startswith("multipart/"):
            continue
        body = request["body"] if isinstance(request["body"], bytes) else str(request["body"]).encode()
        form = message_from_bytes(f"Content-Type: {content_type}\r\n\r\n".encode() + body)
        for part in form.get_payload():
            assert isinstance(part, Message)
            if file_name := part.get_filename():
                content = part.get_payload(decode=True)
                assert isinstance(content, bytes)
                yield file_name, content


@needs(CROSSREF_DEPOSIT)
@pytest.mark.parametrize("name", DEPOSITS)
def test_what_a_sample_deposits_is_valid(name: str) -> None:
    schema = load_schema(CROSSREF_DEPOSIT)
    assert schema is not None
    deposited = [(file, content) for file, content in uploaded_files(name) if file.endswith(".xml")]
    for file_name, content in deposited:
        is_valid = schema.validate(etree.fromstring(content))
        is_meant_to_be = not (name == "crossref/failures" and file_name.startswith("schema-"))
        assert is_valid == is_meant_to_be, schema.error_log


def test_every_depositing_sample_is_checked() -> None:
    assert [name for name in DEPOSITS if list(uploaded_files(name))] == DEPOSITING


@pytest.mark.parametrize("name", DEPOSITING)
def test_no_file_name_comes_twice(name: str) -> None:
    # The system shows the first submission of a name: a constant one would show an earlier run's result.
    names = [file_name for file_name, _ in uploaded_files(name)]
    assert len(names) == len(set(names))
    assert all(re.search(r"\d{14}\.(xml|txt)$", file_name) for file_name in names)


@needs(DATACITE_KERNEL)
def test_the_metadata_sent_over_mds_is_valid() -> None:
    schema = load_schema(DATACITE_KERNEL)
    assert schema is not None
    metadata = next(
        request for request in recorded_requests("datacite-metadata/mds") if "/metadata/" in request["uri"]
    )
    body = metadata["body"] if isinstance(metadata["body"], bytes) else metadata["body"].encode()
    schema.assertValid(etree.fromstring(body))


@needs(CROSSREF_DEPOSIT)
@needs(DATACITE_KERNEL)
@pytest.mark.parametrize("name", [*DEPOSITS, "datacite-metadata/mds", "datacite-metadata/mds_errors"])
def test_a_sample_prints_the_same_when_it_runs_anew(name: str, emulator: Emulator) -> None:
    sample = Sample(f"doi/create/{name}")
    outcome = via_emulator(sample, emulator)
    assert outcome.failure == ""
    expected = sample.output.read_text(encoding="utf-8").splitlines()
    moving = {
        index for index, line in enumerate(expected) if "submitted version" in line or "<timestamp>" in line
    }
    printed = outcome.output.splitlines()
    assert len(printed) == len(expected)
    assert [line for index, line in enumerate(printed) if index not in moving] == [
        line for index, line in enumerate(expected) if index not in moving
    ]


@needs(CROSSREF_DEPOSIT)
def test_the_article_built_is_valid_whatever_its_title() -> None:
    schema = load_schema(CROSSREF_DEPOSIT)
    assert schema is not None
    build = function("crossref/build_deposit", "build_article")
    root = etree.fromstring(
        build("10.5555/x", "https://example.org/?a=1&b=2", "A & <B>", "guide@example.org")
    )
    schema.assertValid(root)
    assert root.findtext(".//{*}title") == "A & <B>"


def test_a_refused_upload_says_why(at_the_emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "CROSSREF_PASSWORD", "not-the-password")
    with pytest.raises(RuntimeError, match="the password is wrong"):
        function("crossref/deposit", "deposit")("<doi_batch/>", "any.xml")


def test_waiting_for_a_file_that_was_never_sent_ends(at_the_emulator: Emulator) -> None:
    with pytest.raises(TimeoutError, match="never-sent.xml"):
        function("crossref/poll", "wait_for_result")("never-sent.xml")


def test_waiting_with_a_wrong_password_ends_at_once(
    at_the_emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "CROSSREF_PASSWORD", "not-the-password")
    with pytest.raises(RuntimeError, match="answered 401"):
        function("crossref/poll", "wait_for_result")("any.xml")


@pytest.mark.parametrize(
    ("name", "called"), [("crossref/failures", "find_failures"), ("crossref/conflict", "find_conflicts")]
)
def test_reading_a_result_too_early_says_so(at_the_emulator: Emulator, name: str, called: str) -> None:
    with pytest.raises(RuntimeError, match="unknown_submission: ask again later"):
        function(name, called)("any.xml")


def answer(status: int, body: str, address: str = "https://test.crossref.org/") -> requests.Response:
    response = requests.Response()
    response.status_code, response._content, response.url = status, body.encode(), address
    response.encoding = "utf-8"
    return response


def ask_for_results(monkeypatch: pytest.MonkeyPatch, status: int, body: str) -> list[dict[str, str]]:
    """Let every request for a result get this answer; return the forms that asked, as they come."""
    real_post, asked = requests.post, list[dict[str, str]]()

    def post(address: str, form: dict[str, str], **named: Any) -> requests.Response:
        if not address.endswith("/submissionDownload"):
            return real_post(address, form, **named)
        asked.append(form)
        return answer(status, body, address)

    monkeypatch.setattr(requests, "post", post)
    return asked


@pytest.mark.parametrize("name", DEPOSITING)
def test_a_failure_page_with_status_200_is_no_receipt(
    name: str, at_the_emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = "<html>\n<body>\n<h2>FAILURE</h2>\n<p>No more today.</p>\n</body>\n</html>"
    monkeypatch.setattr(requests, "post", lambda *given, **named: answer(200, page))
    with pytest.raises(RuntimeError, match="(?s)upload was refused: 200 .*No more today"):
        run_as_script(name)


@pytest.mark.parametrize("name", [*ASKING, "crossref/wrong_password"])
def test_an_error_does_not_show_the_password(
    name: str, at_the_emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = ask_for_results(monkeypatch, 503, "busy")
    with pytest.raises(RuntimeError, match="answered 503") as error:
        run_as_script(name)
    assert os.environ["CROSSREF_PASSWORD"] not in "".join(traceback.format_exception(error.value))
    assert refused and all(form["pwd"] for form in refused)


@pytest.mark.parametrize("name", DEPOSITS)
def test_no_address_holds_the_password(name: str) -> None:
    # Addresses end up in logs of proxies, and in the text of an error.
    addresses = [request["uri"] for request in recorded_requests(name)]
    assert not [address for address in addresses if "pwd" in address or "passw" in address.lower()]


@pytest.mark.parametrize(
    ("status", "page"),
    [
        (200, "<html><body><h2>Welcome to Crossref</h2></body></html>"),
        (302, ""),
        (500, '<doi_batch_diagnostic status="unknown_submission"/>'),
    ],
)
def test_only_a_diagnostic_proves_a_login(
    status: int, page: str, at_the_emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_for_results(monkeypatch, status, page)
    with pytest.raises(RuntimeError, match=f"answered {status}"):
        function("crossref/wrong_password", "try_login")("login", "password")


@pytest.mark.parametrize("status", [200, 401])
def test_a_refused_login_is_known_by_its_words_whatever_its_status(
    status: int, at_the_emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusal = "Your XML batch submission failed. [Wrong credentials. Incorrect username or password.]"
    ask_for_results(monkeypatch, status, f"<html><h2>FAILURE</h2><p>{refusal}</p></html>")
    assert function("crossref/wrong_password", "try_login")("login", "password") is False


@pytest.mark.parametrize(
    "name",
    [
        "crossref/conflict",
        "crossref/failures",
        "crossref/new_url",
        "crossref/update",
        "crossref-articles/article",
        "crossref-articles/correction",
        "crossref-articles/move_urls",
    ],
)
def test_what_is_still_queued_is_not_taken_for_a_result(
    name: str, at_the_emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_for_results(monkeypatch, 200, QUEUED)
    with pytest.raises(RuntimeError, match="is queued: ask again later"):
        run_as_script(name)


@pytest.mark.parametrize("name", ["crossref/dataset", "crossref/preprint"])
def test_a_deposit_that_is_still_queued_is_called_so(
    name: str, at_the_emulator: Emulator, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ask_for_results(monkeypatch, 200, QUEUED)
    run_as_script(name)
    assert capsys.readouterr().out == "queued\n"


def test_polling_pauses_grow_and_last_for_ten_minutes(
    at_the_emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(time, "sleep", pauses.append)
    ask_for_results(monkeypatch, 200, QUEUED)
    with pytest.raises(TimeoutError):
        function("crossref/poll", "wait_for_result")("any.xml")
    assert pauses == sorted(pauses)
    assert sum(pauses) == 600


def test_validating_without_the_schema_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIDGUIDE_SCHEMAS", str(tmp_path))
    with pytest.raises(SystemExit, match="fetch it with `pidguide schemas`"):
        runpy.run_path(str(paths.SAMPLES / "doi/create/crossref/validate.py"), run_name="__main__")


def test_mds_refusals_are_raised_in_the_services_words(
    at_the_emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "DATACITE_PASSWORD", "not-the-password")
    with pytest.raises(RuntimeError, match="401 Bad credentials"):
        function("datacite-metadata/mds", "put")("metadata/10.82433/x", "<resource/>", "application/xml")
