"""crossref."""

from typing import TYPE_CHECKING

from pidguide.emulator.service import Service

if TYPE_CHECKING:
    from pidguide.emulator.world import World


def crossref_services(world: "World") -> list[Service]:
    """Return the services of crossref."""
    return []
