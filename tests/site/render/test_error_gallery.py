"""The error gallery holds every recorded error, and pages mention no code that nobody met."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from pidguide.basics import paths
from pidguide.basics.errors import UserError
from pidguide.cassettes.format import read_recording
from pidguide.compare.exchanges import Exchange
from pidguide.samples.catalogue import find_samples
from pidguide.site.pages.published import published_samples
from pidguide.site.render import error_gallery
from pidguide.site.render.bodies import read_body
from pidguide.site.render.error_gallery import (
    anchor_of,
    classify,
    collect_errors,
    read_meanings,
    show_error_gallery,
    words_of,
)
from tests.support.exchanges import exchange
from tests.support.recordings import interaction, write_recording
from tests.support.toy_guide import add_sample

# Numbers that stand in pages and are codes, each behind the word that makes it one.
ORCID_CODE = re.compile(r"(?<![\w.:/-])(9\d{3})(?![\w-])")
DATACITE_CODE = re.compile(r"\bDataCite\b[^.\n]*?\b(4\d\d)\b")

# The address of the first request that got an answer, with its query.
FIRST_ASKED = {
    (answer.exchange.status, answer.exchange.media_type, answer.exchange.answer.text): answer.exchange.url
    for answers in collect_errors(published_samples()).values()
    for answer in answers
}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (
            '{"developer-message":"404 Not Found: It is not there. Full validation error: x"}',
            "It is not there.",
        ),
        (
            '{"errors":{"title":"parse_exception: \\"<EOF>\\" at line 1.\\nWas"}}',
            'parse_exception: "<EOF>" at line 1.',
        ),
        ('{"error":"invalid_grant","error_description":"Gone"}', "Gone"),
        ("<html><title>Error: Not a DOI</title></html>", "Error: Not a DOI"),
        ("Resource not found.", "Resource not found."),
        ("word " * 40, f"{'word ' * 17}word …"),
        ("", ""),
    ],
)
def test_an_error_is_headed_by_the_words_of_its_service(body: str, words: str) -> None:
    assert words_of(exchange(body=body)) == words


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (exchange("https://doi.org/x", 400, "<html>", "text/html"), ("doi.org", "400")),
        (
            exchange("https://doi.org/api/handles/x", 404, '{"responseCode":100}'),
            ("doi.org", "responseCode 100"),
        ),
        (exchange("https://api.crossref.org/works/x", 404, "Resource not found."), ("Crossref", "404")),
        (
            exchange("https://api.crossref.org/works", 400, '{"message":[{"type":"filter-not-available"}]}'),
            ("Crossref", "filter-not-available"),
        ),
        (exchange("https://test.crossref.org/servlet/deposit", 401), ("Crossref deposit", "401")),
        (exchange("https://api.test.datacite.org/dois", 422, '{"errors":[]}'), ("DataCite", "422")),
        (exchange("https://pub.orcid.org/v3.0/x", 404, '{"error-code":9016}'), ("ORCID", "9016")),
        (
            exchange(
                "https://pub.sandbox.orcid.org/v3.0/x", 404, "<error><error-code>9016</error-code></error>"
            ),
            ("ORCID", "9016"),
        ),
        (
            exchange("https://orcid.org/oauth/token", 400, '{"error":"invalid_grant"}'),
            ("ORCID", "invalid_grant"),
        ),
        (exchange("https://orcid.org/oauth/token", 415, "<html>", "text/html"), ("ORCID", "415")),
    ],
)
def test_an_error_is_known_by_the_finest_code_its_service_gives(
    answer: Exchange, expected: tuple[str, str]
) -> None:
    assert classify(answer) == expected


def test_every_recorded_error_is_in_the_gallery(built_site: Path) -> None:
    page = BeautifulSoup((built_site / "errors" / "index.html").read_bytes(), "lxml")
    shown = {re.sub(r"\s+", "", body.get_text()) for body in page.select(".pg-error .pg-body")}
    requests = {address.get_text() for address in page.select(".pg-error .pg-address")}
    for sample in published_samples():
        for one in read_recording(sample.cassette).exchanges:
            if one.status < 400:
                continue
            assert page.find(id=anchor_of(*classify(one))), f"{sample.name}: {classify(one)}"
            body = re.sub(r"\s+", "", read_body(one.answer.text, one.media_type).text)
            assert not body or body in shown, sample.name
            same = (one.status, one.media_type, one.answer.text)
            assert FIRST_ASKED[same] in requests, "the request is not whole"
    assert not page.select(".pg-error mark.pg-placeholder:-soup-contains('EOF')")


def test_each_recorded_code_has_a_meaning_and_advice() -> None:
    meanings = read_meanings()
    for key in collect_errors(published_samples()):
        assert meanings[key].meaning.endswith("."), key
        assert meanings[key].advice.endswith("."), key


def test_a_recorded_code_without_meaning_stops_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(error_gallery, "read_meanings", dict)
    with pytest.raises(UserError, match="error_meanings.yml says nothing of"):
        show_error_gallery()


def test_every_code_a_page_mentions_was_met() -> None:
    met = collect_errors(published_samples())
    recorded = {code for service, code in met if service == "ORCID"}
    inside = " ".join(
        one.answer.text
        for sample in find_samples()
        if sample.cassette.is_file()
        for one in read_recording(sample.cassette).exchanges
    )
    datacite = {
        str(a.exchange.status) for (service, _), found in met.items() if service == "DataCite" for a in found
    }
    unknown = []
    for page in sorted(paths.DOCS.rglob("*.md")):
        text = page.read_text(encoding="utf-8")
        if page.is_relative_to(paths.DOCS / "orcid"):
            unknown += [
                f"{page.name}: {code}"
                for code in ORCID_CODE.findall(text)
                if code not in recorded and f'"error-code":{code}' not in inside
            ]
        unknown += [
            f"{page.name}: DataCite {code}" for code in DATACITE_CODE.findall(text) if code not in datacite
        ]
    assert not unknown


def test_an_error_is_shown_whole_with_its_meaning_and_the_samples_that_show_it(
    guide: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = {
        "doi/access/one": ["Resource <not> found."],
        "doi/create/two": ["Resource <not> found.", "x" * 3001],
    }
    samples = []
    for name, bodies in pages.items():
        sample = add_sample(guide, f'"""Show <i>{name}</i> [{{{{ x }}}}]."""\n', name)
        sample.cassette.parent.mkdir(parents=True, exist_ok=True)
        url = "https://api.crossref.org/works/a&b?secret=1"
        answers = [interaction(url, 404, body, content_type="text/plain;charset=utf-8") for body in bodies]
        known = {"recorded_at": "2026-01-02T03:04:05+00:00", "via": "live", "hosts": [], "sample_sha256": ""}
        write_recording(sample.cassette.parent, sample.anchor, interaction(url, 399, ""), *answers, **known)
        samples.append(sample)
    monkeypatch.setattr(error_gallery, "published_samples", lambda: samples)
    meaning = error_gallery.Meaning("It is not there.", "Look elsewhere.")
    monkeypatch.setattr(error_gallery, "read_meanings", lambda: {("Crossref", "404"): meaning})
    shown = [f"Show &lt;i&gt;{name}&lt;/i&gt; \\[\\{{\\{{ x \\}}\\}}\\]" for name in pages]
    assert show_error_gallery() == "\n\n".join(
        [
            '<div class="pg-filter"><label for="pg-filter">Filter by status, code or text</label>'
            '<input id="pg-filter" type="search" autocomplete="off"><output for="pg-filter"></output>'
            "<noscript><style>.pg-filter { display: none !important }</style></noscript></div>",
            "## Crossref errors { #crossref-errors }",
            "### 404: Not Found { #crossref-404 }",
            "**What it means.** It is not there. **What to do.** Look elsewhere.",
            shown_error("crossref-404-1-1-answer", "Resource &lt;not&gt; found."),
            f"Shown by: [{shown[0]}](doi/access.md#one), [{shown[1]}](doi/create.md#two)",
            shown_error("crossref-404-2-1-answer", "x" * 3001),
            f"Shown by: [{shown[1]}](doi/create.md#two)\n",
        ]
    )


def shown_error(name: str, body: str) -> str:
    """Return the HTML of a 404 whose escaped body has the id `name`."""
    return (
        '<div class="pg-error"><div class="pg-http"><details class="pg-exchange"><summary>'
        '<span class="pg-method">GET</span> '
        '<code class="pg-address">https://api.crossref.org/works/a&amp;b?secret=1</code> '
        '<span class="pg-answer"><span class="pg-status pg-status-4xx">404</span>  '
        '<span class="pg-note">text/plain</span></span></summary><p class="pg-side">Request</p>'
        '<dl class="pg-headers"><div><dt>Accept</dt><dd>*/*</dd></div></dl><p class="pg-side">Answer</p>'
        '<dl class="pg-headers"><div><dt>Content-Type</dt><dd>text/plain;charset=utf-8</dd></div></dl>'
        '<p class="pg-side">Body <span class="pg-note">text, 1 line</span></p><div class="pg-panel">'
        f'<div class="pg-body highlight" id="{name}">{body}\n</div>'
        f'<button type="button" class="pg-copy" data-copy="{name}" title="Copy this body" '
        'aria-label="Copy this body"></button></div></details></div></div>'
    )
