"""`pidguide fidelity`: the emulator's truth as a number."""

import sys
from pathlib import Path

import click
from rich.console import Console

from pidguide.fidelity.measure import measure
from pidguide.fidelity.report import chooser, dump
from pidguide.fidelity.routes import SERVICES


@click.command("fidelity")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="PATH…")
@click.option("--json", "as_json", is_flag=True, help="Print scores and differences as JSON.")
@click.option("--explain", is_flag=True, help="Show each difference side by side, the lowest scores first.")
@click.option(
    "--only", "words", multiple=True, help="Explain only exchanges whose file, route or check names this."
)
@click.option("--limit", type=int, help="Explain at most so many exchanges.")
@click.option("--service", type=click.Choice(SERVICES), help="Only this service.")
def fidelity_command(
    paths: tuple[Path, ...],
    as_json: bool,
    explain: bool,
    words: tuple[str, ...],
    limit: int | None,
    service: str | None,
) -> None:
    """Score the emulator against recorded answers of the real services.

    PATH is a vcrpy cassette or a folder of them.

    \b
    Example: pidguide fidelity ../shared/reference/recordings --explain --only transform
    """
    try:
        report = measure(paths, service)
    except (FileNotFoundError, ValueError) as error:
        raise click.ClickException(str(error)) from None
    if as_json:
        click.echo(dump(report))
        return
    console = Console(width=None if sys.stdout.isatty() else 160)
    if explain or words or limit:
        report.explain(console, chooser(words), limit)
    report.print_table(console)


if __name__ == "__main__":
    fidelity_command()
