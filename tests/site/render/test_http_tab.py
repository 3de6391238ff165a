"""The HTTP tab shows each request and answer as recorded, and nothing in it is taken for HTML."""

import json

import pytest
from bs4 import BeautifulSoup

from pidguide.compare.exchanges import Exchange
from pidguide.site.render.http_tab import render_exchanges
from tests.support.exchanges import exchange


def show(*exchanges: Exchange, elsewhere: str = "", is_open: bool = False) -> BeautifulSoup:
    return BeautifulSoup(render_exchanges(list(exchanges), "it", elsewhere, is_open), "lxml")


def test_request_and_answer_stand_in_order_with_their_status() -> None:
    shown = show(exchange(), exchange(method="PUT", status=409, reason="Conflict"))
    assert [tag.get_text() for tag in shown.select(".pg-method")] == ["GET", "PUT"]
    assert [tag["class"][1] for tag in shown.select(".pg-status")] == ["pg-status-2xx", "pg-status-4xx"]
    assert shown.select_one(".pg-address").get_text() == "https://api.example/things?a=1&b=2"


def test_headers_that_matter_come_first() -> None:
    headers = {"vary": "Accept", "x-api-pool": "public", "location": "/there", "content-type": "text/plain"}
    shown = show(exchange(headers=headers))
    assert [tag.get_text() for tag in shown.select("dl")[1].select("dt")][:2] == ["Content-Type", "Location"]


def test_each_exchange_is_a_line_until_it_is_opened() -> None:
    shown = show(exchange(), exchange(method="PUT"), elsewhere="../rec/").select("details.pg-exchange")
    assert [details.summary.select_one(".pg-method").get_text() for details in shown] == ["GET", "PUT"]
    assert not any(details.has_attr("open") for details in shown)
    opened = show(exchange(), is_open=True)
    assert all(details.has_attr("open") for details in opened.select("details.pg-exchange"))
    assert not opened.select("button")


def test_a_long_body_says_how_long_it_is_and_where_all_of_it_is() -> None:
    body = json.dumps(list(range(100)))
    shown = show(exchange(body=body), elsewhere="../rec/")
    assert "JSON, 102 lines" in shown.get_text()
    more = shown.select_one(".pg-more a")
    assert (more.get_text(), more["href"]) == ("Show all 102 lines", "../rec/#it-1-answer")
    cut = shown.find(id="it-1-answer")
    assert cut["data-whole"] == more["href"]
    whole = show(exchange(body=body))
    assert not whole.select(".pg-more"), "the recording's own page leaves nothing out"
    assert whole.find(id="it-1-answer").get_text() == json.dumps(list(range(100)), indent=2) + "\n"
    assert cut.get_text().splitlines() == whole.find(id="it-1-answer").get_text().splitlines()[:20]


def test_a_body_of_usual_length_is_whole_and_can_be_copied() -> None:
    shown = show(exchange(body='{"a":[1,2]}'), elsewhere="../rec/")
    assert not shown.select(".pg-more, [data-whole]")
    target = shown.select_one("button")["data-copy"]
    assert shown.find(id=target).get_text() == '{\n  "a": [\n    1,\n    2\n  ]\n}\n'


def test_placeholders_stand_out_and_nothing_else() -> None:
    shown = show(
        exchange(
            body="Was expecting one of: <EOF>", request_headers={"authorization": "Bearer <ACCESS_TOKEN>"}
        ),
        exchange(request_headers={"authorization": "Bearer <WRONG_ACCESS_TOKEN>"}),
    )
    assert [mark.get_text() for mark in shown.select("mark")] == ["<ACCESS_TOKEN>", "<WRONG_ACCESS_TOKEN>"]


@pytest.mark.parametrize("body", ["<script>alert(1)</script>", "</code></pre></div>", "&lt;b&gt;"])
def test_nothing_in_a_body_is_taken_for_html(body: str) -> None:
    html = render_exchanges([exchange(body=body, headers={"content-type": "text/plain"})], "it")
    assert "<script" not in html
    assert BeautifulSoup(html, "lxml").select_one(".pg-body").get_text().strip() == body.strip()
