"""`pidguide list`: names every sample, for people or as JSON."""

import json
import sys

import click

from pidguide.basics.errors import UserError
from pidguide.samples.catalogue import Sample, find_samples
from pidguide.samples.describe import describe


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="A JSON list of objects, one a sample.")
def list_samples_command(as_json: bool) -> None:
    """Name every sample, with what it does.

    With --json a sample whose recording cannot be read is left out and named on stderr; the exit code is 1.

    \b
    Example: pidguide list --json
    """
    samples = find_samples()
    if as_json:
        _list_as_json(samples)
        return
    width = max((len(sample.name) for sample in samples), default=0)
    for sample in samples:
        click.echo(f"{sample.name:<{width}}  {sample.title}")


def _list_as_json(samples: list[Sample]) -> None:
    described, unreadable = [], []
    for sample in samples:
        try:
            described.append(describe(sample))
        except UserError as error:
            unreadable.append(str(error))
    click.echo(json.dumps(described, indent=2, ensure_ascii=False))
    for line in unreadable:
        click.echo(f"pidguide: {line}", err=True)
    if unreadable:
        sys.exit(1)
