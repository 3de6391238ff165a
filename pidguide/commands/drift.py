"""`pidguide drift`: what the services changed since the recordings."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from pidguide.basics import paths
from pidguide.basics.errors import UserError
from pidguide.compare.exchanges import read_exchanges
from pidguide.drift.changes import Change, compare_folders, recordings_by_sample
from pidguide.drift.committed import committed_cassettes
from pidguide.drift.entries import add_entries, live_changes
from pidguide.drift.report import as_json, as_markdown, exit_code, print_table

NOT_COMPARED = 3  # 1 and 2 tell what was found, so no failure may use them
# A pipe has no width: wide enough that no address in a table is cut in two (the report shortens them).
PIPED_WIDTH = 600


class _WrongCall(click.UsageError):
    exit_code = NOT_COMPARED


class _DriftCommand(click.Command):
    """Ends with an exit code of its own where it was called in a wrong way."""

    def make_context(self, *arguments: Any, **options: Any) -> click.Context:
        with _usage_errors_told_apart():
            return super().make_context(*arguments, **options)

    def invoke(self, context: click.Context) -> Any:
        with _usage_errors_told_apart():
            return super().invoke(context)


@contextmanager
def _usage_errors_told_apart() -> Iterator[None]:
    try:
        yield
    except click.UsageError as error:
        raise _WrongCall(error.format_message(), error.ctx) from None


_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("drift", cls=_DriftCommand)
@click.argument("old", type=_FOLDER, required=False)
@click.argument("new", type=_FOLDER, required=False)
@click.option("--json", "wants_json", is_flag=True, help="Print the changes as JSON.")
@click.option("--markdown", "wants_markdown", is_flag=True, help="Print them as Markdown for a pull request.")
@click.option(
    "--changes",
    "adds_entries",
    is_flag=True,
    help="Add what live recordings show to docs/_changes.yml, for the page of changes.",
)
def drift_command(
    old: Path | None, new: Path | None, wants_json: bool, wants_markdown: bool, adds_entries: bool
) -> None:
    """Compare two folders of recordings of the same samples.

    Without folders it compares the recordings as they were committed last with those that are here now.

    Exits with 0 when nothing changed, 1 when only harmless things did, 2 when something breaks a reader,
    3 when nothing was compared: a wrong option, a folder without recordings, one that cannot be read.

    \b
    Example: pidguide drift                          after `pidguide record`
             pidguide drift cassettes fresh --markdown
    """
    if old and not new:
        raise click.UsageError("Name two folders, or none to compare with what is committed.")
    if wants_json and wants_markdown:
        raise click.UsageError("Give --json or --markdown, not both.")
    changes = _compare(old, new, adds_entries=adds_entries)
    if wants_json:
        click.echo(as_json(changes))
    elif wants_markdown:
        click.echo(as_markdown(changes))
    else:
        print_table(changes, Console(width=None if sys.stdout.isatty() else PIPED_WIDTH))
    sys.exit(exit_code(changes))


def _compare(old: Path | None, new: Path | None, *, adds_entries: bool) -> list[Change]:
    now = new or paths.CASSETTES
    try:
        with nullcontext(old) if old else committed_cassettes() as before:
            _look_at(before, now)
            changes = compare_folders(before, now)
            if adds_entries:
                file = paths.DOCS / "_changes.yml"
                add_entries(live_changes(changes, before, now), datetime.now(UTC).date(), file)
            return changes
    except (UserError, OSError) as error:
        raise UserError(str(error), exit_code=NOT_COMPARED) from None


def _look_at(old: Path, new: Path) -> None:
    """Raise UserError where no sample was recorded twice, and where a recording in one folder only is broken.

    Else that nothing changed would be said of nothing, and of a broken file that it is new.
    """
    was, now = recordings_by_sample(old), recordings_by_sample(new)
    for folder, recorded in ((old, was), (new, now)):
        if not recorded:
            raise UserError(f"{folder} holds no recording to look at.")
    if not was.keys() & now.keys():
        raise UserError(f"{old} and {new} hold no recording of the same sample.")
    for sample in sorted(was.keys() ^ now.keys()):
        read_exchanges(was.get(sample) or now[sample])
