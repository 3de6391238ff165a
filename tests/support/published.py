"""The published samples, page by page."""

from pidguide.samples.catalogue import Sample
from pidguide.site.pages.published import published_samples

SAMPLES = published_samples()
PAGES = list(dict.fromkeys(sample.page for sample in SAMPLES))


def samples_of(page: str) -> list[Sample]:
    return [sample for sample in SAMPLES if sample.page == page]
