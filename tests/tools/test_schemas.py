"""Official schemas: where they are looked for, how they are fetched, and what is said when they cannot be."""

import io
import subprocess
import tarfile
from pathlib import Path
from typing import Any

import pytest
import requests
from click.testing import CliRunner

from pid_emulator.core import schema_files
from pidguide.commands import schemas as schemas_command_module
from pidguide.commands.cli import main
from pidguide.samples import official_schemas
from pidguide.samples.official_schemas import CannotGet, Package, SchemaSet

ROOT_FILE = b"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:include schemaLocation="parts/common.xsd"/>
  <xs:import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="http://www.w3.org/2001/xml.xsd"/>
</xs:schema>"""
PART = b"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:include schemaLocation="../other.xsd"/>
</xs:schema>"""
OTHER = b"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>"""
SITE = {
    "https://schemas.example.org/1.0/root.xsd": ROOT_FILE,
    "https://schemas.example.org/1.0/parts/common.xsd": PART,
    "https://schemas.example.org/1.0/other.xsd": OTHER,
}
EXAMPLE = SchemaSet("Example 1.0", "example/1.0", "https://schemas.example.org/1.0/", ("root.xsd",))
PACKAGED = SchemaSet(
    EXAMPLE.name, EXAMPLE.folder, EXAMPLE.address, EXAMPLE.roots, Package("example==1.0", "0" * 64, "pkg/xsd")
)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("PIDGUIDE_SCHEMAS", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return schema_files.cache_folder()


def serve(monkeypatch: pytest.MonkeyPatch, site: dict[str, bytes]) -> None:
    def get(address: str, **_: Any) -> requests.Response:
        response = requests.Response()
        response.status_code = 200 if address in site else 404
        response._content = site.get(address, b"")
        return response

    monkeypatch.setattr(requests, "get", get)


def pip_gives(monkeypatch: pytest.MonkeyPatch, members: dict[str, bytes], commands: list[list[str]]) -> None:
    def run(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        commands.append(command)
        with tarfile.open(Path(command[-1]) / "example-1.0.tar.gz", "w:gz") as archive:
            for name, content in members.items():
                member = tarfile.TarInfo(f"example-1.0/{name}")
                member.size = len(content)
                archive.addfile(member, io.BytesIO(content))
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(subprocess, "run", run)


def test_an_unreachable_source_is_named_and_nothing_is_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise requests.ConnectionError

    monkeypatch.setattr(requests, "get", refuse)
    with pytest.raises(
        CannotGet, match=r"schemas.example.org/1.0/root.xsd cannot be reached .*; no package on PyPI"
    ):
        official_schemas.fetch(EXAMPLE, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_half_reachable_set_is_not_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    serve(monkeypatch, {address: content for address, content in SITE.items() if "other" not in address})
    with pytest.raises(CannotGet, match="other.xsd answers 404"):
        official_schemas.fetch(EXAMPLE, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"<html>moved</html>", b"not XML at all"])
def test_an_answer_that_is_no_schema_is_refused(
    content: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    serve(monkeypatch, {**SITE, "https://schemas.example.org/1.0/root.xsd": content})
    with pytest.raises(CannotGet, match="root.xsd is not"):
        official_schemas.fetch(EXAMPLE, tmp_path)


def test_all_files_that_a_schema_leads_to_are_fetched(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    serve(monkeypatch, SITE)
    assert official_schemas.fetch(EXAMPLE, tmp_path) == "https://schemas.example.org/1.0/"
    written = {file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*.xsd")}
    assert written == {"example/1.0/root.xsd", "example/1.0/parts/common.xsd", "example/1.0/other.xsd"}
    assert (tmp_path / "example/1.0/root.xsd").read_bytes() == ROOT_FILE


def test_a_package_is_used_where_the_address_fails_and_its_hash_is_demanded(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    serve(monkeypatch, {})
    commands: list[list[str]] = []
    members = {
        "pkg/xsd/root.xsd": ROOT_FILE,
        "pkg/xsd/parts/common.xsd": PART,
        "pkg/code.py": b"",
        "a.xsd": OTHER,
    }
    pip_gives(monkeypatch, members, commands)
    assert official_schemas.fetch(PACKAGED, tmp_path) == "the package example==1.0"
    written = {file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*") if file.is_file()}
    assert written == {"example/1.0/root.xsd", "example/1.0/parts/common.xsd"}
    assert "--require-hashes" in commands[0]


def test_a_package_without_the_root_schema_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    serve(monkeypatch, {})
    pip_gives(monkeypatch, {"pkg/xsd/elsewhere.xsd": OTHER}, [])
    with pytest.raises(CannotGet, match="answers 404; example==1.0 has no root.xsd"):
        official_schemas.fetch(PACKAGED, tmp_path)


def test_a_named_folder_comes_before_the_cache(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "crossref/5.4.0/crossref5.4.0.xsd"
    assert official_schemas.find(name) is None
    for folder in (cache, tmp_path / "named"):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_bytes(OTHER)
    assert official_schemas.find(name) == cache / name
    monkeypatch.setenv("PIDGUIDE_SCHEMAS", str(tmp_path / "named"))
    assert official_schemas.find(name) == tmp_path / "named" / name


def test_a_script_that_needs_a_schema_is_known_before_it_runs(cache: Path) -> None:
    script = 'SCHEMA = SCHEMAS / "crossref/5.4.0/crossref5.4.0.xsd"  # crossref/5.4.0/crossref5.4.0.xsd'
    assert official_schemas.missing_for(script) == ["crossref/5.4.0/crossref5.4.0.xsd"]
    assert official_schemas.missing_for("https://www.crossref.org/schemas/crossref5.4.0.xsd") == []
    file = cache / "crossref/5.4.0/crossref5.4.0.xsd"
    file.parent.mkdir(parents=True)
    file.write_bytes(OTHER)
    assert official_schemas.missing_for(script) == []
    assert official_schemas.folder_for(script) == cache


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


def test_pips_reason_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    serve(monkeypatch, {})
    said = "WARNING: something\nERROR: No matching distribution found for example==1.0\n"
    monkeypatch.setattr(
        subprocess, "run", lambda command, **_: subprocess.CompletedProcess(command, 1, "", said)
    )
    with pytest.raises(CannotGet, match=r"example==1.0 \(ERROR: No matching distribution found"):
        official_schemas.fetch(PACKAGED, tmp_path)


def test_a_named_folder_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PIDGUIDE_SCHEMAS", str(tmp_path / "none"))
    run = CliRunner().invoke(main, ["schemas"])
    told = f"pidguide: PIDGUIDE_SCHEMAS names {tmp_path / 'none'}, and there is no such folder."
    assert (run.exit_code, run.output) == (2, f"{told} Correct or unset it.\n")
