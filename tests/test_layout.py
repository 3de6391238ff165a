"""The tests mirror the code: a module is tested in the file of its name at the same place."""

from pathlib import Path

import pytest

TESTS = Path(__file__).parent
CODE = TESTS.parent / "pidguide"
MODULES = sorted(
    file.relative_to(CODE).with_suffix("").as_posix()
    for file in CODE.rglob("*.py")
    if file.stem != "__init__"
)

# Modules without a test file of their own, and why.
TESTED_ELSEWHERE = {
    "__main__": "one call of commands/cli",
    "basics/errors": "one class, which every refused command raises: commands/test_cli.py",
    "basics/paths": "constants only",
    "cassettes/placeholders": "constants, which test_scrub.py looks for one by one",
    "commands/age": "one printed list: samples/test_age.py",
    "site/build": "builds and serves are tried together: site/test_build_and_serve.py",
    "site/serve": "builds and serves are tried together: site/test_build_and_serve.py",
    "site/exports/write_all": "a list of what the other tests in site/exports/ find in the built site",
    "site/pages/browser": "opens the Chromium of every browser test",
    "site/render/diagrams": "on pages with the figures: site/test_figures_and_diagrams.py",
    "site/render/facts": "on pages with the diagrams: site/test_figures_and_diagrams.py",
    "site/render/macros": "names what pages call; without it no page of site/test_pages.py has its samples",
}


def mirror_of(module: str) -> Path:
    folder, _, name = module.rpartition("/")
    return TESTS / folder / f"test_{name}.py"


@pytest.mark.parametrize("module", MODULES)
def test_a_module_has_its_test_file_or_a_reason(module: str) -> None:
    if module in TESTED_ELSEWHERE:
        assert not mirror_of(module).exists(), "it has a test file: take its line out of TESTED_ELSEWHERE"
    else:
        assert mirror_of(module).is_file(), f"test it in {mirror_of(module).relative_to(TESTS.parent)}"


def test_reasons_are_given_for_modules_that_exist() -> None:
    assert set(TESTED_ELSEWHERE) <= set(MODULES)
