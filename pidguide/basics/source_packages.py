"""Source distributions on PyPI that carry files of others: schemas, recordings. pip fetches what we pin."""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory


class CannotDownload(Exception):
    """pip does not fetch a package as it is pinned. Its text is pip's last line."""


def download_source(requirement: str, sha256: str, folder: Path) -> Path:
    """Download a source distribution, e.g. `habanero==2.9.2`, with this hash; return its archive.

    Raises CannotDownload.
    """
    name = requirement.partition("==")[0]
    with TemporaryDirectory() as pinned_in:
        pinned = Path(pinned_in) / "requirements.txt"
        pinned.write_text(f"{requirement} --hash=sha256:{sha256}\n", encoding="utf-8")
        command = [
            sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
            "--no-binary", name, "--require-hashes", "--requirement", str(pinned), "--dest", str(folder),
        ]  # fmt: skip
        finished = subprocess.run(command, capture_output=True, text=True)
    archive = find_source(requirement, folder)
    if archive is None:
        raise CannotDownload((finished.stderr.strip().splitlines() or ["no reason given"])[-1])
    return archive


def find_source(requirement: str, folder: Path) -> Path | None:
    """Return the archive of a source distribution in a folder, None where it is not there."""
    name, _, version = requirement.partition("==")
    return next(iter(sorted(folder.glob(f"{name.replace('-', '_')}-{version}.tar.gz"))), None)
