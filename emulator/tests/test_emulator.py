"""The emulator as a whole: every registry over one world, its credentials, and one reset for all."""

import base64
import gc
import json
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

import pytest

from pid_emulator import Emulator
from pid_emulator.core import accounts
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


def answers(emulator: Emulator) -> list[str]:
    """Return what is told of new things of every kind, and after a reset once more."""
    draft = json.dumps({"data": {"attributes": {"prefix": accounts.DATACITE_PREFIX}}})
    login = f"{accounts.DATACITE_REPOSITORY_ID}:{accounts.DATACITE_PASSWORD}"
    basic = {"Authorization": f"Basic {base64.b64encode(login.encode()).decode()}"}
    client = {"client_id": accounts.ORCID_CLIENT_ID, "client_secret": accounts.ORCID_CLIENT_SECRET}
    form = urlencode({**client, "grant_type": "client_credentials", "scope": "/read-public"})
    asked = (
        ("GET", "https://127.0.0.1/environment", {}, None),
        ("POST", "https://api.test.datacite.org/dois", basic | {"Content-Type": "application/json"}, draft),
        ("POST", "https://api.test.datacite.org/dois", basic | {"Content-Type": "application/json"}, draft),
        (
            "POST",
            "https://sandbox.orcid.org/oauth/token",
            {"Content-Type": "application/x-www-form-urlencoded"},
            form,
        ),
        ("POST", "https://127.0.0.1/records/crossref/works", {}, '{"DOI": "10.5555/mine"}'),
    )
    return [f"{answer.headers}{answer.text}" for each in asked for answer in [emulator.request(*each)]]


def test_with_a_seed_the_same_requests_get_the_same_answers_in_each_run() -> None:
    first = Emulator(built_in_records=False, seed=7)
    told = answers(first)
    assert answers(Emulator(built_in_records=False, seed=7)) == told
    first.reset()
    assert answers(first) == told
    assert [
        one == other
        for one, other in zip(answers(Emulator(built_in_records=False, seed=8)), told, strict=True)
    ] == [False] * 5
    drafts = [json.loads(each.partition("\r\n\r\n")[2])["data"] for each in told[1:3]]
    assert drafts[0]["id"] != drafts[1]["id"]
    assert drafts[0]["attributes"]["created"] < drafts[1]["attributes"]["created"]


def test_what_answers_for_a_registry_is_loaded_with_the_first_request_for_it() -> None:
    program = (
        "import sys; from pid_emulator import Emulator; emulator = Emulator(); emulator.prepare();"
        "modules = {name: f'pid_emulator.{name}.api.routes' for name in ('crossref', 'orcid')};"
        "loaded = lambda: [name for name, module in modules.items() if module in sys.modules];"
        "print(loaded()); emulator.request('GET', 'https://api.crossref.org/types'); print(loaded())"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert run.stdout == "[]\n['crossref']\n", run.stderr


def test_records_are_not_looked_through_for_garbage_while_it_runs() -> None:
    emulator = Emulator(built_in_records=False)
    emulator.prepare()
    assert gc.get_freeze_count() > 0
    emulator.reset()
    assert gc.get_freeze_count() == 0  # else what the reset has replaced would stay in memory
