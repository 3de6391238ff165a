"""The emulator's own time, so that a queue can move on or a token expire without anyone waiting."""

from datetime import UTC, datetime, timedelta


class Clock:
    """UTC time that runs as usual and can be put forward, or to another time.

    The registries stamp records, queue deposits and expire tokens with it.
    """

    def __init__(self) -> None:
        self.ahead = timedelta()  # of the machine's own time

    def now(self) -> datetime:
        """Return the current moment, timezone-aware, in UTC."""
        return datetime.now(UTC) + self.ahead

    def advance(self, seconds: float) -> None:
        """Put the clock forward by `seconds`."""
        self.ahead += timedelta(seconds=seconds)

    def set(self, moment: datetime) -> None:
        """Let the clock run on from `moment`, timezone-aware."""
        self.ahead = moment - datetime.now(UTC)

    def reset(self) -> None:
        """Put the clock back to the machine's own time."""
        self.ahead = timedelta()
