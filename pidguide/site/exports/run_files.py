"""What Run loads, beside the pages: the bundles, and for each page its samples' recordings in one file."""

import json
import shutil
from pathlib import Path
from typing import Any

from pidguide.basics.files import replace_file
from pidguide.samples.catalogue import Sample
from pidguide.site.pages.runnable import packages_missing_for, run_folder
from pidguide.site.run.page_recordings import page_recording


def write_run_files(samples: list[Sample], run_files: Path, site: Path) -> None:
    """Write the files into the built site, under the folder that the pages name."""
    target = site / run_folder()
    shutil.copytree(run_files, target)
    pages: dict[str, dict[str, Any]] = {}
    for sample in samples:
        if not packages_missing_for(sample):
            pages.setdefault(sample.page, {})[sample.name] = page_recording(sample)
    for page, recordings in pages.items():
        replace_file(target / "recordings" / f"{page}.json", json.dumps(recordings, separators=(",", ":")))
