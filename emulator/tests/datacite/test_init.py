"""DataCite's services: the hosts by which each system is reached, apart from the other."""

import pytest

from pid_emulator import Emulator


@pytest.fixture(scope="module")
def emulator() -> Emulator:
    return Emulator()


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("https://api.datacite.org/dois/10.5281/zenodo.8092755", 404),
        ("https://api.datacite.org/heartbeat", 200),
        ("https://api.test.datacite.org/heartbeat", 200),
        ("https://api.stage.datacite.org/heartbeat", 200),
        ("https://mds.datacite.org/heartbeat", 200),
        ("https://mds.test.datacite.org/doi", 401),
        ("https://handle.test.datacite.org/heartbeat", 404),
    ],
)
def test_each_host_leads_to_its_service(emulator: Emulator, url: str, status: int) -> None:
    assert emulator.request("GET", url).status_code == status


def test_what_the_test_system_knows_production_does_not(emulator: Emulator) -> None:
    known = emulator.world.datacite
    doi = next(name for name in known.test.dois if name not in known.production.dois)
    answers = [
        emulator.request("GET", f"https://{host}/dois/{doi}").status_code
        for host in ("api.test.datacite.org", "api.stage.datacite.org", "api.datacite.org")
    ]
    assert answers == [200, 200, 404]


def test_a_busy_datacite_is_busy_on_both_systems_in_its_own_words(emulator: Emulator) -> None:
    emulator.faults.set(["busy"])
    try:
        for host in ("api.datacite.org", "api.test.datacite.org"):
            answer = emulator.request("GET", f"https://{host}/heartbeat")
            assert answer.status_code == 429
            title = "Your request has been rate limited. See https://support.datacite.org/docs/rate-limit."
            assert answer.json == {"errors": [{"status": "429", "title": title}]}
    finally:
        emulator.reset()
