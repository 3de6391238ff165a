"""Which samples have the Run button, and why some have none.

A build that has the files to be loaded says so in the environment of whatever writes the pages.
"""

import json
import os
from functools import cache
from pathlib import Path

from pidguide.running.transports import DATA_VARIABLE
from pidguide.samples.catalogue import Sample
from pidguide.samples.credentials_needed import variables_of
from pidguide.samples.packages import imported_modules

VARIABLE = "PIDGUIDE_RUN_FILES"  # the folder of those files
# Modules that need a package compiled for the browser, and that package.
DATA_FILES = "the public data files"
COMPILED = {"lxml": "lxml", "joserfc": "cryptography", "authlib": "cryptography"}


def run_folder() -> str:
    """Return the folder below the site that Run loads from, "" where pages have no such button."""
    return f"run/{Path(os.environ[VARIABLE]).name}" if VARIABLE in os.environ else ""


def packages_missing_for(sample: Sample) -> list[str]:
    """Return what a sample needs and a tab cannot have in this build, sorted."""
    return sorted(packages_needed_by(sample) - _packages_at_hand(os.environ[VARIABLE]))


def packages_needed_by(sample: Sample) -> set[str]:
    """Return the compiled packages that a sample's imports lead to, and the data files if it reads them."""
    modules = {module for _, module in imported_modules(sample.tree)}
    packages = {COMPILED[module] for module in modules & COMPILED.keys()}
    return packages | ({DATA_FILES} if DATA_VARIABLE in variables_of(sample) else set())


@cache
def _packages_at_hand(folder: str) -> set[str]:
    manifest = json.loads((Path(folder) / "manifest.json").read_text(encoding="utf-8"))
    return set(manifest["packages"])
