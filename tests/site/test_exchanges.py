"""An exchange is shown as it was recorded, and nothing in it is taken for Markdown or HTML."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from pidguide.cassettes.format import Recording
from pidguide.compare.exchanges import Exchange
from pidguide.samples.catalogue import get_sample
from pidguide.site.pages.published import published_samples
from pidguide.site.render import confirmed_live, sample_block
from pidguide.site.render.bodies import read_body
from pidguide.site.render.curl import curl_commands, curl_script
from pidguide.site.render.http_tab import Fold, render_exchanges
from tests.support.exchanges import exchange

ALL = Fold(lines=None)


def show(*exchanges: Exchange, fold: Fold = ALL) -> BeautifulSoup:
    return BeautifulSoup(render_exchanges(list(exchanges), fold), "lxml")


def test_request_and_answer_stand_in_order_with_their_status() -> None:
    shown = show(exchange(), exchange(method="PUT", status=409, reason="Conflict"))
    assert [tag.get_text() for tag in shown.select(".pg-method")] == ["GET", "PUT"]
    assert [tag["class"][1] for tag in shown.select(".pg-status")] == ["pg-status-2xx", "pg-status-4xx"]
    assert shown.select_one(".pg-address").get_text() == "https://api.example/things?a=1&b=2"


def test_headers_that_matter_come_first() -> None:
    headers = {"vary": "Accept", "x-api-pool": "public", "location": "/there", "content-type": "text/plain"}
    shown = show(exchange(headers=headers))
    assert [tag.get_text() for tag in shown.select("dl")[1].select("dt")][:2] == ["Content-Type", "Location"]


def test_json_and_xml_are_indented_and_text_stays_as_it_came() -> None:
    assert read_body('{"b":1,"a":[2]}', "application/vnd.api+json").lines[1] == '  "b": 1,'
    assert read_body("<a><b>1</b></a>", "application/xml;charset=utf-8").lines[1] == "  <b>1</b>"
    assert read_body("{broken", "application/json").text == "{broken"
    assert read_body("Resource not found.", "application/json").text == "Resource not found."


def test_a_long_body_is_folded_and_says_how_much_is_left_out() -> None:
    body = json.dumps(list(range(100)))
    shown = show(exchange(body=body), fold=Fold(12, "../rec/"))
    details = shown.select_one("details")
    assert details and "102 lines" in details.summary.get_text()
    more = details.select_one(".pg-more")
    assert more.get_text() == "90 more lines: the whole recording"
    assert more.a["href"] == "../rec/#exchange-1"
    assert not show(exchange(body=body)).select(".pg-more"), "the recording's own page leaves nothing out"


def test_placeholders_stand_out() -> None:
    shown = show(exchange(request_headers={"authorization": "Bearer <ACCESS_TOKEN>"}))
    assert shown.select_one("mark").get_text() == "<ACCESS_TOKEN>"


@pytest.mark.parametrize("body", ["<script>alert(1)</script>", "</code></pre></div>", "&lt;b&gt;"])
def test_nothing_in_a_body_is_taken_for_html(body: str) -> None:
    html = render_exchanges([exchange(body=body, headers={"content-type": "text/plain"})], ALL)
    assert "<script" not in html
    assert BeautifulSoup(html, "lxml").select_one("code:not(.pg-address)").get_text().strip() == body.strip()


def test_shell_syntax_in_a_recording_is_quoted() -> None:
    one = exchange(url="https://api.example/$HOME?q=`id`", request_headers={"accept": 'a"b'})
    script = curl_script(curl_commands([one], ""))
    assert r"\$HOME" in script and r"\`id\`" in script and r"a\"b" in script


def test_followed_redirects_are_one_command() -> None:
    first = exchange(status=302, headers={"location": "https://b.example/x"})
    commands = curl_commands([first, exchange(url="https://b.example/x")], "")
    assert len(commands) == 1
    assert "--location" in commands[0].text and commands[0].answer.url == "https://b.example/x"


def test_a_page_claims_agreement_only_where_the_comparison_ran(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sample = published_samples()[0]
    recording = Recording(sample.cassette, datetime(2026, 1, 2, tzinfo=UTC), "emulator", [], "", [])
    found = {sample.name: {"kind": "form", "date": "2025-12-01", "source": "a recording"}}
    monkeypatch.setattr(confirmed_live, "_found", dict)
    assert "agrees" not in sample_block.provenance(sample, recording)
    monkeypatch.setattr(confirmed_live, "_found", lambda: found)
    said = sample_block.provenance(sample, recording)
    assert "agrees in form with an answer the live service gave on 2025-12-01 (a recording)" in said
    assert "Recorded against the emulator on" in said


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
    assert outline and outline["id"] == "csl_json"
    assert outline.select_one("pre").get_text() == sample.source
    assert sample.title in outline.get_text()
    assert "GET https://doi.org/10.1126/science.169.3946.635" in outline.get_text()
    assert "200 OK application/vnd.citationstyles.csl+json" in outline.get_text()
