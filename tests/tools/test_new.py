"""A contributor's first command leaves something that passes every gate once it is recorded."""

import runpy
from pathlib import Path

import pytest

from pidguide.catalogue import Sample
from pidguide.check import find_problems
from pidguide.emulator import Emulator
from pidguide.errors import UserError
from pidguide.new import create
from pidguide.record import record_via_emulator


@pytest.fixture
def page(guide: Path) -> Path:
    page = guide / "docs" / "doi" / "access.md"
    page.parent.mkdir(parents=True)
    page.write_text("# Accessing DOI metadata\n")
    return page


@pytest.mark.parametrize("name", ["access/x", "doi/access/No", "doi/access/../x", "doi/access/x.py"])
def test_malformed_name_is_refused(page: Path, name: str) -> None:
    with pytest.raises(UserError, match="is not a sample name"):
        create(name)


def test_unknown_page_is_refused(page: Path) -> None:
    with pytest.raises(UserError, match="There is no page docs/doi/find.md"):
        create("doi/find/it")


def test_taken_name_is_refused(page: Path) -> None:
    create("doi/access/handle_values")
    with pytest.raises(UserError, match="exists already"):
        create("doi/access/handle_values")


def test_template_passes_every_gate_once_recorded(page: Path, emulator: Emulator, guide: Path) -> None:
    create("doi/access/handle_values")
    sample = Sample("doi/access/handle_values")
    assert record_via_emulator(sample, emulator).outcome.failure == ""
    assert find_problems(sample) == []
    assert page.read_text().endswith('### Handle values\n\n{{ sample("doi/access/handle_values") }}\n')
    test = guide / "tests" / "doi" / "test_access_handle_values.py"
    runpy.run_path(str(test))["test_handle_values"]()
