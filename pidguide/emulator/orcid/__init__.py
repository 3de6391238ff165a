"""orcid."""

from typing import TYPE_CHECKING

from pidguide.emulator.service import Service

if TYPE_CHECKING:
    from pidguide.emulator.world import World


def orcid_services(world: "World") -> list[Service]:
    """Return the services of orcid."""
    return []
