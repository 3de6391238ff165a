"""Which format ORCID's API answers in."""

import pytest

from support.orcid_people import CARBERRY, JSON, PUBLIC, Asker, error_of


@pytest.mark.parametrize("accept", ["text/csv", "image/png, text/plain", "application/ld+json"])
def test_a_format_that_a_path_does_not_have_is_406_without_a_media_type(ask: Asker, accept: str) -> None:
    answer = ask.get(f"{PUBLIC}/{CARBERRY}/works", Accept=accept)
    assert error_of(answer) == (406, 9001)
    assert "Content-Type" not in answer.headers


def test_an_accept_header_that_is_none_is_refused_with_a_page(ask: Asker) -> None:
    answer = ask.get(f"{PUBLIC}/{CARBERRY}", Accept="json")
    assert (answer.status_code, answer.mimetype) == (400, "text/html")


@pytest.mark.parametrize(
    ("accept", "content_type", "answered"),
    [
        ("*/*", None, "application/vnd.orcid+xml;qs=0.5;charset=UTF-8"),
        (None, None, "application/vnd.orcid+xml;qs=0.5;charset=UTF-8"),
        (None, JSON, "application/json;charset=UTF-8"),
        ("*/*", "application/orcid+json", "application/orcid+json;charset=UTF-8"),
        ("application/json", None, "application/json;charset=UTF-8"),
        ("application/json, application/xml;q=0.9", None, "application/json;charset=UTF-8"),
        ("application/json;q=0.8, application/xml;q=0.9", None, "application/xml;charset=UTF-8"),
        ("application/vnd.orcid+json", None, "application/vnd.orcid+json;charset=UTF-8"),
        ("application/*", None, "application/xml;charset=UTF-8"),
    ],
)
def test_format_follows_accept_then_content_type_then_xml(
    ask: Asker, accept: str | None, content_type: str | None, answered: str
) -> None:
    headers = {"Accept": accept, "Content-Type": content_type}
    answer = ask.emulator.request(
        "GET", f"{PUBLIC}/{CARBERRY}/keywords", {name: value for name, value in headers.items() if value}
    )
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, answered)
    assert answer.text.startswith("<?xml" if "xml" in answered else "{")
