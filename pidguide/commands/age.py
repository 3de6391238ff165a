"""`pidguide age`: names the recordings that are too old to be believed."""

import os
import sys

import click

from pidguide.samples.age import LIMIT_DAYS, find_too_old


@click.command("age")
@click.option("--fail", "must_fail", is_flag=True, help="Exit with 1 when a recording is too old.")
def age_command(must_fail: bool) -> None:
    """Name the samples whose recording is older than the limit.

    A recording that cannot be read is named too, and makes the exit code 1.

    \b
    Example: pidguide age --fail
    """
    too_old, unreadable = find_too_old()
    # GitHub shows such a line as a warning of the run.
    mark = "::warning::" if os.environ.get("GITHUB_ACTIONS") else ""
    for sample, days in too_old:
        line = f"{sample.name}: recorded {days} days ago, the limit is {LIMIT_DAYS}"
        click.echo(f"{mark}{line}", err=not mark)
    click.echo(f"{len(too_old)} recording(s) older than {LIMIT_DAYS} days.")
    for line in unreadable:
        click.echo(f"pidguide: {line}", err=True)
    if unreadable or (too_old and must_fail):
        sys.exit(1)
