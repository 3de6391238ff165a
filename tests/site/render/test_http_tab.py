"""The HTTP tab shows each request and answer as recorded, and nothing in it is taken for HTML."""

import json

import pytest
from bs4 import BeautifulSoup

from pidguide.compare.exchanges import Exchange
from pidguide.site.render.http_tab import Fold, error_codes, guard, mark_placeholders, render_exchanges
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


def test_an_exchange_is_written_like_this() -> None:
    one = exchange(
        "https://api.example/a?b=<c>&d=<ORCID_ID>",
        404,
        '{"error-code": 9016}',
        "application/json; charset=utf-8",
        method="POST",
        request_headers={"x-other": "1", "user-agent": "me", "accept": "<b>"},
        request_body="a=1",
        reason="Not <Found>",
        headers={"x-last": "2", "allow": "GET", "content-type": "application/json; charset=utf-8"},
    )
    assert render_exchanges([one], Fold(12, "../rec/")) == (
        '<div class="pg-http"><ol class="pg-exchanges"><li class="pg-exchange"><p class="pg-request-line">'
        '<span class="pg-method">POST</span> <code class="pg-address">https://api.example/a?b=&lt;c&gt;&amp;d='
        '<mark class="pg-placeholder">&lt;ORCID_ID&gt;</mark></code></p><dl class="pg-headers">'
        "<div><dt>Accept</dt><dd>&lt;b&gt;</dd></div><div><dt>User-Agent</dt><dd>me</dd></div>"
        "<div><dt>X-Other</dt><dd>1</dd></div></dl>"
        '<div class="pg-body"><div class="highlight"><pre><code>a=1\n</code></pre></div></div>'
        '<p class="pg-status-line"><span class="pg-status pg-status-4xx">404</span> Not &lt;Found&gt; '
        '<span class="pg-note">application/json</span> <span class="pg-note">9016</span></p>'
        '<dl class="pg-headers"><div><dt>Content-Type</dt><dd>application/json; charset=utf-8</dd></div>'
        "<div><dt>Allow</dt><dd>GET</dd></div><div><dt>X-Last</dt><dd>2</dd></div></dl>"
        '<div class="pg-body"><div class="highlight"><pre><code>{\n  '
        '<span class="nt">"error-code"</span>: <span class="mi">9016</span>\n}\n'
        "</code></pre></div></div></li></ol></div>"
    )


def test_what_is_not_there_is_not_shown() -> None:
    shown = show(exchange(body=" \n", request_headers={}, headers={"vary": "Accept"}))
    assert [len(shown.select(selector)) for selector in ("dl", ".pg-body", ".pg-note", "mark")] == [
        1,
        0,
        0,
        0,
    ]


def test_on_its_own_page_an_exchange_has_an_anchor_and_its_body_is_open() -> None:
    long = "\n".join("x" * 15)
    own, folded = show(exchange(), exchange(body=long)), show(exchange(body=long), fold=Fold(12))
    assert [item.get("id") for item in own.select(".pg-exchange")] == ["exchange-1", "exchange-2"]
    assert own.select_one("details").has_attr("open")
    assert folded.select_one(".pg-exchange").get("id") is None
    assert not folded.select_one("details").has_attr("open")
    assert folded.select_one(".pg-more a")["href"] == ""


@pytest.mark.parametrize(
    ("lines", "folded", "left_out"), [(12, False, 0), (14, False, 0), (15, True, 3), (100, True, 88)]
)
def test_a_body_of_more_than_14_lines_is_folded_after_12(lines: int, folded: bool, left_out: int) -> None:
    one = exchange(body="\n".join(["x"] * lines), media_type="text/plain")
    shown = show(one, fold=Fold(12, "../"))
    assert bool(shown.select("details")) is folded
    assert len(shown.select_one("pre").get_text().split()) == lines - left_out
    more = [f"{left_out} more lines: the whole recording"] if left_out else []
    assert [tag.get_text() for tag in shown.select(".pg-more")] == more


@pytest.mark.parametrize(
    ("body", "status", "summary"),
    [
        ("x\n" * 15, 200, "Body text, 15 lines"),
        (("x" * 132 + "\n") * 15, 200, "Body text, 15 lines"),
        (("x" * 133 + "\n") * 15, 200, "Body text, 15 lines, 2 kB"),
        ("x", 302, "Body text, 1 line"),
        ("x\ny", 399, "Body text, 2 lines"),
    ],
)
def test_a_folded_body_says_what_it_is_and_how_long(body: str, status: int, summary: str) -> None:
    shown = show(exchange(body=body, status=status, media_type="text/plain"), fold=Fold(12))
    assert shown.select_one("summary").get_text() == summary


@pytest.mark.parametrize("status", [299, 300, 399, 400])
def test_the_body_of_a_redirect_is_folded_whatever_its_length(status: int) -> None:
    assert bool(show(exchange(body="x", status=status)).select("details")) is (300 <= status < 400)


def test_a_long_request_body_is_named_so() -> None:
    one = exchange(request_body="x\n" * 15, request_headers={"content-type": "application/xml"})
    assert show(one).select_one("summary").get_text() == "Request body XML, 15 lines"


@pytest.mark.parametrize(
    ("status", "body", "codes"),
    [
        (400, '{"error-code" : 9016, "error-code":9016}', ["9016"]),
        (404, "<e:error-code>9016</e:error-code><error-code>9017</error-code>", ["9016", "9017"]),
        (404, '{"responseCode": 100}', ["100"]),
        (400, '{"error" : "invalid_grant", "responseCode": 1}', ["1", "invalid_grant"]),
        (399, '{"error-code": 9016}', []),
        (400, '{"error": "Not Found"}', []),
    ],
)
def test_the_codes_of_a_failed_exchange(status: int, body: str, codes: list[str]) -> None:
    assert error_codes(exchange(status=status, body=body)) == codes


@pytest.mark.parametrize(
    ("html", "marked"),
    [
        ("a &lt;ABC_D&gt; b", "&lt;ABC_D&gt;"),
        ("%3CABC%3E", "%3CABC%3E"),
        ("&lt;abc&gt;", ""),
        ("&lt;A1&gt;", ""),
    ],
)
def test_only_placeholders_are_marked(html: str, marked: str) -> None:
    expected = html.replace(marked, f'<mark class="pg-placeholder">{marked}</mark>') if marked else html
    assert mark_placeholders(html) == expected


def test_the_order_of_headers() -> None:
    names = ("content-type", "location", "link", "www-authenticate", "retry-after", "allow")
    headers = {"zeta": "1", **dict.fromkeys(reversed(names), "x/y"), "alpha": "1"}
    shown = [tag.get_text().lower() for tag in show(exchange(headers=headers)).select("dl")[1].select("dt")]
    assert shown == [*names, "zeta", "alpha"]
    sent = ("authorization", "accept", "content-type", "user-agent")
    headers = {"zeta": "1", **dict.fromkeys(reversed(sent), "x/y")}
    listed = show(exchange(request_headers=headers)).select("dl")[0]
    shown = [tag.get_text().lower() for tag in listed.select("dt")]
    assert shown == [*sent, "zeta"]


def test_no_fence_is_seen_inside_a_block() -> None:
    assert guard("a `b` ~~~ ~~") == "a &#96;b&#96; &#126;~~ ~~"
