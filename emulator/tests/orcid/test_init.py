"""ORCID's services: the website and the two APIs, each by its hosts, over the same records."""

import pytest

from pid_emulator import Emulator

CARBERRY = "0000-0002-1825-0097"


@pytest.mark.parametrize("host", ["pub.orcid.org", "pub.sandbox.orcid.org"])
def test_both_public_apis_know_the_same_people(emulator: Emulator, host: str) -> None:
    answer = emulator.request("GET", f"https://{host}/v3.0/{CARBERRY}/person", {"Accept": "application/json"})
    assert answer.json is not None
    assert answer.json["name"]["family-name"]["value"] == "Carberry"


@pytest.mark.parametrize(
    ("host", "api"), [("orcid.org", "pub.orcid.org"), ("sandbox.orcid.org", "pub.sandbox.orcid.org")]
)
def test_each_website_leads_to_its_own_public_api(emulator: Emulator, host: str, api: str) -> None:
    assert (
        f'href="https://{api}/v3.0/{CARBERRY}"' in emulator.request("GET", f"https://{host}/{CARBERRY}").text
    )


@pytest.mark.parametrize("host", ["orcid.org", "sandbox.orcid.org", "pub.orcid.org", "api.sandbox.orcid.org"])
def test_a_busy_orcid_says_503_and_nothing_more(emulator: Emulator, host: str) -> None:
    emulator.faults.set(["busy:1"])
    answer = emulator.request("GET", f"https://{host}/{CARBERRY}")
    assert (answer.status_code, answer.data) == (503, b"")
