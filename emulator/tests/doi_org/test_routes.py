"""The application of doi.org: https first, and the pages that stand in for the web site."""

import pytest

from support.doi_org import Get


@pytest.mark.parametrize("host", ["doi.org", "dx.doi.org", "www.doi.org"])
def test_plain_http_is_moved_to_https(get: Get, host: str) -> None:
    answer = get(f"http://{host}/10.5281%2Fzenodo.1?nols=y")
    assert answer.status_code == 301
    assert answer.headers["Location"] == f"https://{host}/10.5281%2Fzenodo.1?nols=y"


def test_the_home_page_is_the_web_sites(get: Get) -> None:
    answer = get("https://doi.org/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "https://www.doi.org/")
    page = get("https://www.doi.org/")
    assert page.status_code == 200
    assert "<h1>www.doi.org (the emulator&#x27;s stand-in)</h1>" in page.text
    assert get("https://www.doi.org/index.html").text == page.text
