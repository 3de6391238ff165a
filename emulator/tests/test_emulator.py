"""The emulator as a whole: every registry over one world, its credentials, and one reset for all."""

from pathlib import Path

import pytest

from pid_emulator import Emulator
from support.empty_emulator import empty_emulator


@pytest.fixture
def small() -> Emulator:
    return empty_emulator()


def test_it_answers_for_every_registry(small: Emulator) -> None:
    assert small.hosts == [
        "api.crossref.org",
        "api.datacite.org",
        "api.orcid.org",
        "api.sandbox.orcid.org",
        "api.stage.datacite.org",
        "api.test.datacite.org",
        "citation.crosscite.org",
        "citation.doi.org",
        "data.crosscite.org",
        "data.datacite.org",
        "data.medra.org",
        "doi.crossref.org",
        "doi.org",
        "dx.doi.org",
        "handle.stage.datacite.org",
        "handle.test.datacite.org",
        "hdl.handle.net",
        "japanlinkcenter.org",
        "mds.datacite.org",
        "mds.test.datacite.org",
        "orcid.org",
        "pub.orcid.org",
        "pub.sandbox.orcid.org",
        "sandbox.orcid.org",
        "test.crossref.org",
        "www.doi.org",
    ]


def test_reset_takes_the_faults_away(small: Emulator) -> None:
    small.faults.set(["503"])
    assert small.request("GET", "https://api.crossref.org/types").status_code == 503
    small.reset()
    assert small.request("GET", "https://api.crossref.org/types").status_code == 200


def test_a_reset_that_cannot_read_its_records_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "crossref" / "works" / "mine.json"
    file.parent.mkdir(parents=True)
    file.write_text('{"DOI": "10.5555/mine", "indexed": {}}')
    emulator = Emulator([tmp_path], built_in_records=False)
    emulator.request("GET", "https://api.crossref.org/types")
    emulator.faults.set(["503"])
    file.write_text("{")
    with pytest.raises(ValueError, match="mine.json is not JSON"):
        emulator.reset()
    assert emulator.traffic.requests == 1
    assert emulator.request("GET", "https://api.crossref.org/types").status_code == 503
    assert emulator.world.crossref.work("10.5555/mine") is not None


def test_each_environment_brings_a_token_and_a_code_that_work(emulator: Emulator) -> None:
    first, second = emulator.environment(), emulator.environment()
    fixed = {name for name in first if first[name] == second[name]}
    assert set(first) - fixed == {"ORCID_ACCESS_TOKEN", "ORCID_REFRESH_TOKEN", "ORCID_AUTHORIZATION_CODE"}
    answer = emulator.request(
        "GET",
        f"https://api.sandbox.orcid.org/v3.0/{first['ORCID_ID']}/works",
        {"Authorization": f"Bearer {first['ORCID_ACCESS_TOKEN']}", "Accept": "application/json"},
    )
    assert answer.status_code == 200
