"""Every published sample passes every gate, offline."""

import ast
import json
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from pidguide.running.check import find_leftovers, find_problems
from pidguide.running.replay_again import SecondReplays
from pidguide.running.run import replay
from pidguide.samples.catalogue import Sample, find_samples, get_sample
from pidguide.samples.runnable import why_not_run

MOST_ON_A_PAGE = 12
SAMPLES = [
    pytest.param(
        sample,
        id=sample.name,
        marks=pytest.mark.skipif(bool(why_not_run(sample)), reason=f"{sample.name} {why_not_run(sample)}"),
    )
    for sample in find_samples()
]


@pytest.mark.parametrize("sample", SAMPLES)
def test_sample_passes_every_gate(sample: Sample) -> None:
    assert find_problems(sample) == []


def test_samples_print_the_same_at_another_time_and_with_sets_in_another_order() -> None:
    assert SecondReplays(find_samples()).find_problems() == {}


def test_no_page_has_more_samples_than_a_reader_looks_through() -> None:
    pages = Counter(sample.page for sample in find_samples())
    assert {page: count for page, count in pages.items() if count > MOST_ON_A_PAGE} == {}


def test_nothing_is_left_over() -> None:
    assert find_leftovers() == []


def test_a_run_of_pages_outlasts_one_busy_answer() -> None:
    """A loop that fetches page after page asks through a session that tries again."""
    careless = [
        sample.name
        for sample in find_samples()
        for loop in ast.walk(sample.tree)
        if isinstance(loop, ast.While) and "requests.get(" in ast.unparse(loop)
    ]
    assert careless == []


def test_affiliation_and_publisher_are_asked_for_together() -> None:
    """The defaults of both change in September 2027: a sample that names one has to name the other."""
    alone = [
        sample.name
        for sample in find_samples()
        if ("affiliation=true" in sample.source or '"affiliation": "true"' in sample.source)
        and not ("publisher=true" in sample.source or '"publisher": "true"' in sample.source)
    ]
    assert alone == []


IMPORTS = (
    "from lxml import etree",
    "from lxml.builder import ElementMaker",
    "from xml.sax.saxutils import escape",
)
READERS = {f"etree.{name}" for name in ("fromstring", "fromstringlist", "parse", "iterparse", "XML")}


def careless_parsing(tree: ast.AST) -> list[str]:
    """Return where a script reads XML without lxml's etree, or with a parser that resolves entities."""
    parsers, found = {}, []
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            parsers[ast.unparse(node.targets[0])] = ast.unparse(node.value)
        if isinstance(node, ast.Import | ast.ImportFrom) and "xml" in ast.unparse(node):
            found += [ast.unparse(node)] if ast.unparse(node) not in IMPORTS else []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in READERS:
            given = [*node.args[1:2], *(each.value for each in node.keywords if each.arg == "parser")]
            parser = ast.unparse(given[0]) if given else ""
            if "resolve_entities=False" not in parsers.get(parser, parser):
                found.append(ast.unparse(node))
    return found


@pytest.mark.parametrize("sample", find_samples(), ids=lambda sample: sample.name)
def test_a_sample_that_reads_xml_resolves_no_entities(sample: Sample) -> None:
    assert careless_parsing(sample.tree) == []


@pytest.mark.parametrize(
    ("script", "careless"),
    [
        ("etree.fromstring(x)", True),
        ("etree.parse(x, parser=None)", True),
        ("etree.fromstring(x, etree.XMLParser(no_network=True))", True),
        ("parser = etree.XMLParser()\netree.fromstring(x, parser)", True),
        ("from xml.etree import ElementTree", True),
        ("import xml.dom.minidom", True),
        ("from lxml.etree import fromstring", True),
        ("etree.fromstring(x, etree.XMLParser(resolve_entities=False))", False),
        ("parser = etree.XMLParser(resolve_entities=False)\netree.parse(x, parser=parser)", False),
        ("from lxml import etree", False),
        ("rdflib.Graph().parse(x)", False),
    ],
)
def test_careless_parsing_is_seen(script: str, careless: bool) -> None:
    assert bool(careless_parsing(ast.parse(script))) is careless


@pytest.mark.parametrize("sample", SAMPLES)
def test_replay_opens_no_socket(sample: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    """Any connection attempt, and any name look-up, ends the replay with this failure."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a replay reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert replay(sample).failure == ""


class Run(NamedTuple):
    """What a command came to."""

    exit_code: int
    stdout: str
    stderr: str


class FreshInterpreters:
    """Runs `pidguide run NAME` in a process of its own, forked where it would have read the name."""

    def __init__(self) -> None:
        server = Path(__file__).with_name("fresh_interpreters.py")
        command = [sys.executable, "-I", str(server)]
        self._server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self, name: str, folder: Path) -> Run:
        assert self._server.stdin and self._server.stdout
        self._server.stdin.write(json.dumps([name, str(folder)]) + "\n")
        self._server.stdin.flush()
        exit_code = int(self._server.stdout.readline())
        return Run(exit_code, (folder / "stdout").read_text(), (folder / "stderr").read_text())

    def close(self) -> None:
        self._server.communicate(timeout=10)  # its input ends, so does it


@pytest.fixture(scope="module")
def fresh_interpreters() -> Iterator[FreshInterpreters]:
    fresh = FreshInterpreters()
    yield fresh
    fresh.close()


@pytest.mark.parametrize("sample", SAMPLES)
def test_sample_runs_alone_in_a_fresh_interpreter(
    sample: Sample, fresh_interpreters: FreshInterpreters, tmp_path: Path
) -> None:
    """What a reader sees who types `pidguide run NAME` and nothing else."""
    expected = Run(0, sample.output.read_text(encoding="utf-8"), "")
    assert fresh_interpreters.run(sample.name, tmp_path) == expected


def test_the_command_itself_starts_in_a_fresh_interpreter(tmp_path: Path) -> None:
    """The one above forks from a process that has started already; this one starts."""
    sample = get_sample("doi/access/csl_json")
    command = [sys.executable, "-I", "-m", "pidguide", "run", sample.name]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=tmp_path)
    assert (run.returncode, run.stdout, run.stderr) == (0, sample.output.read_text(encoding="utf-8"), "")
