"""`pidguide age`: names the recordings that are too old to be believed, and the figures that are overdue."""

import os
import sys

import click

from pidguide.samples.age import LIMIT_DAYS, find_too_old
from pidguide.site.render.facts import find_overdue


@click.command("age")
@click.option("--fail", "must_fail", is_flag=True, help="Exit with 1 when anything is too old.")
def age_command(must_fail: bool) -> None:
    """Name the samples whose recording is older than the limit, and the figures that are overdue for a check.

    A figure is named with its source; its limit stands beside it in docs/_facts. A recording that cannot be
    read is named too, and makes the exit code 1.

    \b
    Example: pidguide age --fail
    """
    too_old, unreadable = find_too_old()
    # GitHub shows such a line as a warning of the run.
    mark = "::warning::" if os.environ.get("GITHUB_ACTIONS") else ""
    overdue = find_overdue()
    lines = [
        f"{sample.name}: recorded {days} days ago, the limit is {LIMIT_DAYS}" for sample, days in too_old
    ]
    lines += [
        f"{fact.name} in docs/_facts: its check was due on {fact.expires_on}; source: {fact.source}"
        for fact in overdue
    ]
    for line in lines:
        click.echo(f"{mark}{line}", err=not mark)
    click.echo(f"{len(too_old)} recording(s) older than {LIMIT_DAYS} days.")
    click.echo(f"{len(overdue)} figure(s) overdue for a check.")
    for line in unreadable:
        click.echo(f"pidguide: {line}", err=True)
    if unreadable or (lines and must_fail):
        sys.exit(1)
