"""The hosts of doi.org: each resolves."""

import pytest

from support.doi_org import Get


@pytest.mark.parametrize("host", ["dx.doi.org", "www.doi.org", "hdl.handle.net"])
def test_every_host_of_the_proxy_resolves(get: Get, host: str) -> None:
    assert get(f"https://{host}/10.5281/zenodo.1").headers["Location"] == "https://repository.example/1"


def test_other_methods_are_refused(get: Get) -> None:
    assert get("https://doi.org/10.5281/zenodo.1", method="POST").status_code == 405
