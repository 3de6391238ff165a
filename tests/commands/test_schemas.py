"""`pidguide schemas` says what it got and what it could not get."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from pidguide.commands import schemas as schemas_command_module
from pidguide.commands.cli import main
from pidguide.samples import official_schemas
from pidguide.samples.official_schemas import SchemaSet
from tests.support.schema_sources import EXAMPLE, SITE, serve


def test_the_command_names_what_it_could_not_get_and_fails(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve(monkeypatch, SITE)
    other = SchemaSet("Other 2.0", "other/2.0", "https://schemas.example.org/2.0/", ("root.xsd",))
    monkeypatch.setattr(schemas_command_module, "SCHEMA_SETS", (EXAMPLE, other))
    run = CliRunner().invoke(schemas_command_module.schemas_command)
    assert run.exit_code == 1
    assert "Example 1.0: fetched from https://schemas.example.org/1.0/" in run.output
    assert "Other 2.0: could not get it: https://schemas.example.org/2.0/root.xsd answers 404" in run.output


def test_the_command_fetches_nothing_that_is_here(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    serve(monkeypatch, SITE)
    official_schemas.fetch(EXAMPLE, cache)
    serve(monkeypatch, {})
    monkeypatch.setattr(schemas_command_module, "SCHEMA_SETS", (EXAMPLE,))
    run = CliRunner().invoke(schemas_command_module.schemas_command)
    assert (run.exit_code, run.output) == (0, f"Example 1.0: in {cache / 'example/1.0/root.xsd'}\n")


def test_a_named_folder_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PIDGUIDE_SCHEMAS", str(tmp_path / "none"))
    run = CliRunner().invoke(main, ["schemas"])
    told = f"pidguide: PIDGUIDE_SCHEMAS names {tmp_path / 'none'}, and there is no such folder."
    assert (run.exit_code, run.output) == (2, f"{told} Correct or unset it.\n")
