"""The hosts of doi.org: https first, and the pages that stand in for the web site."""

import pytest

from support.doi_org import Get


@pytest.mark.parametrize("host", ["doi.org", "dx.doi.org", "www.doi.org"])
def test_plain_http_is_moved_to_https(get: Get, host: str) -> None:
    answer = get(f"http://{host}/10.5281%2Fzenodo.1?nols=y")
    assert answer.status_code == 301
    assert answer.headers["Location"] == f"https://{host}/10.5281%2Fzenodo.1?nols=y"
