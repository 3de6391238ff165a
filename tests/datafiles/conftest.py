"""A small set of generated data files."""

from pathlib import Path

import pytest

from pidguide.datafiles.generate import write_data

RECORDS = 700


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files of RECORDS records each."""
    folder = tmp_path_factory.mktemp("generated") / "data"
    write_data(folder, RECORDS)
    return folder
