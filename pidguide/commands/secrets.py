"""`pidguide secrets`: looks for secrets in what is published."""

import os
from collections.abc import Iterator
from pathlib import Path

import click

from pidguide.basics import paths
from pidguide.basics.errors import UserError
from pidguide.basics.progress import track
from pidguide.basics.reading import require_guide
from pidguide.cassettes.secret_gate import find_random_strings, find_secrets

# Folders of tools, which are not published.
NOT_OURS = (".git", ".venv", ".cache", "__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache")
RUN = "run"  # what Run loads: Python itself, pinned packages, and the cassettes with what stands for secrets
DIGEST = ".built-from"  # the built site's mark of what it was built from


@click.command("secrets")
@click.argument("files", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="FILE…")
def secrets_command(files: tuple[Path, ...]) -> None:
    """Look for secrets in files, or in all cassettes, samples and the built site.

    In a folder every text file is looked at.

    \b
    Example: pidguide secrets cassettes/orcid
    """
    if not files:
        require_guide()
    published = [folder for folder in (paths.CASSETTES, paths.SAMPLES, paths.SITE) if folder.is_dir()]
    chosen = [file for path in files or published for file in _expand(path)]
    found = [
        line for file in track(chosen, "Looking") for line in find_secrets(file) + find_random_strings(file)
    ]
    for line in found:
        click.echo(line, err=True)
    if found:
        raise UserError(f"{len(found)} finding(s). Record the sample anew, or take the secret out.")
    click.echo(f"{len(chosen)} file(s), no secret found.")


def _expand(path: Path) -> list[Path]:
    """Return a file itself, of a folder its text files. Raises UserError where it has none."""
    found = [path] if path.is_file() else [file for file in _files_below(path) if _is_text(file)]
    if not found:
        raise UserError(f"{path} holds no file to look at.", exit_code=2)
    return found


def _files_below(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(
            name for name in folders if name not in NOT_OURS and Path(parent, name) != paths.SITE / RUN
        )
        yield from (Path(parent, name) for name in sorted(names) if name != DIGEST)


def _is_text(file: Path) -> bool:
    if not file.is_file():  # a link that leads nowhere, a socket
        return False
    with file.open("rb") as content:
        return b"\0" not in content.read(8192)
