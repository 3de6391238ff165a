"""Crossref deposits as the samples make them: valid XML, and what a reader does when one fails."""

import os
import runpy
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
import requests
import yaml
from lxml import etree

from pidguide import paths, transports
from pidguide.catalogue import Sample
from pidguide.emulator import Emulator
from pidguide.emulator.schema_files import CROSSREF_DEPOSIT, DATACITE_KERNEL, load_schema, schema_file
from pidguide.run import via_emulator

DEPOSITS = sorted(path.stem for path in paths.SAMPLES.glob("doi/create/crossref_*.py"))
DELIBERATELY_INVALID = {("crossref_failures", "schema.xml")}


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
    for file_name, content in uploaded_files(name):
        is_valid = schema.validate(etree.fromstring(content))
        assert is_valid == ((name, file_name) not in DELIBERATELY_INVALID), schema.error_log


def test_every_depositing_sample_is_checked() -> None:
    silent = {name for name in DEPOSITS if not list(uploaded_files(name))}
    assert silent == {"crossref_build", "crossref_validate", "crossref_wrong_password"}


@needs(DATACITE_KERNEL)
def test_the_metadata_sent_over_mds_is_valid() -> None:
    schema = load_schema(DATACITE_KERNEL)
    assert schema is not None
    metadata = next(
        request for request in recorded_requests("datacite_mds") if "/metadata/" in request["uri"]
    )
    body = metadata["body"] if isinstance(metadata["body"], bytes) else metadata["body"].encode()
    schema.assertValid(etree.fromstring(body))


@needs(CROSSREF_DEPOSIT)
@needs(DATACITE_KERNEL)
@pytest.mark.parametrize("name", [*DEPOSITS, "datacite_mds", "datacite_mds_errors"])
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
    build = function("crossref_build", "build_article")
    root = etree.fromstring(
        build("10.5555/x", "https://example.org/?a=1&b=2", "A & <B>", "guide@example.org")
    )
    schema.assertValid(root)
    assert root.findtext(".//{*}title") == "A & <B>"


def test_a_refused_upload_says_why(at_the_emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "CROSSREF_PASSWORD", "not-the-password")
    with pytest.raises(RuntimeError, match="the password is wrong"):
        function("crossref_deposit", "deposit")("<doi_batch/>", "any.xml")


def test_waiting_for_a_file_that_was_never_sent_ends(at_the_emulator: Emulator) -> None:
    with pytest.raises(TimeoutError, match="never-sent.xml"):
        function("crossref_poll", "wait_for_result")("never-sent.xml")


def test_waiting_with_a_wrong_password_ends_at_once(
    at_the_emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "CROSSREF_PASSWORD", "not-the-password")
    with pytest.raises(requests.HTTPError, match="401"):
        function("crossref_poll", "wait_for_result")("any.xml")


def test_reading_failures_too_early_says_so(at_the_emulator: Emulator) -> None:
    with pytest.raises(RuntimeError, match="unknown_submission: ask again later"):
        function("crossref_failures", "find_failures")("any.xml")


def test_validating_without_the_schema_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIDGUIDE_SCHEMAS", str(tmp_path))
    with pytest.raises(SystemExit, match="fetch it with `pidguide schemas`"):
        runpy.run_path(str(paths.SAMPLES / "doi/create/crossref_validate.py"), run_name="__main__")


def test_mds_refusals_are_raised_in_the_services_words(
    at_the_emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "DATACITE_PASSWORD", "not-the-password")
    with pytest.raises(RuntimeError, match="401 Bad credentials"):
        function("datacite_mds", "register_over_mds")("10.82433/x", "https://example.org", "<resource/>")
