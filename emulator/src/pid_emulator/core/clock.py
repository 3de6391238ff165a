"""The emulator's own time, so that a queue can move on or a token expire without anyone waiting."""

from datetime import UTC, datetime, timedelta


class Clock:
    """UTC time that runs as usual and can be put forward.

    The registries stamp records, queue deposits and expire tokens with it. Given a `beginning` it is the same
    in each run: it begins there, and goes on by a second with each request.
    """

    def __init__(self, beginning: datetime | None = None) -> None:
        self._beginning = beginning
        self.ahead = timedelta()  # of the machine's own time, or of the beginning

    def now(self) -> datetime:
        """Return the current moment, timezone-aware, in UTC."""
        return (self._beginning or datetime.now(UTC)) + self.ahead

    def step(self) -> None:
        """Take notice of a request."""
        if self._beginning:
            self.ahead += timedelta(seconds=1)

    def advance(self, seconds: float) -> None:
        """Put the clock forward by `seconds`."""
        self.ahead += timedelta(seconds=seconds)

    def reset(self) -> None:
        """Put the clock back to the machine's own time, or to its beginning."""
        self.ahead = timedelta()
