"""Change central modules, one small thing at a time, and see whether the tests notice: `make mutants`.

mutmut's operators say what can be changed. Of each module 20 places are drawn, by a seed, and one change
at each. For every change the module's mirror test file, and no other, runs once, in a copy of the project. A
change that no test notices is printed. Where there is nothing to notice, for nothing behaves differently,
mutants.yml has the change with the reason, and it does not count.
"""

import argparse
import difflib
import importlib.util
import multiprocessing
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import libcst
import yaml
from libcst.metadata import MetadataWrapper
from mutmut.mutation.mutators import mutation_operators

ROOT = Path(__file__).resolve().parents[1]
EMULATOR = "emulator/src/pid_emulator"
SCHEMAS_BESIDE = ROOT.parent / "shared" / "reference" / "schemas"
EQUIVALENT = ROOT / "scripts" / "mutants.yml"

# The modules on whose answers the guide's claims rest.
MODULES = (
    "pidguide/compare/bibliographic_formats",
    "pidguide/compare/content",
    "pidguide/drift/changes",
    "pidguide/fidelity/score/bodies",
    "pidguide/fidelity/score/superseded",
    "pidguide/running/cleanup",
    "pidguide/running/pacing",
    "pidguide/running/transports",
    "pidguide/site/render/http_tab",
    "pidguide/site/render/sample_block",
    f"{EMULATOR}/crossref/deposit/diagnostic",
    f"{EMULATOR}/crossref/deposit/queue",
    f"{EMULATOR}/crossref/deposit/records",
    f"{EMULATOR}/crossref/deposit/schema",
    f"{EMULATOR}/crossref/search/cursors",
    f"{EMULATOR}/crossref/search/filters",
    f"{EMULATOR}/datacite/kernel/validation",
    f"{EMULATOR}/datacite/rest/writes",
    f"{EMULATOR}/datacite/search/facets",
    f"{EMULATOR}/datacite/search/filters",
    f"{EMULATOR}/datacite/search/paging",
    f"{EMULATOR}/datacite/search/query",
    f"{EMULATOR}/orcid/oauth/server",
    f"{EMULATOR}/orcid/permissions/clients",
    f"{EMULATOR}/orcid/record/validation",
)
# Libraries, imported once for all runs, which are forked off. Of the project each run imports its own.
PRELOADED = (
    "_pytest.main", "authlib.oauth2.rfc6749", "bibtexparser", "citeproc", "flask", "hypothesis",
    "joserfc.jwt", "jsonschema", "lxml.etree", "luqum.parser", "markdown", "playwright.sync_api", "pygments",
    "rdflib", "requests", "rispy", "time_machine", "trustme", "vcr", "werkzeug.test",
)  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """A module's text with one change; `line` is where it is, `was` and `now` are what it was and is."""

    code: str
    line: int
    was: str
    now: str


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--seed", default="1", help="draws other changes (1)")
    options.add_argument("--each", type=int, default=20, help="changes in each module (20)")
    options.add_argument("--least", type=float, default=85, help="the score that is enough, in percent (85)")
    options.add_argument("module", nargs="*", help="part of a module's path; all without it")
    chosen = options.parse_args()
    modules = [name for name in MODULES if not chosen.module or any(part in name for part in chosen.module)]
    if not modules:
        sys.exit(f"No module of scripts/mutants.py has {' or '.join(chosen.module)} in its path.")
    for library in PRELOADED:
        importlib.import_module(library)
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copy = copy_of_the_project(Path(folder))
        noticed, counted = 0, 0
        for module in modules:
            of_these, out_of = try_module(copy, module, chosen.seed, chosen.each)
            noticed, counted = noticed + of_these, counted + out_of
    score = 100 * noticed / counted
    print(f"{noticed} of {counted} changes noticed: {score:.1f} % with seed {chosen.seed}")
    sys.exit(score < chosen.least)


def copy_of_the_project(folder: Path) -> Path:
    """Copy what git knows or would add; return where to."""
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split("\0")
    copy = folder / "project"
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)
    return copy


def try_module(copy: Path, module: str, seed: str, each: int) -> tuple[int, int]:
    """Run the module's tests on each of its changes; return how many were noticed, of how many that count."""
    file, tests = copy / f"{module}.py", mirror_of(module)
    original = file.read_text(encoding="utf-8")
    started = time.monotonic()
    if (outcome := run(copy, tests, timeout=600, keep_bytecode=True)) != 0:
        sys.exit(f"{module}: without any change, {tests} fails (pytest says {outcome}). Mend that first.")
    timeout = 10 + 4 * (time.monotonic() - started)
    # Python would run the old bytecode of a changed module that is as long and as old.
    Path(importlib.util.cache_from_source(str(file))).unlink(missing_ok=True)
    known = yaml.safe_load(EQUIVALENT.read_text(encoding="utf-8")).get(module, [])
    equivalent = {(entry["was"], entry["now"]) for entry in known}
    mutants = [
        mutant
        for mutant in draw(original, random.Random(f"{seed} {module}"), each)
        if (mutant.was, mutant.now) not in equivalent
    ]
    survivors = []
    for mutant in mutants:
        file.write_text(mutant.code, encoding="utf-8")
        if run(copy, tests, timeout) == 0:
            survivors.append(mutant)
    file.write_text(original, encoding="utf-8")
    noticed = len(mutants) - len(survivors)
    print(f"{module}: {noticed} of {len(mutants)}", flush=True)
    for mutant in survivors:
        print(f"  {module}.py:{mutant.line}\n    - {mutant.was}\n    + {mutant.now}", flush=True)
    return noticed, len(mutants)


def mirror_of(module: str) -> str:
    """Return the test file that mirrors a module."""
    inside = module.removeprefix("pidguide/").removeprefix(f"{EMULATOR}/")
    folder, _, name = inside.rpartition("/")
    return f"{'emulator/' if module.startswith(EMULATOR) else ''}tests/{folder}/test_{name}.py"


def draw(code: str, chance: random.Random, number: int) -> Iterator[Mutant]:
    """Draw so many places of a module, and a change at each."""
    module = MetadataWrapper(libcst.parse_module(code)).module  # a copy, in which no node stands twice
    places = Places()
    module.visit(places)
    # All are put in order, so that fewer are the first of more.
    for node, changes in chance.sample(places.found, len(places.found))[:number]:
        changed = module.deep_replace(node, chance.choice(changes)).code
        lines = list(difflib.ndiff(code.splitlines(), changed.splitlines()))
        line = next(place for place, text in enumerate(lines, 1) if text[0] in "-+")
        was, now = (" ".join(text[2:].strip() for text in lines if text[0] == sign) for sign in "-+")
        yield Mutant(changed, line, was, now)


class Places(libcst.CSTVisitor):
    """Where mutmut's operators can change a module, and how."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[libcst.CSTNode, list[libcst.CSTNode]]] = []

    def on_visit(self, node: libcst.CSTNode) -> bool:
        if isinstance(node, libcst.Annotation | libcst.Import | libcst.ImportFrom | libcst.Decorator):
            return False
        changes = [
            changed
            for kind, operator in mutation_operators
            if isinstance(node, kind)
            for changed in operator(node)
        ]
        if changes:
            self.found.append((node, changes))
        return True


def run(copy: Path, tests: str, timeout: float, keep_bytecode: bool = False) -> int | None:
    """Run tests in a process of their own; return pytest's exit code, None where they did not end in time."""
    process = multiprocessing.get_context("fork").Process(target=_run_here, args=(copy, tests, keep_bytecode))
    process.start()
    process.join(timeout)
    if process.is_alive():
        process.kill()
        process.join()
        return None
    return process.exitcode


def _run_here(copy: Path, tests: str, keep_bytecode: bool) -> None:
    import pytest

    os.chdir(copy)
    own = [str(copy), str(copy / "emulator" / "src")]
    os.environ["PYTHONPATH"] = os.pathsep.join(own)
    if SCHEMAS_BESIDE.is_dir():  # as tests/conftest.py finds them
        os.environ.setdefault("PIDGUIDE_SCHEMAS", str(SCHEMAS_BESIDE))
    sys.path[:0] = own
    if not keep_bytecode:
        sys.dont_write_bytecode, os.environ["PYTHONDONTWRITEBYTECODE"] = True, "1"
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
    sys.exit(pytest.main(["-q", "-x", "-p", "no:cacheprovider", tests]))


if __name__ == "__main__":
    main()
