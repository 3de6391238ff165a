"""One comparison of two answers: what part of it is right, and what is not."""

from dataclasses import dataclass, field

WEIGHTS = {
    "status": 3,
    "media type": 2,
    "redirect": 2,
    "headers": 1,
    "error": 4,
    "shape": 3,
    "values": 2,
    "fields": 4,
    "items": 3,
    "text": 4,
}
FLAWED = 0.95


@dataclass(frozen=True)
class Difference:
    """One thing in which the emulator's answer is not the recorded one."""

    check: str
    where: str
    recorded: str
    emulator: str


@dataclass
class Check:
    """One comparison: its name, what part of it is right, and what is not."""

    name: str
    share: float
    differences: list[Difference] = field(default_factory=list)

    @property
    def weight(self) -> int:
        """What the check counts."""
        return WEIGHTS[self.name]

    @property
    def counted(self) -> float:
        """The share that counts: short of everything it is never more than FLAWED."""
        return 1.0 if self.share >= 1 else min(self.share, FLAWED)


def same(name: str, recorded: str, emulator: str) -> Check:
    """Compare two texts: the same or not."""
    if recorded == emulator:
        return Check(name, 1.0)
    return Check(name, 0.0, [Difference(name, "", recorded, emulator)])
