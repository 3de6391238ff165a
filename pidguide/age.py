"""How old recordings are, and from when on that is too old to be believed."""

import os
import sys
from datetime import UTC, datetime

import click

from pidguide.cassettes import read_recording
from pidguide.catalogue import Sample, find_samples
from pidguide.errors import UserError

LIMIT_DAYS = 180


def age_in_days(recorded_at: datetime, now: datetime | None = None) -> int:
    """Return the whole days since a recording."""
    return ((now or datetime.now(UTC)) - recorded_at).days


def is_too_old(recorded_at: datetime, now: datetime | None = None) -> bool:
    """Tell whether a recording is older than the guide's limit."""
    return age_in_days(recorded_at, now) > LIMIT_DAYS


def find_too_old(now: datetime | None = None) -> tuple[list[tuple[Sample, int]], list[str]]:
    """Return the recorded samples older than the limit, with their age in days.

    Beside them a line for each recording that cannot be read, and so has no age.
    """
    too_old: list[tuple[Sample, int]] = []
    unreadable: list[str] = []
    for sample in find_samples():
        if not sample.cassette.exists():
            continue
        try:
            recorded_at = read_recording(sample.cassette).recorded_at
        except UserError as error:
            unreadable.append(str(error))
            continue
        if is_too_old(recorded_at, now):
            too_old.append((sample, age_in_days(recorded_at, now)))
    return too_old, unreadable


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
