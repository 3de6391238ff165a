"""The distribution stands alone: its wheel holds every file, and asks for every package that is imported."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

EMULATOR = Path(__file__).parents[1]
SOURCE = EMULATOR / "src"
FOR_TYPE_CHECKERS = {"_typeshed"}
BY_PYTEST_ONLY = {"pytest"}  # the plugin is loaded by it


def test_the_wheel_holds_every_file_and_its_command_starts(tmp_path: Path) -> None:
    left_out = shutil.ignore_patterns("tests", "__pycache__", "*.egg-info", "build")
    shutil.copytree(EMULATOR, tmp_path / "emulator", ignore=left_out)
    build = [sys.executable, "-I", "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*build, "--wheel-dir", tmp_path, tmp_path / "emulator"], check=True, timeout=120)
    (wheel,) = tmp_path.glob("pid_emulator-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")

    installed = {
        file.relative_to(tmp_path / "installed") for file in files(tmp_path / "installed/pid_emulator")
    }
    assert installed == {file.relative_to(SOURCE) for file in files(SOURCE / "pid_emulator")}

    start = (
        f"import sys; sys.path.insert(0, {str(tmp_path / 'installed')!r}); import pid_emulator.cli as cli; "
    )
    run = start + "print(cli.__file__); cli.main(['--help'])"
    done = subprocess.run(
        [sys.executable, "-c", run], capture_output=True, text=True, timeout=60, cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(str(tmp_path / "installed"))
    assert "Run the registries on this computer" in done.stdout


def files(folder: Path) -> list[Path]:
    ours = (file for file in folder.rglob("*") if file.is_file() and not file.name.startswith("."))
    return [file for file in ours if file.suffix != ".pyc"]


def test_every_package_that_is_imported_is_asked_for() -> None:
    project = tomllib.loads((EMULATOR / "pyproject.toml").read_text())["project"]
    lines = [*project["dependencies"], *sum(project["optional-dependencies"].values(), [])]
    asked = {normal(re.split(r"[^\w.-]", line)[0]) for line in lines}
    providers = packages_distributions()
    missing = {
        package
        for package in imported()
        - set(sys.stdlib_module_names)
        - FOR_TYPE_CHECKERS
        - BY_PYTEST_ONLY
        - {"pid_emulator"}
        if not asked & {normal(name) for name in providers.get(package, [])}
    }
    assert missing == set()


def imported() -> set[str]:
    names = set()
    for file in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module)
    return {name.split(".")[0] for name in names}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
