"""Which samples have the Run button depends on the build, and on what their imports need."""

import json
from pathlib import Path

import pytest

from pidguide.samples.catalogue import find_samples, get_sample
from pidguide.site.pages.runnable import VARIABLE, packages_missing_for, packages_needed_by, run_folder

CSL_JSON, XML = get_sample("doi/access/csl_json"), get_sample("doi/access/metadata/datacite_xml")


def built(folder: Path, monkeypatch: pytest.MonkeyPatch, *packages: str) -> None:
    """Have the pages written by a build that could have these compiled packages."""
    (folder / "manifest.json").write_text(json.dumps({"packages": packages}))
    monkeypatch.setenv(VARIABLE, str(folder))


def test_a_build_without_the_files_has_no_button(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert run_folder() == ""


def test_a_build_with_them_says_where_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built(tmp_path, monkeypatch)
    assert run_folder() == f"run/{tmp_path.name}"


def test_a_sample_lacks_what_it_imports_and_the_build_could_not_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(tmp_path, monkeypatch, "cryptography")
    assert packages_missing_for(CSL_JSON) == []
    assert packages_missing_for(XML) == ["lxml"]
    assert packages_missing_for(get_sample("orcid/auth/verify_id_token")) == []


def test_what_reads_data_files_does_not_run_in_a_tab() -> None:
    assert packages_needed_by(get_sample("bulk/check_download")) == {"the public data files"}


def test_with_what_the_package_index_has_134_samples_run() -> None:
    assert sum(not packages_needed_by(sample) for sample in find_samples()) >= 134
