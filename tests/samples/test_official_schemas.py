"""Official schemas are fetched whole or not at all."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
import requests

from pidguide.samples import official_schemas
from pidguide.samples.official_schemas import CannotGet
from tests.support.schema_sources import EXAMPLE, OTHER, PACKAGED, PART, ROOT_FILE, SITE, pip_gives, serve


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


def test_pips_reason_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    serve(monkeypatch, {})
    said = "WARNING: something\nERROR: No matching distribution found for example==1.0\n"
    monkeypatch.setattr(
        subprocess, "run", lambda command, **_: subprocess.CompletedProcess(command, 1, "", said)
    )
    with pytest.raises(CannotGet, match=r"example==1.0 \(ERROR: No matching distribution found"):
        official_schemas.fetch(PACKAGED, tmp_path)
