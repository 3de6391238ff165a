"""`pidguide drift`: what the services changed since the recordings."""

import sys
from pathlib import Path

import click
from rich.console import Console

from pidguide.drift.changes import compare_folders
from pidguide.drift.report import as_json, as_markdown, exit_code, print_table


class _UnreadableError(click.ClickException):
    """A recording that can't be compared: an exit code of its own, told from 1 and 2."""

    exit_code = 3


_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("drift")
@click.argument("old", type=_FOLDER)
@click.argument("new", type=_FOLDER)
@click.option("--json", "output", flag_value="json", help="Print the changes as JSON.")
@click.option(
    "--markdown", "output", flag_value="markdown", help="Print them as Markdown for a pull request."
)
def drift_command(old: Path, new: Path, output: str | None) -> None:
    """Compare two folders of recordings of the same samples.

    Exits with 0 when nothing changed, 1 when only harmless things did, 2 when something breaks a reader,
    3 when a recording cannot be read.

    \b
    Example: pidguide drift cassettes fresh --markdown
    """
    try:
        changes = compare_folders(old, new)
    except ValueError as error:
        raise _UnreadableError(str(error)) from None
    if output == "json":
        click.echo(as_json(changes))
    elif output == "markdown":
        click.echo(as_markdown(changes))
    else:
        print_table(changes, Console(width=None if sys.stdout.isatty() else 160))
    sys.exit(exit_code(changes))


if __name__ == "__main__":
    drift_command()
