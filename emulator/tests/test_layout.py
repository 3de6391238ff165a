"""Tests mirror the code: `pid_emulator/crossref/store.py` is tested in `crossref/test_store.py`."""

import ast
from pathlib import Path

import pid_emulator

CODE = Path(pid_emulator.__file__).parent
TESTS = Path(__file__).parent

SERVICES = ("crossref", "datacite", "doi_org", "orcid")
WITHOUT_A_TEST = {
    **{f"{service}/world.py": "says what its routes need" for service in SERVICES},
    "datacite/rest/context.py": "what each route of REST asks for: tested by the routes",
    "datacite/mds/context.py": "what each route of MDS asks for: tested by the routes",
}
WITHOUT_A_MODULE = {
    "test_container.py": "does what Dockerfile, compose file and GitHub action do",
    "test_layout.py": "this",
    "test_distribution.py": "installs the wheel alone",
    "test_hostile_clients.py": "connects to a running emulator and means it ill",
    "test_lasting_state.py": "kills a running emulator and starts it again",
    "test_random_requests.py": "sends random requests to every host",
}


def test_every_module_is_tested_in_the_file_of_its_name() -> None:
    lacking = {module for module in modules() if not (TESTS / mirror(module)).is_file()}
    assert lacking == set(WITHOUT_A_TEST)


def test_every_file_of_tests_is_named_after_its_module() -> None:
    expected = {mirror(module) for module in modules()}
    found = {file.relative_to(TESTS).as_posix() for file in TESTS.rglob("test_*.py")}
    assert found - expected == set(WITHOUT_A_MODULE)


def modules() -> set[str]:
    """Return every module by its path in the package; a package's `__init__` where it does something."""
    files = {file.relative_to(CODE).as_posix(): file for file in CODE.rglob("*.py")}
    return {name for name, file in files.items() if not name.endswith("__init__.py") or does_something(file)}


def does_something(file: Path) -> bool:
    parts = ast.parse(file.read_text(encoding="utf-8")).body
    return any(isinstance(part, ast.FunctionDef | ast.ClassDef) for part in parts)


def mirror(module: str) -> str:
    """Return the test file of a module: `__init__` and `__main__` without their underscores."""
    path = Path(module)
    return path.with_name(f"test_{path.stem.strip('_')}.py").as_posix()
