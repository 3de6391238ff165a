"""Production and the sandbox, told apart by the host name."""

import pytest

from pid_emulator.orcid.sites import site_of


@pytest.mark.parametrize("host", ["orcid.org", "pub.orcid.org", "api.orcid.org:443", "127.0.0.1"])
def test_production_answers_where_nothing_says_sandbox(host: str) -> None:
    site = site_of(host)
    assert (site.issuer, site.public_api) == ("https://orcid.org", "https://pub.orcid.org")


@pytest.mark.parametrize(
    "host", ["sandbox.orcid.org", "pub.sandbox.orcid.org", "api.sandbox.orcid.org:443", "SANDBOX.orcid.org"]
)
def test_the_sandbox_answers_for_its_hosts(host: str) -> None:
    site = site_of(host)
    assert (site.issuer, site.public_api) == ("https://sandbox.orcid.org", "https://pub.sandbox.orcid.org")
