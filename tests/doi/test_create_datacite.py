"""What a reader relies on in the DataCite samples of doi/create: failures first."""

import base64
import json
import runpy
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
import yaml
from lxml import etree

from pid_emulator import Emulator
from pid_emulator.core import accounts
from pid_emulator.core.schema_files import DATACITE_KERNEL, load_schema, schema_file
from pidguide.basics import paths
from pidguide.running import transports
from pidguide.running.run import via_emulator
from pidguide.samples.catalogue import Sample

PREFIX = accounts.DATACITE_PREFIX
FOLDER = paths.ROOT / "samples" / "doi" / "create"
NAMES = [
    "datacite/draft",
    "datacite/draft_own_suffix",
    "datacite/publish",
    "datacite/publish_fails",
    "datacite-metadata/update",
    "datacite-metadata/new_url",
    "datacite/hide",
    "datacite/delete",
    "datacite-metadata/send_xml",
    "datacite-metadata/related",
    "datacite/wrong_credentials",
    "datacite/foreign_prefix",
]

needs_schema = pytest.mark.skipif(
    schema_file(DATACITE_KERNEL) is None, reason="needs the DataCite kernel 4.7 XSD: run `pidguide schemas`"
)


@pytest.fixture
def online(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> Iterator[Emulator]:
    """The hosts that samples call lead to the emulator, its accounts are in the environment."""
    for name, value in emulator.environment().items():
        monkeypatch.setenv(name, value)
    with transports.emulator(emulator):
        yield emulator


def function(name: str, called: str) -> Callable[..., Any]:
    """Return a sample's public function without running the sample."""
    found: Callable[..., Any] = runpy.run_path(str(FOLDER / f"{name}.py"))[called]
    return found


def recorded(name: str) -> list[dict[str, Any]]:
    cassette = yaml.safe_load((paths.CASSETTES / f"doi/create/{name}.yaml").read_text(encoding="utf-8"))
    interactions: list[dict[str, Any]] = cassette["interactions"]
    return interactions


@pytest.mark.parametrize(
    ("name", "called", "arguments", "words"),
    [
        ("datacite/draft", "reserve_doi", ["10.1594"], "403"),
        ("datacite/publish", "publish", [f"{PREFIX}/x", "example.org", {}], "URL is not valid"),
        ("datacite-metadata/update", "change", ["10.1594/x", {}], "403"),
        ("datacite/hide", "send_event", [f"{PREFIX}/x", "publish", {}], "Can't be blank"),
        ("datacite-metadata/related", "publish", [f"{PREFIX}/x", {}], "Can't be blank"),
    ],
)
def test_refusals_reach_the_caller_in_datacites_words(
    online: Emulator, name: str, called: str, arguments: list[Any], words: str
) -> None:
    with pytest.raises(RuntimeError, match=words):
        function(name, called)(*arguments)


def test_wrong_password_is_told_from_a_refused_doi(online: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATACITE_PASSWORD", "wrong")
    with pytest.raises(RuntimeError, match="404"):
        function("datacite/draft_own_suffix", "create_draft")(f"{PREFIX}/x")


def test_taken_doi_is_told_from_other_refusals(online: Emulator) -> None:
    create = function("datacite/draft_own_suffix", "create_draft")
    create(f"{PREFIX}/x")
    with pytest.raises(FileExistsError, match="already been taken"):
        create(f"{PREFIX}/X")
    with pytest.raises(RuntimeError, match="403"):
        create("10.1594/x")


def test_own_suffix_can_be_run_again(online: Emulator, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        runpy.run_path(str(FOLDER / "datacite/draft_own_suffix.py"), run_name="__main__")
    first, *others = capsys.readouterr().out.splitlines()
    assert first.endswith("is a draft")
    assert len(others) == 3
    assert all(line.endswith("This DOI has already been taken") for line in others)


@pytest.mark.parametrize(
    ("module", "path"),
    [("crossref/validate", "crossref/5.4.0"), ("datacite-metadata/send_xml", "datacite/kernel-4.7")],
)
def test_schemas_are_looked_for_where_the_command_puts_them(
    monkeypatch: pytest.MonkeyPatch, module: str, path: str
) -> None:
    monkeypatch.delenv("PIDGUIDE_SCHEMAS", raising=False)
    schema = runpy.run_path(str(FOLDER / f"{module}.py"))["SCHEMA"]
    assert schema.parent == Path.home() / ".cache/pidguide/schemas" / path


@needs_schema
def test_invalid_xml_is_not_sent(online: Emulator) -> None:
    document = etree.fromstring('<resource xmlns="http://datacite.org/schema/kernel-4"/>')
    with pytest.raises(etree.DocumentInvalid):
        function("datacite-metadata/send_xml", "publish_xml")(f"{PREFIX}/x", "https://example.org", document)
    assert online.world.datacite.find("test", f"{PREFIX}/x") is None


def test_xml_sample_names_the_missing_schema(online: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIDGUIDE_SCHEMAS", "nowhere")
    with pytest.raises(SystemExit, match="fetch it with `pidguide schemas`"):
        function("datacite-metadata/send_xml", "publish_xml")(
            f"{PREFIX}/x", "https://example.org", etree.Element("x")
        )


@needs_schema
def test_publishing_can_be_repeated(online: Emulator) -> None:
    sample = runpy.run_path(str(FOLDER / "datacite/publish.py"))
    for _ in range(2):
        made = sample["publish"](f"{PREFIX}/x", "https://example.org/1", sample["DATASET"])
        assert (made["state"], made["metadataVersion"]) == ("findable", 0)
    public = requests.get(f"https://api.test.datacite.org/dois/{PREFIX}/x", timeout=10)
    assert public.json()["data"]["attributes"]["titles"] == sample["DATASET"]["titles"]


@needs_schema
def test_relations_are_found_by_those_they_name(online: Emulator) -> None:
    sample = runpy.run_path(str(FOLDER / "datacite-metadata/related.py"))
    sample["publish"](f"{PREFIX}/x", sample["DATASET"])
    for query in (
        'relatedIdentifiers.relatedIdentifier:"10.5555/12345678"',
        'creators.nameIdentifiers.nameIdentifier:"https://orcid.org/0000-0002-1825-0097"',
        'creators.affiliation.affiliationIdentifier:"https://ror.org/05gq02987"',
        'fundingReferences.funderIdentifier:"https://ror.org/021nxhr62"',
    ):
        answer = requests.get("https://api.test.datacite.org/dois", {"query": query}, timeout=10)
        assert [item["id"] for item in answer.json()["data"]] == [f"{PREFIX}/x"], query


@needs_schema
def test_sent_xml_and_what_datacite_makes_of_sent_json_is_valid() -> None:
    schema = load_schema(DATACITE_KERNEL)
    assert schema is not None
    sent = json.loads(recorded("datacite-metadata/send_xml")[0]["request"]["body"])["data"]["attributes"][
        "xml"
    ]
    documents = [sent]
    for name in ("datacite/publish", "datacite-metadata/related"):
        answer = json.loads(recorded(name)[0]["response"]["body"]["string"])
        documents.append(answer["data"]["attributes"]["xml"])
    for document in documents:
        schema.assertValid(etree.fromstring(base64.b64decode(document)))


@needs_schema
@pytest.mark.parametrize("name", NAMES)
def test_a_sample_prints_the_same_when_it_runs_anew(name: str, emulator: Emulator) -> None:
    sample = Sample(f"doi/create/{name}")
    outcome = via_emulator(sample, emulator)
    assert outcome.failure == ""
    printed = outcome.output.splitlines()
    expected = sample.output.read_text(encoding="utf-8").splitlines()
    # The row that Location names grows with the records that the emulator has.
    assert [line for line in printed if "Location" not in line] == [
        line for line in expected if "Location" not in line
    ]


@pytest.mark.parametrize(
    "damage",
    [lambda text: text[1] + text[0] + text[2:], lambda text: text[:-1] + str((int(text[-1]) + 1) % 10)],
    ids=["swapped", "mistyped"],
)
def test_check_digits_find_typing_errors(damage: Callable[[str], str]) -> None:
    new_suffix, is_intact = function("suffixes", "new_suffix"), function("suffixes", "is_intact")
    for number in range(40_000_000, 40_000_200):
        suffix = new_suffix(number)
        assert is_intact(suffix) and is_intact(suffix.upper())
        assert damage(suffix) == suffix or not is_intact(damage(suffix))


def test_suffixes_are_those_that_datacite_makes(online: Emulator) -> None:
    address = f"https://api.test.datacite.org/dois/random?prefix={PREFIX}&number=122149076"
    answer = requests.get(address, timeout=10)
    assert answer.json() == {"dois": [f"{PREFIX}/{function('suffixes', 'new_suffix')(122149076)}"]}
