"""A sample's block and its outline."""

from bs4 import BeautifulSoup

from pidguide.samples.catalogue import get_sample
from pidguide.site.pages.published import published_samples
from pidguide.site.render import sample_block


def test_repository_links_are_left_out_where_its_address_is_unknown() -> None:
    name = published_samples()[0].name
    assert "/blob/main/" not in sample_block.sample_block(name, "../", "")
    shown = sample_block.sample_block(name, "../", "https://code.example/guide")
    assert f"https://code.example/guide/blob/main/samples/{name}.py" in shown
    assert f"https://code.example/guide/blob/main/cassettes/{name}.yaml" in shown


def test_an_outline_holds_what_search_has_to_know() -> None:
    name = next(sample.name for sample in published_samples() if sample.anchor == "csl_json")
    sample = get_sample(name)
    outline = BeautifulSoup(sample_block.sample_outline(name), "lxml").select_one(".pg-outline")
    assert outline and outline["data-sample"] == name
    assert outline.select_one("pre").get_text() == sample.source
    assert "GET https://doi.org/10.1126/science.169.3946.635" in outline.get_text()
    assert "200 OK application/vnd.citationstyles.csl+json" in outline.get_text()
