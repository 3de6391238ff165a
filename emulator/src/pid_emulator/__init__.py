"""A small, faithful copy of the registries on loopback: doi.org, Crossref, DataCite and ORCID.

Nothing of it needs an account or the network.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pid_emulator.emulator import Emulator

__all__ = ["Emulator", "__version__"]
__version__ = "0.2.0"


def __getattr__(name: str) -> Any:
    """Load the registries when they are first asked for: who only looks for a schema file need not wait."""
    if name != "Emulator":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from pid_emulator.emulator import Emulator

    return Emulator
