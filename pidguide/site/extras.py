"""What lies beside the pages: made from samples and recordings after the pages have been built."""

from pathlib import Path

from pidguide.catalogue import find_samples
from pidguide.site.recordings import write_recording_page


def write_all(site: Path, site_url: str) -> None:
    """Write every file that goes with the pages into the built site."""
    samples = [sample for sample in find_samples() if sample.cassette.is_file()]
    for sample in samples:
        write_recording_page(sample, site)
