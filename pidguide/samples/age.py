"""How old recordings are, and from when on that is too old to be believed."""

from datetime import UTC, datetime

from pidguide.basics.errors import UserError
from pidguide.cassettes.format import read_recording
from pidguide.samples.catalogue import Sample, find_samples

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
