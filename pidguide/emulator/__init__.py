"""A small, faithful copy of the registries on loopback: doi.org, Crossref, DataCite and ORCID.

It imports nothing from the rest of `pidguide`; the rest only starts and stops it.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pidguide.emulator.server import Emulator

__all__ = ["Emulator"]


def __getattr__(name: str) -> Any:
    """Load the registries when they are first asked for: who only looks for a schema file need not wait."""
    if name != "Emulator":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from pidguide.emulator.server import Emulator

    return Emulator
