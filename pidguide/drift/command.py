"""`pidguide drift`: what the services changed since the recordings."""

import sys
from contextlib import nullcontext
from pathlib import Path

import click
from rich.console import Console

from pidguide import paths
from pidguide.drift.changes import compare_folders
from pidguide.drift.committed import committed_cassettes
from pidguide.drift.report import as_json, as_markdown, exit_code, print_table
from pidguide.errors import UserError


class _UnreadableError(click.ClickException):
    """A recording that can't be compared: an exit code of its own, told from 1 and 2."""

    exit_code = 3


_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("drift")
@click.argument("old", type=_FOLDER, required=False)
@click.argument("new", type=_FOLDER, required=False)
@click.option("--json", "output", flag_value="json", help="Print the changes as JSON.")
@click.option(
    "--markdown", "output", flag_value="markdown", help="Print them as Markdown for a pull request."
)
def drift_command(old: Path | None, new: Path | None, output: str | None) -> None:
    """Compare two folders of recordings of the same samples.

    Without folders it compares the recordings as they were committed last with those that are here now.

    Exits with 0 when nothing changed, 1 when only harmless things did, 2 when something breaks a reader,
    3 when there is nothing to compare or a recording cannot be read.

    \b
    Example: pidguide drift                          after `pidguide record`
             pidguide drift cassettes fresh --markdown
    """
    if old and not new:
        raise click.UsageError("Name two folders, or none to compare with what is committed.")
    try:
        with nullcontext(old) if old else committed_cassettes() as before:
            changes = compare_folders(before, new or paths.CASSETTES)
    except (ValueError, UserError) as error:
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
