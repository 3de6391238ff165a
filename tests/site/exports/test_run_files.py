"""What Run loads lies beside the pages, where they say."""

import json
from pathlib import Path

import pytest

from pidguide.samples.catalogue import get_sample
from pidguide.site.exports.run_files import write_run_files
from pidguide.site.pages.runnable import VARIABLE


def test_files_and_recordings_lie_where_the_pages_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, site = tmp_path / "built-1", tmp_path / "site"
    files.mkdir()
    (files / "manifest.json").write_text('{"packages": []}')
    monkeypatch.setenv(VARIABLE, str(files))
    names = ["doi/access/csl_json", "doi/access/metadata/datacite_xml", "orcid/public/read_record"]
    write_run_files([get_sample(name) for name in names], files, site)
    assert (site / "run" / "built-1" / "manifest.json").is_file()
    carried = {
        page: list(json.loads((site / "run" / "built-1" / "recordings" / f"{page}.json").read_text()))
        for page in ("doi/access", "orcid/public")
    }
    # lxml is not among the packages: that sample has no button, so its recording is not carried.
    assert carried == {"doi/access": ["doi/access/csl_json"], "orcid/public": ["orcid/public/read_record"]}
