"""Drift over every sample: silent where nothing changed, exact where a service answers otherwise."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner

from pid_emulator import Emulator
from pid_emulator.core.schema_files import CROSSREF_DEPOSIT, DATACITE_KERNEL, schema_file
from pidguide.basics import paths
from pidguide.cassettes.format import read_recording
from pidguide.commands.drift import drift_command
from pidguide.drift.changes import Change, compare_cassettes, unify
from pidguide.running.record import record_via_emulator
from pidguide.samples.catalogue import find_samples
from pidguide.samples.schemas_needed import lacks_schemas
from tests.support import altered_answers as altered

pytestmark = pytest.mark.skipif(
    not all(schema_file(name) for name in (CROSSREF_DEPOSIT, DATACITE_KERNEL)),
    reason="the official schemas are not at hand: run `pidguide schemas`",
)
COMMITTED = paths.CASSETTES
SAMPLES = [
    sample
    for sample in find_samples()
    if not lacks_schemas(sample) and read_recording(sample.cassette).exchanges
]


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The guide's scripts and cassettes in a temporary folder, which recordings go to."""
    for name in ("samples", "cassettes"):
        shutil.copytree(paths.ROOT / name, tmp_path / name)
        monkeypatch.setattr(paths, name.upper(), tmp_path / name)
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    return tmp_path


def test_recorded_anew_nothing_has_changed(copy: Path, running_emulator: Emulator) -> None:
    written = [sample for sample in SAMPLES if record_via_emulator(sample, running_emulator).is_written]
    assert written == SAMPLES
    result = CliRunner().invoke(drift_command, [str(COMMITTED), str(paths.CASSETTES)])
    assert (result.exit_code, result.output) == (0, "Nothing changed.\n")


@pytest.mark.parametrize(
    ("alter", "fewest"),
    [
        (altered.remove_field, 200),
        (altered.change_type, 150),
        (altered.change_status, 300),
        (altered.drop_header, 300),
        (altered.add_or_reword, 280),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_each_change_is_told_and_nothing_else(tmp_path: Path, alter: altered.Alteration, fewest: int) -> None:
    """Every recorded answer has one change of a kind: each is told, with its severity and place."""
    count = 0
    for sample in SAMPLES:
        changed = tmp_path / f"{sample.name}.yaml"
        log = altered.alter_cassette(sample.cassette, changed, alter)
        expected = [(number, *change) for number, change in enumerate(log, start=1) if change]
        assert told_of(compare_cassettes(sample.cassette, changed, sample.name)) == expected, sample.name
        count += len(expected)
    assert count >= fewest


def test_changed_services_recorded_anew_are_told_and_nothing_else(copy: Path) -> None:
    """Every answer of every service has one member or other words more, while all samples are recorded.

    A sample that the change breaks writes no cassette: `pidguide record` names it, and drift says nothing.
    One that goes on with other requests has those told too.
    """
    services = altered.AlteredServices(altered.add_or_reword)
    count = 0
    with services.emulator:
        for sample in SAMPLES:
            services.log.clear()
            committed = COMMITTED / f"{sample.name}.yaml"
            is_written = record_via_emulator(sample, services.emulator).is_written
            told = told_of(compare_cassettes(committed, sample.cassette, sample.name))
            expected = [(number, *change) for number, change in enumerate(services.log, start=1) if change]
            if not is_written:
                assert told == [], sample.name
            elif asks_for(committed) == asks_for(sample.cassette):
                assert told == expected, sample.name
                count += len(expected)
            else:
                assert {"request gone", "request new"} & {kind for _, kind, _, _ in told}, sample.name
    assert count >= 150


def asks_for(cassette: Path) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return what a recording asks for, without what differs from run to run."""
    asked = [(exchange.method, urlsplit(exchange.url)) for exchange in read_recording(cassette).exchanges]
    return [(method, f"{uri.netloc}{unify(uri.path)}", tuple(parse_qs(uri.query))) for method, uri in asked]


def told_of(changes: list[Change]) -> list[tuple[int, str, str, str]]:
    return [(change.exchange, change.kind, str(change.severity), change.where) for change in changes]
