"""What ORCID's services need of the world they answer about."""

from random import Random
from typing import Protocol

from pid_emulator.core.clock import Clock
from pid_emulator.orcid.record.webhooks import Deliver
from pid_emulator.orcid.store import OrcidStore


class OrcidWorld(Protocol):
    """The time, the random numbers, what ORCID knows, and how its calls to webhooks are made."""

    clock: Clock
    random: Random
    deliver_webhooks: Deliver

    @property
    def orcid(self) -> OrcidStore: ...
