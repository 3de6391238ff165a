"""A contributor's first command leaves something that passes every gate once it is recorded."""

import runpy
from pathlib import Path

import pytest
from click.testing import CliRunner

from pid_emulator import Emulator
from pidguide.basics.errors import UserError
from pidguide.commands.cli import main
from pidguide.commands.new import create
from pidguide.running.check import find_problems
from pidguide.running.record import record_via_emulator
from pidguide.samples.catalogue import Sample

PLACE = '### {{ title("doi/access/handle_values") }}\n\n{{ sample("doi/access/handle_values") }}\n'


@pytest.fixture
def page(guide: Path) -> Path:
    page = guide / "docs" / "doi" / "access.md"
    page.parent.mkdir(parents=True)
    page.write_text("# Accessing DOI metadata\n")
    return page


@pytest.mark.parametrize(
    "name", ["x", "doi/access/No", "doi/access/../x", "doi/access/x.txt", "doi/access/x-y", "a/b/c/d/e"]
)
def test_malformed_name_is_refused(page: Path, name: str) -> None:
    with pytest.raises(UserError, match="is not a sample name"):
        create(name)


def test_unknown_page_is_refused(page: Path) -> None:
    with pytest.raises(UserError, match="There is no page docs/doi/find.md"):
        create("doi/find/it")


def test_taken_name_is_refused(page: Path) -> None:
    create("doi/access/handle_values")
    with pytest.raises(UserError, match="samples/doi/access/handle_values.py exists already"):
        create("doi/access/handle_values")


@pytest.mark.parametrize(
    ("name", "hidden"),
    [
        ("class", "a word of Python's grammar"),
        ("print", "what Python has by that name"),
        ("json", "a module of the standard library"),
        ("requests", "the package requests"),
    ],
)
def test_a_name_that_hides_something_is_refused(page: Path, name: str, hidden: str) -> None:
    before = files_in(page.parents[2])
    with pytest.raises(UserError, match=f"{name}.py would hide {hidden}"):
        create(f"doi/access/{name}")
    assert files_in(page.parents[2]) == before


def test_a_test_of_that_name_is_left_as_it_is(page: Path, guide: Path) -> None:
    test = guide / "tests" / "doi" / "test_access_handle_values.py"
    test.parent.mkdir(parents=True)
    test.write_text("# mine\n")
    before = files_in(guide)
    with pytest.raises(UserError, match="tests/doi/test_access_handle_values.py exists already"):
        create("doi/access/handle_values")
    assert files_in(guide) == before


def test_where_one_file_cannot_be_written_none_is(page: Path, guide: Path) -> None:
    (guide / "tests").write_text("a file in the place of a folder")
    before = files_in(guide)
    result = CliRunner().invoke(main, ["new", "doi/access/handle_values"])
    assert (result.exit_code, result.output.count("\n")) == (1, 1)
    test = "tests/doi/test_access_handle_values.py"
    assert result.output.startswith(f"pidguide: Nothing was made: cannot write {test}: ")
    assert files_in(guide) == before


def files_in(folder: Path) -> dict[Path, str]:
    return {file: file.read_text() if file.is_file() else "" for file in folder.rglob("*")}


def test_the_place_is_before_what_to_read_next(page: Path) -> None:
    page.write_text("# Accessing DOI metadata\n\nText.\n\n## Next step\n\nElsewhere.\n")
    create("doi/access/handle_values")
    assert page.read_text() == (f"# Accessing DOI metadata\n\nText.\n\n{PLACE}\n## Next step\n\nElsewhere.\n")


def test_a_place_that_the_page_has_already_is_kept(page: Path) -> None:
    page.write_text('# Accessing DOI metadata\n\n{{ sample("doi/access/handle_values") }}\n\nText.\n')
    before = page.read_text()
    create("doi/access/handle_values")
    assert page.read_text() == before


@pytest.mark.parametrize("name", ["tutorial/read_all", "samples/doi/access/read_all.py"])
def test_a_name_is_taken_as_run_takes_it(page: Path, guide: Path, name: str) -> None:
    (guide / "docs" / "tutorial.md").write_text("# Tutorial\n")
    result = CliRunner().invoke(main, ["new", name])
    assert result.exit_code == 0, result.output
    sample = name.removeprefix("samples/").removesuffix(".py")
    assert (guide / "samples" / f"{sample}.py").is_file()
    assert sample in (guide / "docs" / f"{Sample(sample).page}.md").read_text()
    made = {"tutorial/read_all": "tutorial/test_read_all.py"}.get(sample, "doi/test_access_read_all.py")
    assert (guide / "tests" / made).is_file()
    assert f"tests/{made}" in result.output


def test_a_page_below_an_overview_has_samples_of_its_own(guide: Path) -> None:
    page = guide / "docs" / "doi" / "search" / "crossref-by.md"
    page.parent.mkdir(parents=True)
    page.write_text("# Crossref works by person, journal or funder\n")
    result = CliRunner().invoke(main, ["new", "doi/search/crossref-by/editor_works"])
    assert result.exit_code == 0, result.output
    assert (guide / "samples" / "doi" / "search" / "crossref-by" / "editor_works.py").is_file()
    assert (guide / "tests" / "doi" / "test_search_crossref_by_editor_works.py").is_file()
    assert '{{ sample("doi/search/crossref-by/editor_works") }}' in page.read_text()


def test_template_passes_every_gate_once_recorded(page: Path, emulator: Emulator, guide: Path) -> None:
    create("doi/access/handle_values")
    sample = Sample("doi/access/handle_values")
    assert record_via_emulator(sample, emulator).outcome.failure == ""
    assert find_problems(sample) == []
    assert page.read_text().endswith(PLACE)
    test = guide / "tests" / "doi" / "test_access_handle_values.py"
    runpy.run_path(str(test))["test_handle_values"]()
