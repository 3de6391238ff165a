"""A sample that reads official schemas is run where they are, and says so where they are not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pid_emulator import Emulator
from pid_emulator.core.schema_files import cache_folder
from pidguide.running.record import record_via_emulator
from pidguide.samples import official_schemas
from tests.support.commands import invoke
from tests.support.schema_sources import OTHER
from tests.support.toy_guide import READ_TWICE, add_sample


def test_a_script_that_needs_a_schema_is_known_before_it_runs(cache: Path) -> None:
    script = 'SCHEMA = SCHEMAS / "crossref/5.4.0/crossref5.4.0.xsd"  # crossref/5.4.0/crossref5.4.0.xsd'
    assert official_schemas.missing_for(script) == ["crossref/5.4.0/crossref5.4.0.xsd"]
    assert official_schemas.missing_for("https://www.crossref.org/schemas/crossref5.4.0.xsd") == []
    file = cache / "crossref/5.4.0/crossref5.4.0.xsd"
    file.parent.mkdir(parents=True)
    file.write_bytes(OTHER)
    assert official_schemas.missing_for(script) == []
    assert official_schemas.folder_for(script) == cache


READ_SCHEMA = '''
"""Read a schema."""
import os
from pathlib import Path


def count_lines(file: Path) -> int:
    """Return how many lines it has.

    https://www.crossref.org/documentation/schema-library/
    """
    return len(file.read_text().splitlines())


if __name__ == "__main__":
    schemas = Path(os.environ["PIDGUIDE_SCHEMAS"])
    print(count_lines(schemas / "crossref/5.4.0/crossref5.4.0.xsd"))
'''
WHAT_TO_DO = "it needs the official schemas: run `pidguide schemas`"


@pytest.fixture
def no_schemas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PIDGUIDE_SCHEMAS", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def put_schema_in_the_cache() -> None:
    file = cache_folder() / "crossref/5.4.0/crossref5.4.0.xsd"
    file.parent.mkdir(parents=True)
    file.write_text("one\ntwo\n")


@pytest.mark.usefixtures("no_schemas")
def test_it_runs_from_the_cache_without_a_variable(guide: Path, emulator: Emulator) -> None:
    put_schema_in_the_cache()
    sample = add_sample(guide, READ_SCHEMA)
    assert record_via_emulator(sample, emulator).is_written
    assert invoke("run", sample.name) == (0, "2\n")
    assert invoke("check")[0] == 0


@pytest.mark.usefixtures("no_schemas")
def test_alone_it_fails_in_one_line(guide: Path, emulator: Emulator) -> None:
    sample = add_sample(guide, READ_SCHEMA)
    recorded = record_via_emulator(sample, emulator)
    assert not recorded.is_written and not sample.cassette.exists()
    code, output = invoke("run", sample.name, "--via", "emulator")
    assert (code, output) == (1, f"pidguide: {sample.name}: {WHAT_TO_DO.removeprefix('it ')}\n")


@pytest.mark.usefixtures("no_schemas")
def test_among_others_it_is_named_and_the_others_are_run(
    guide: Path, toy: Callable[[], Emulator], monkeypatch: pytest.MonkeyPatch
) -> None:
    put_schema_in_the_cache()
    reading = add_sample(guide, READ_SCHEMA, "doi/create/schema")
    other = add_sample(guide, READ_TWICE, "doi/access/toy")
    registries = toy()
    assert all(record_via_emulator(sample, registries).is_written for sample in (reading, other))
    monkeypatch.setenv("XDG_CACHE_HOME", str(guide / "elsewhere"))
    for words in (("run", "--all"), ("check",)):
        code, output = invoke(*words)
        assert code == 0
        assert f"doi/create/schema: not run, {WHAT_TO_DO}\n" in output
    assert "1 of 2 samples ran well" in invoke("run", "--all")[1]
    other.output.write_text("something else\n")
    assert [invoke(*words)[0] for words in (("run", "--all"), ("check",))] == [1, 1]
