"""`pidguide fidelity`: the emulator's truth as a number."""

import sys
from datetime import date
from pathlib import Path

import click
from rich.console import Console

from pidguide.basics.errors import UserError
from pidguide.compare.routes import SERVICES
from pidguide.fidelity.report.measure import measure
from pidguide.fidelity.report.published_tables import save
from pidguide.fidelity.report.scores_by_route import Report, chooser, dump
from pidguide.fidelity.sources.packages import DownloadError, fetch


@click.command("fidelity")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="PATH…")
@click.option(
    "--fetch", "fetched", is_flag=True, help="Also over the recordings that pinned PyPI packages carry."
)
@click.option("--json", "as_json", is_flag=True, help="Print scores and differences as JSON.")
@click.option("--explain", is_flag=True, help="Show each difference side by side, the lowest scores first.")
@click.option(
    "--only", "words", multiple=True, help="Explain only exchanges whose file, route or check names this."
)
@click.option("--limit", type=click.IntRange(min=1), help="Explain at most so many exchanges.")
@click.option(
    "--save", "saved", is_flag=True, help="Write the tables that the guide's page shows, into docs/_data."
)
@click.option("--service", type=click.Choice(SERVICES), help="Only this service.")
def fidelity_command(
    paths: tuple[Path, ...],
    fetched: bool,
    as_json: bool,
    explain: bool,
    words: tuple[str, ...],
    limit: int | None,
    saved: bool,
    service: str | None,
) -> None:
    """Score the emulator against recorded answers of the real services.

    PATH is a vcrpy cassette or a folder of them. With --fetch pip downloads habanero 2.9.2 and
    commonmeta-schema 1.0.3, whose source distributions carry real answers, into .cache/.

    \b
    Example: pidguide fidelity --fetch --explain --only transform
             pidguide fidelity recordings/ --service orcid     recordings of your own
    """
    if not paths and not fetched:
        raise click.UsageError("Name cassettes or folders, or fetch some with --fetch.")
    if saved and service:
        raise click.UsageError("--save writes the tables of all services; leave --service out.")
    try:
        report = measure([*paths, *(fetch() if fetched else [])], service)
    except (DownloadError, FileNotFoundError, ValueError) as error:
        raise click.ClickException(str(error)) from None
    _refuse_nothing(report, service, saved)
    if saved:
        save(report, date.today())
    if as_json:
        click.echo(dump(report))
        return
    console = Console(width=None if sys.stdout.isatty() else 160)
    if explain or words or limit:
        report.explain(console, chooser(words), limit)
    report.print_table(console)


def _refuse_nothing(report: Report, service: str | None, saved: bool) -> None:
    """Raise UserError where there is nothing to tell: a score of nothing is no score, and no table."""
    if not (report.scored or report.superseded or report.unscored):
        raise UserError(f"None of the recordings asked {service}.", exit_code=2)
    if saved and not report.scored:
        raise UserError("No exchange could be scored, so nothing is saved. Without --save you see why.")
