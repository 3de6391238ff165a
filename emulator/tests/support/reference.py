"""Where answers of the real registries lie, on computers that have them beside this repository."""

from pathlib import Path

REFERENCE = Path(__file__).parents[4] / "shared" / "reference"
