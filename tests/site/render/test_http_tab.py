"""The HTTP tab shows each request and answer as recorded, and nothing in it is taken for HTML."""

import json

import pytest
from bs4 import BeautifulSoup

from pidguide.compare.exchanges import Exchange
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
