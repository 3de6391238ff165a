"""`pidguide data`: writes small public data files to try the bulk samples on."""

from pathlib import Path

import click

from pidguide.datafiles.for_samples import RECORDS
from pidguide.datafiles.generate import write_data


@click.command("data")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--records",
    type=click.IntRange(min=1),
    default=RECORDS,
    show_default=True,
    help="How many Crossref works, DataCite DOIs and ORCID records each.",
)
def data_command(folder: Path, records: int) -> None:
    """Write the public data files of Crossref, DataCite and ORCID in small.

    They are made up, in the layouts of the real ones, and the same bytes each time.
    An interrupted run goes on where it stopped.

    \b
    Example: pidguide data build/data
    """
    written = write_data(folder, records)
    click.echo(f"{written} parts written; for the samples: export PID_DATA='{folder.absolute()}'")
