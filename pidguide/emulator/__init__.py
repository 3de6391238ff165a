"""A small, faithful copy of the registries on loopback: doi.org, Crossref, DataCite and ORCID.

It imports nothing from the rest of `pidguide`; the rest only starts and stops it.
"""

from pidguide.emulator.server import Emulator

__all__ = ["Emulator"]
