"""`scripts/set-up` leaves a whole .venv, even after a renaming, an interruption, or two that run at once.

The virtual environments are real. Where pip is not what is tested, a stand-in notes how it is called.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pip
import pytest

from pidguide.basics import paths

TOOLS = "bash cat cp dirname env flock head id ln mkdir mktemp mv rm sed sh sha256sum"
PACKAGES = f"lib/python3.{sys.version_info.minor}/site-packages"
PYTHON = f"""#!/bin/sh
# Makes a virtual environment without the seconds that unpacking pip takes: its pip is the one at $PIP.
[ "$*" = "-m venv .venv" ] || exec "{sys.executable}" "$@"
"{sys.executable}" -m venv --without-pip .venv && ln -s "$PIP" .venv/{PACKAGES}/pip
"""
NOTING_PIP = """
import sys
import sysconfig
from pathlib import Path

venv = Path(sys.prefix)
packages = Path(sysconfig.get_path("purelib"))
with venv.parent.joinpath("calls").open("a") as calls:
    print("pip", *sys.argv[1:], file=calls)
if venv.parent.joinpath("offline").exists():
    sys.exit("pip: no network")
if sys.argv[-1] == "pip":
    packages.joinpath("pip").symlink_to(Path(__file__).parent.resolve())
if "-e" in sys.argv:
    packages.joinpath("guide.pth").write_text(f"{venv.parent}\\n{venv.parent}/emulator/src\\n")
    venv.joinpath("bin/playwright").write_text(PLAYWRIGHT)
    venv.joinpath("bin/playwright").chmod(0o755)
    packages.joinpath("playwright").mkdir(exist_ok=True)
    packages.joinpath("playwright/sync_api.py").write_text(SYNC_API)
"""
PLAYWRIGHT = """#!/bin/sh
echo playwright "$@" >> calls
[ -e no-browsers ] && exit 1
cp .venv/bin/playwright own-chromium
"""
SYNC_API = """
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

@contextmanager
def sync_playwright():
    yield SimpleNamespace(chromium=SimpleNamespace(executable_path=str(Path("own-chromium").resolve())))
"""
APT_GET = """#!/bin/sh
[ "$1" = download ] && echo > python3-pip-whl_1_all.deb
"""
DPKG_DEB = """#!/bin/sh
wheels="$3/usr/share/python-wheels"
mkdir -p "$wheels/pip-1-py3-none-any.whl" && ln -s "$PIP" "$wheels/pip-1-py3-none-any.whl/pip"
"""
BACKEND = """
import zipfile
from pathlib import Path

def build_editable(folder, config_settings=None, metadata_directory=None):
    name, source = {name!r}, Path({source!r}).resolve()
    with zipfile.ZipFile(Path(folder, name + "-1.0-py3-none-any.whl"), "w") as wheel:
        about = name + "-1.0.dist-info/"
        wheel.writestr(name + ".pth", str(source))
        wheel.writestr(about + "METADATA", "Metadata-Version: 2.1\\nName: " + name + "\\nVersion: 1.0\\n")
        wheel.writestr(about + "WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(about + "RECORD", "")
    return name + "-1.0-py3-none-any.whl"
"""


@dataclass
class Clone:
    """A folder that holds what set-up reads, and what it finds on PATH."""

    root: Path
    environment: dict[str, str]

    def start(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [self.root / "scripts/set-up"],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )

    def set_up(self) -> str:
        """Run set-up to a good end and return what it said."""
        process = self.start()
        said = process.communicate(timeout=120)[1]
        assert process.returncode == 0, said
        return said

    def calls(self) -> list[str]:
        """Return the calls of pip and playwright since the last time."""
        noted = self.root / "calls"
        calls = noted.read_text().splitlines() if noted.exists() else []
        noted.unlink(missing_ok=True)
        return calls

    def mark(self) -> Path:
        """Put a file into .venv that is gone when .venv was made anew."""
        mark = self.root / ".venv/mark"
        mark.touch()
        return mark

    def runs(self) -> bool:
        python = self.root / ".venv/bin/python"
        done = subprocess.run([python, "-I", "-c", "import pidguide, pid_emulator"], env={}, timeout=60)
        return done.returncode == 0


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    root, tools = tmp_path / "my guide", tmp_path / "bin"
    for file in (
        "pyproject.toml",
        "pidguide/__init__.py",
        "emulator/pyproject.toml",
        "emulator/src/pid_emulator/__init__.py",
        *(f"requirements/{name}.txt" for name in ("samples", "emulator", "docs", "test")),
    ):
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).touch()
    (root / "scripts").mkdir()
    shutil.copy(paths.ROOT / "scripts/set-up", root / "scripts/set-up")

    tools.mkdir()
    for tool in TOOLS.split():
        found = shutil.which(tool)
        assert found, tool
        (tools / tool).symlink_to(found)
    for name, content in {"python3": PYTHON, "chromium": "#!/bin/sh\n"}.items():
        (tools / name).write_text(content)
        (tools / name).chmod(0o755)

    (tmp_path / "pip").mkdir()
    scripts = f"PLAYWRIGHT = {PLAYWRIGHT!r}\nSYNC_API = {SYNC_API!r}\n"
    (tmp_path / "pip/__main__.py").write_text(scripts + NOTING_PIP)
    return Clone(root, {"PATH": str(tools), "HOME": str(tmp_path), "PIP": str(tmp_path / "pip")})


def test_a_second_set_up_does_nothing_and_says_nothing(clone: Clone) -> None:
    assert "Installing the pinned packages" in clone.set_up()
    assert clone.runs()
    assert len(clone.calls()) == 2
    assert clone.set_up() == ""
    assert clone.calls() == []


def test_changed_pins_are_installed_into_the_same_environment(clone: Clone) -> None:
    clone.set_up()
    mark = clone.mark()
    (clone.root / "requirements/docs.txt").write_text("mkdocs==1.6.1\n")
    clone.set_up()
    assert mark.exists()
    assert clone.set_up() == ""


def test_two_at_once_install_once(clone: Clone) -> None:
    both = [clone.start(), clone.start()]
    said = [process.communicate(timeout=120)[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert len(clone.calls()) == 2
    assert clone.runs()


def test_who_waits_for_another_set_up_is_told_so(clone: Clone) -> None:
    folder = os.open(clone.root, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    waiting = clone.start()
    assert waiting.stderr is not None
    assert "Waiting for another set-up of this folder" in waiting.stderr.readline()
    assert not (clone.root / ".venv").exists()
    os.close(folder)
    waiting.communicate(timeout=120)
    assert waiting.returncode == 0
    assert clone.runs()


@pytest.mark.parametrize("copied", [False, True])
def test_a_clone_that_was_renamed_or_copied_is_set_up_anew(clone: Clone, copied: bool) -> None:
    clone.set_up()
    clone.mark()
    other = clone.root.with_name("other guide")
    if copied:
        shutil.copytree(clone.root, other, symlinks=True)
    else:
        clone.root.rename(other)
    clone.root = other
    clone.set_up()
    assert not (clone.root / ".venv/mark").exists()
    assert clone.runs()
    assert clone.set_up() == ""


def test_an_interrupted_install_is_made_anew(clone: Clone) -> None:
    (clone.root / "offline").touch()
    failed = clone.start()
    failed.communicate(timeout=120)
    assert failed.returncode != 0
    mark = clone.mark()
    (clone.root / "offline").unlink()
    clone.set_up()
    assert not mark.exists()
    assert clone.runs()


def test_an_environment_whose_interpreter_is_gone_is_made_anew(clone: Clone) -> None:
    clone.set_up()
    mark = clone.mark()
    interpreter = clone.root / ".venv/bin" / "python3"
    for name in ("python", "python3", f"python3.{sys.version_info.minor}"):
        interpreter.with_name(name).unlink()
        interpreter.with_name(name).symlink_to("/nowhere/python3")
    clone.set_up()
    assert not mark.exists()
    assert clone.runs()


def test_an_environment_of_another_interpreter_than_it_was_made_with_is_made_anew(clone: Clone) -> None:
    clone.set_up()
    mark = clone.mark()
    stamp = clone.root / ".venv/.set-up"
    folder, _, pins = stamp.read_text().splitlines()
    stamp.write_text(f"{folder}\ncpython-310 /usr\n{pins}\n")
    clone.set_up()
    assert not mark.exists()


def test_a_chromium_that_could_not_be_had_is_tried_again(clone: Clone) -> None:
    Path(clone.environment["PATH"], "chromium").unlink()
    (clone.root / "no-browsers").touch()
    assert "No Chromium could be installed" in clone.set_up()
    clone.calls()
    assert "No Chromium could be installed" in clone.set_up()
    assert clone.calls() == ["playwright install chromium"]
    (clone.root / "no-browsers").unlink()
    assert "No Chromium" not in clone.set_up()
    clone.calls()
    assert clone.set_up() == ""
    assert clone.calls() == []


def test_an_old_python_is_refused_in_one_line(clone: Clone) -> None:
    old = Path(clone.environment["PATH"], "python3")
    old.write_text("#!/bin/sh\nexit 1\n")
    refused = clone.start()
    said = refused.communicate(timeout=120)[1]
    assert refused.returncode == 1
    assert said.count("\n") == 1
    assert "Python 3.11 or newer is needed" in said


def test_without_ensurepip_pip_comes_out_of_debians_wheel(clone: Clone) -> None:
    tools = Path(clone.environment["PATH"])
    for name, content in {
        "python3": f'#!/bin/sh\n[ "$2" = "import ensurepip" ] || exec "{sys.executable}" "$@"\nexit 1\n',
        "apt-get": APT_GET,
        "dpkg-deb": DPKG_DEB,
    }.items():
        (tools / name).write_text(content)
        (tools / name).chmod(0o755)
    clone.set_up()
    assert [call.split()[-1] for call in clone.calls()][0] == "pip"
    assert clone.runs()


def test_pip_set_to_install_elsewhere_installs_here_from_the_same_index(clone: Clone, tmp_path: Path) -> None:
    (tmp_path / "index").mkdir()
    wheel = tmp_path / "index/tiny-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("tiny.py", "")
        archive.writestr("tiny-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n")
        archive.writestr("tiny-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr("tiny-1.0.dist-info/RECORD", "")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    (clone.root / "requirements/docs.txt").write_text(f"tiny==1.0 --hash=sha256:{digest}\n")
    for folder, name, source in ((".", "pidguide", "."), ("emulator", "pid_emulator", "src")):
        (clone.root / folder / "backend.py").write_text(BACKEND.format(name=name, source=source))
        (clone.root / folder / "pyproject.toml").write_text(
            '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'
            f'[project]\nname = "{name}"\nversion = "1.0"\n'
        )
    settings = tmp_path / ".config/pip/pip.conf"
    settings.parent.mkdir(parents=True)
    settings.write_text(
        f"[global]\nno-index = true\nfind-links = {tmp_path / 'index'}\n"
        f"[install]\nuser = true\ntarget = {tmp_path / 'target'}\n"
    )
    elsewhere = {
        f"PIP_{name.upper()}": str(tmp_path / name) for name in ("target", "prefix", "root", "python")
    }
    clone.environment |= {**elsewhere, "PIP_USER": "1", "PIP": str(Path(pip.__file__).parent)}

    clone.set_up()

    assert clone.runs()
    assert (clone.root / ".venv" / PACKAGES / "tiny.py").exists()
    assert not [name for name in ("target", "prefix", "root", ".local") if (tmp_path / name).exists()]
    assert clone.set_up() == ""
