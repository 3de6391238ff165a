"""The pages of a built site, without what only looks like one."""

from pathlib import Path

from pidguide.site.pages.built_pages import page_addresses


def test_redirects_and_the_recordings_own_pages_are_no_pages(tmp_path: Path) -> None:
    redirect = '<meta http-equiv="refresh" content="0; url=../doi/">'
    pages = {"": "", "doi/access/": "", "old/": redirect, "recordings/doi/access/csl_json/": ""}
    for address, text in pages.items():
        (tmp_path / address).mkdir(parents=True, exist_ok=True)
        (tmp_path / address / "index.html").write_text(text)
    assert page_addresses(tmp_path) == ["doi/access/", ""]
