"""The cassettes as they were committed last, to compare the ones recorded since with them."""

import io
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from pidguide.basics import paths
from pidguide.basics.errors import UserError


@contextmanager
def committed_cassettes() -> Iterator[Path]:
    """Yield a folder with the cassettes of git's HEAD; it is gone afterwards.

    Raises UserError where there is no git, no repository or no commit.
    """
    name = paths.CASSETTES.relative_to(paths.ROOT).as_posix()
    try:
        done = subprocess.run(
            ["git", "archive", "--format=zip", "HEAD", name], cwd=paths.ROOT, capture_output=True
        )
    except FileNotFoundError:
        raise UserError("git is not installed. Name two folders: pidguide drift OLD NEW") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise UserError(
            f"git knows no committed cassettes ({said[-1] if said else 'no reason given'}). "
            "Name two folders: pidguide drift OLD NEW"
        )
    with TemporaryDirectory() as folder:
        with zipfile.ZipFile(io.BytesIO(done.stdout)) as archive:
            archive.extractall(folder)
        yield Path(folder) / name
