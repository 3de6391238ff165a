"""doi_org."""

from typing import TYPE_CHECKING

from pidguide.emulator.service import Service

if TYPE_CHECKING:
    from pidguide.emulator.world import World


def doi_org_services(world: "World") -> list[Service]:
    """Return the services of doi_org."""
    return []
