"""What lies beside the pages: made from samples and recordings after the pages have been built."""

from pathlib import Path

from pidguide.basics.files import replace_file
from pidguide.site.exports import control_openapi
from pidguide.site.exports.changes_feed import write_feed
from pidguide.site.exports.downloads import write_downloads
from pidguide.site.exports.markdown_twins import find_pages, write_llms_txt, write_twin
from pidguide.site.exports.run_files import write_run_files
from pidguide.site.pages.external_links import list_external_links
from pidguide.site.pages.published import published_samples
from pidguide.site.render.changes import FEED
from pidguide.site.render.recording_page import write_recording_page, write_recording_redirects
from pidguide.site.render.status import badges, status_json


def write_all(site: Path, site_url: str, run_files: Path | None = None) -> None:
    """Write every file that goes with the pages into the built site.

    `run_files` is the folder of what Run loads, None where the pages have no such button.
    """
    samples = published_samples()
    for sample in samples:
        write_recording_page(sample, site)
    write_recording_redirects(site)
    pages = find_pages()
    for page in pages:
        replace_file(site / f"{page.name}.md", write_twin(page))
        shown = [sample for sample in samples if sample.page == page.name]
        if shown:
            write_downloads(page.name, page.title, shown, site)
    if run_files:
        write_run_files(samples, run_files, site)
    replace_file(site / "llms.txt", write_llms_txt(pages, site_url))
    replace_file(site / FEED, write_feed(site_url))
    replace_file(site / "status.json", status_json())
    replace_file(site / control_openapi.FILE, control_openapi.control_openapi())
    for name, drawing in badges().items():
        replace_file(site / "badges" / f"{name}.svg", drawing)
    replace_file(site / "external-links.txt", list_external_links())
    (site / "robots.txt").write_text(_robots(site_url), encoding="utf-8")


def _robots(site_url: str) -> str:
    sitemap = f"Sitemap: {site_url.rstrip('/')}/sitemap.xml\n" if site_url else ""
    return f"User-agent: *\nAllow: /\n{sitemap}"
