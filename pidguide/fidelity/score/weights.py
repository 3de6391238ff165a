"""One comparison of two answers: what part of it is right, and what is not."""

from collections.abc import Collection
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
    "order": 2,
    "page": 2,
    "times": 1,
    "text": 4,
}
FLAWED = 0.95
# The one part of a check that is right or wrong as a whole.
WHOLE = ""


@dataclass(frozen=True)
class Difference:
    """One thing in which the emulator's answer is not the recorded one."""

    check: str
    where: str
    recorded: str
    emulator: str


@dataclass(frozen=True)
class Part:
    """One thing that a check compares: what was recorded, and whether the emulator says the same."""

    recorded: str
    right: bool


@dataclass
class Check:
    """One comparison: its name, what part of it is right, and what is not.

    `parts` are the things compared, by their place. `echoed` names those that weigh nothing: they come out
    right whatever the recording says, since the emulator was given them by that very recording.
    """

    name: str
    share: float
    differences: list[Difference] = field(default_factory=list)
    parts: dict[str, Part] = field(default_factory=dict, compare=False)
    echoed: frozenset[str] = field(default=frozenset(), compare=False)

    @property
    def weight(self) -> float:
        """What the check counts: less by the parts that are only echoed."""
        if not self.echoed:
            return WEIGHTS[self.name]
        return WEIGHTS[self.name] * (1 - len(self.echoed) / len(self.parts))

    @property
    def counted(self) -> float:
        """The share that counts: short of everything it is never more than FLAWED."""
        if self.share >= 1:
            return 1.0
        return min(self.share_of(self.parts.keys() - self.echoed) if self.echoed else self.share, FLAWED)

    def share_of(self, places: Collection[str]) -> float:
        """Return what part of these places is right; one that the check lacks is wrong."""
        right = sum(place in self.parts and self.parts[place].right for place in places)
        return right / len(places) if places else 1.0


def same(name: str, recorded: str, emulator: str) -> Check:
    """Compare two texts: the same or not."""
    return whole(name, 1.0 if recorded == emulator else 0.0, recorded, emulator)


def whole(name: str, share: float, recorded: str, emulator: str) -> Check:
    """Return a comparison that weighs as a whole or not at all, with one difference where it is not right."""
    parts = {WHOLE: Part(recorded, share >= 1)}
    return Check(name, share, [] if share >= 1 else [Difference(name, "", recorded, emulator)], parts)
