"""The emulator's own time, so that a queue can move on or a token expire without anyone waiting."""

from datetime import UTC, datetime, timedelta


class Clock:
    """UTC time that runs as usual and can be put forward.

    The registries stamp records, queue deposits and expire tokens with it.
    """

    def __init__(self) -> None:
        self._ahead = timedelta()

    def now(self) -> datetime:
        """Return the current moment, timezone-aware, in UTC."""
        return datetime.now(UTC) + self._ahead

    def advance(self, seconds: float) -> None:
        """Put the clock forward by `seconds`."""
        self._ahead += timedelta(seconds=seconds)

    def reset(self) -> None:
        """Put the clock back to the machine's own time."""
        self._ahead = timedelta()
