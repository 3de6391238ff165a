"""A recording's own page shows every exchange in full."""

from pathlib import Path

from bs4 import BeautifulSoup

from pidguide.cassettes.format import read_recording
from pidguide.samples.catalogue import get_sample
from pidguide.site.render.recording_page import write_recording_page, write_recording_redirects


def test_every_exchange_is_there_and_the_way_back(tmp_path: Path) -> None:
    sample = get_sample("doi/access/csl_json")
    write_recording_page(sample, tmp_path)
    file = tmp_path / "recordings" / sample.name / "index.html"
    page = BeautifulSoup(file.read_text(encoding="utf-8"), "lxml")
    exchanges = read_recording(sample.cassette).exchanges
    assert [tag.get_text() for tag in page.select(".pg-address")] == [exchange.url for exchange in exchanges]
    assert not page.select(".pg-more, .pg-copy"), "a cut body, or a button without its script"
    assert all(details.has_attr("open") for details in page.select(".pg-exchange"))
    back = page.select_one("main p a")["href"]
    assert (file.parent / back.partition("#")[0]).resolve() == tmp_path / sample.page


def test_a_recordings_former_address_leads_to_it(tmp_path: Path) -> None:
    write_recording_redirects(tmp_path)
    file = tmp_path / "recordings" / "doi" / "create" / "datacite_draft" / "index.html"
    refresh = BeautifulSoup(file.read_text(encoding="utf-8"), "lxml").find(
        "meta", attrs={"http-equiv": "refresh"}
    )
    assert refresh
    address = str(refresh["content"]).partition("url=")[2]
    assert (file.parent / address).resolve() == tmp_path / "recordings/doi/create/datacite/draft"
