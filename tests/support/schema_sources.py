"""A publisher of schemas and a package index, played."""

import io
import subprocess
import tarfile
from pathlib import Path
from typing import Any

import pytest
import requests

from pid_emulator.core import schema_files
from pidguide.samples.official_schemas import Package, SchemaSet

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
