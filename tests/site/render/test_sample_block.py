"""A sample's block and its outline."""

from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from pidguide.samples.catalogue import get_sample
from pidguide.site.pages.published import published_samples
from pidguide.site.render import fragment_cache, sample_block
from tests.support.recordings import interaction, write_recording
from tests.support.toy_guide import add_sample


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
    assert outline.select_one("pre").get_text() == sample.listing
    assert "GET https://doi.org/10.1126/science.169.3946.635" in outline.get_text()
    assert "200 OK application/vnd.citationstyles.csl+json" in outline.get_text()


NAME = "doi/access/toy"
SOURCE = '''
"""Do `one` thing & no other."""
print("<b>" if 1 < 2 else "")
'''
BODY = {"lines": list(range(60))}


def recorded(guide: Path, *interactions: Any, via: str = "emulator", source: str = SOURCE) -> None:
    """Write a sample with its output and its cassette into a guide."""
    sample = add_sample(guide, source, NAME)
    sample.output.write_text("<b>\n")
    sample.cassette.parent.mkdir(parents=True, exist_ok=True)
    known = {"recorded_at": "2026-01-02T03:04:05+00:00", "via": via, "hosts": [], "sample_sha256": ""}
    write_recording(sample.cassette.parent, sample.anchor, *interactions, **known)


@pytest.fixture
def fragments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fragment_cache, "FOLDER", tmp_path / "fragments")


def block(root: str = "../", repository: str = "") -> BeautifulSoup:
    return BeautifulSoup(sample_block.sample_block(NAME, root, repository), "lxml")


def test_a_block_has_three_tabs_of_one_recording(guide: Path, fragments: None) -> None:
    url = "https://api.crossref.org/works?query=a"
    recorded(guide, interaction(url, 404, BODY, content_type="application/json"))
    shown = block()
    assert shown.select_one(".pg-sample").attrs == {"class": ["pg-sample"], "data-sample": NAME}
    assert [label.decode() for label in shown.select(".tabbed-labels label")] == [
        '<label for="__tabbed_toy_1">Python</label>',
        '<label data-count="1" for="__tabbed_toy_2">HTTP</label>',
        '<label for="__tabbed_toy_3">curl</label>',
    ]
    assert {field["name"] for field in shown.select(".tabbed-set input")} == {"__tabbed_toy"}
    python, http, curl = shown.select(".tabbed-content .tabbed-block")
    assert python.select_one(".pg-whole code#toy-python").get_text() == SOURCE.lstrip()
    assert python.select_one(".pg-output code#toy-output").get_text() == "<b>\n"
    assert http.select_one(".pg-address").get_text() == url
    assert http.select_one(".pg-body")["data-whole"] == "../recordings/doi/access/toy/#toy-1-answer"
    assert http.select_one(".pg-body").get_text() == (
        '{\n  "lines": [\n' + "".join(f"    {number},\n" for number in range(18))
    )
    assert http.select_one(".pg-more").decode() == (
        '<p class="pg-more"><a href="../recordings/doi/access/toy/#toy-1-answer">Show all 64 lines</a></p>'
    )
    assert curl.select_one("code#toy-curl").get_text() == f'curl "{url}"\n'
    assert "gap" not in shown.get_text()


def test_a_sample_without_requests_has_no_tabs_of_them_and_says_so(guide: Path, fragments: None) -> None:
    recorded(guide)
    shown = block()
    assert [label.get_text() for label in shown.select(".tabbed-labels label")] == ["Python"]
    assert len(shown.select(".tabbed-content .tabbed-block")) == 1
    assert shown.select_one(".pg-footer").decode_contents() == (
        '<a class="pg-download" download="" href="../downloads/doi/access/toy.py">Download toy.py</a>'
        '<details class="pg-origin"><summary>Sends no request</summary>'
        "<p>Run it as it was recorded: <code>pidguide run doi/access/toy</code></p></details>"
    )


@pytest.mark.parametrize("repository", ["", "https://code.example/guide"])
def test_the_footer_leads_to_the_files(guide: Path, fragments: None, repository: str) -> None:
    recorded(guide, interaction("https://doi.org/a", 200, {}))
    footer = block("../../", repository).select_one(".pg-footer")
    assert footer.select_one(".pg-download").decode() == (
        '<a class="pg-download" download="" href="../../downloads/doi/access/toy.py">Download toy.py</a>'
    )
    own = [
        "<p>Run it as it was recorded: <code>pidguide run doi/access/toy</code></p>",
        '<p><a href="../../recordings/doi/access/toy/">All requests and answers of this sample</a> '
        "on a page of their own</p>",
    ]
    in_repository = [
        '<p><a href="https://code.example/guide/blob/main/samples/doi/access/toy.py">The script</a> and '
        '<a href="https://code.example/guide/blob/main/cassettes/doi/access/toy.yaml">its recording</a> '
        "in the guide's repository</p>"
    ]
    expected = own + in_repository * bool(repository)
    assert [each.decode() for each in footer.select(".pg-origin > p:not(.pg-provenance)")] == expected


def test_another_root_is_not_the_one_that_was_kept(guide: Path, fragments: None) -> None:
    recorded(guide, interaction("https://doi.org/a", 200, BODY, content_type="application/json"))
    assert block("../").select_one(".pg-more a")["href"].startswith("../recordings")
    assert block("../../").select_one(".pg-more a")["href"].startswith("../../recordings")


DAY = '<time datetime="2026-01-02">2026-01-02</time>'


@pytest.mark.parametrize(
    ("via", "versions", "said"),
    [
        ("emulator", [], f"Recorded against the emulator on {DAY}"),
        ("live", [], f"Recorded against the live services on {DAY}"),
        (
            "emulator",
            ["2.9.7", "2.9.7"],
            f"Recorded against the emulator on {DAY} · which answers as DataCite API 2.9.7",
        ),
        (
            "live",
            ["<2.9.10", "2.9.7"],
            f"Recorded against the live services on {DAY} · DataCite API 2.9.7, &lt;2.9.10",
        ),
    ],
)
def test_the_provenance_tells_when_and_against_what(
    guide: Path, fragments: None, monkeypatch: pytest.MonkeyPatch, via: str, versions: list[str], said: str
) -> None:
    answers = [interaction("https://api.datacite.org/a", 200, {}, x_lupoversion=each) for each in versions]
    recorded(guide, *answers, interaction("https://doi.org/a", 200, {}), via=via)
    shown = sample_block.sample_block(NAME, "", "")
    assert f'<p class="pg-provenance">{said}.</p>' in shown
    against = "Live" if via == "live" else "Emulator"
    day = '<time datetime="2026-01-02">2 Jan 2026</time>'
    assert f"<summary>{against}, {day}</summary>" in shown
    monkeypatch.setattr(sample_block, "tell_agreement", lambda sample: f"agreed of {sample.name}")
    monkeypatch.setattr(sample_block, "summarise_agreement", lambda sample: f"in short of {sample.name}")
    shown = sample_block.sample_block(NAME, "", "")
    assert f'<p class="pg-provenance">{said} · agreed of {NAME}.</p>' in shown
    assert f"<summary>{against}, {day} · in short of {NAME}</summary>" in shown


def test_an_outline_is_a_heading_and_one_block_without_what_markdown_would_read(guide: Path) -> None:
    failed = interaction(
        "https://pub.orcid.org/a?b=<c>&d", 404, '{"error-code": 9016}', content_type="application/json"
    )
    failed["response"]["status"]["message"] = "Not <Found>"
    plain = interaction("https://doi.org/a", 204, "")
    recorded(guide, failed, plain)
    assert sample_block.sample_outline(NAME) == (
        "### Do \\`one\\` thing &amp; no other { #toy }\n\n"
        '<div class="pg-outline" data-sample="doi/access/toy">'
        '<pre><code>"""Do &#96;one&#96; thing &amp; no other."""\n'
        'print("&lt;b&gt;" if 1 &lt; 2 else "")\n</code></pre>'
        "<p><code>GET https://pub.orcid.org/a?b=&lt;c&gt;&amp;d</code> "
        "404 Not &lt;Found&gt; application/json 9016</p>"
        "<p><code>GET https://doi.org/a</code> 204  </p></div>"
    )
