"""Recording live, with a toy registry standing in for the services."""

import json
import multiprocessing
import os
import random
import signal
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
import requests
from click.testing import CliRunner

from pid_emulator import Emulator
from pidguide.basics import paths
from pidguide.cassettes.format import read_recording
from pidguide.commands.cli import main
from pidguide.running import transports
from pidguide.running.record import record_live, record_via_emulator
from pidguide.running.run import replay
from pidguide.samples.catalogue import Sample
from pidguide.samples.credentials_needed import missing_variables, variables_of
from tests.tools.toy import READ_TWICE, add_sample

Toy = Callable[..., Emulator]

MAKE_DRAFT = '''
"""Make a draft."""
import os
import requests


def make_draft() -> str:
    """Return its DOI. See https://support.datacite.org/."""
    answer = requests.post(
        "https://api.test.datacite.org/dois",
        json={"data": {"type": "dois", "attributes": {"prefix": os.environ["DATACITE_PREFIX"]}}},
        auth=(os.environ["DATACITE_REPOSITORY_ID"], os.environ["DATACITE_PASSWORD"]),
        headers={"Accept": "application/json"},
        timeout=10,
    )
    return answer.json()["data"]["id"]


if __name__ == "__main__":
    print(make_draft().startswith(os.environ["DATACITE_PREFIX"]))
'''


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> Callable[[Emulator], Emulator]:
    """Lead the real host names to an emulator, as if it were the live services, with a user's credentials."""

    def lead(registries: Emulator) -> Emulator:
        leads = transports._leads_to(registries.hosts, registries.port, registries.plain_port)
        monkeypatch.setattr(socket, "getaddrinfo", leads)
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(registries.ca_file))
        for name, value in registries.environment().items():
            monkeypatch.setenv(name, value)
        return registries

    return lead


def record(*words: str, answer: str = "") -> tuple[int, str]:
    result = CliRunner().invoke(main, ["record", *words], input=answer)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def test_missing_credentials_are_named_and_the_rest_is_recorded(
    guide: Path, toy: Toy, stand_in, monkeypatch
) -> None:  # type: ignore[no-untyped-def]
    reading, writing = add_sample(guide), add_sample(guide, MAKE_DRAFT, "doi/create/draft")
    stand_in(toy())
    monkeypatch.delenv("DATACITE_PASSWORD")
    code, output = record("--all", "--via", "live", "--yes")
    assert code == 1
    assert (
        "DATACITE_PASSWORD is not set; 1 sample(s) need it. docs/sandboxes.md tells how to get it." in output
    )
    assert "1 of 2 samples recorded via live." in output
    assert reading.cassette.is_file() and not writing.cassette.exists()
    assert read_recording(reading.cassette).via == "live"


def test_dry_run_writes_nothing(guide: Path, toy: Toy, stand_in) -> None:  # type: ignore[no-untyped-def]
    sample = add_sample(guide)
    stand_in(toy())
    code, output = record("--all", "--via", "live", "--dry-run")
    assert (code, sample.cassette.exists()) == (0, False)
    assert output.endswith("1 sample(s) would be recorded via live.\n")


def test_live_asks_before_it_writes(guide: Path, emulator: Emulator, stand_in) -> None:  # type: ignore[no-untyped-def]
    sample = add_sample(guide, MAKE_DRAFT, "doi/create/draft")
    assert record_via_emulator(sample, emulator).is_written
    before = sample.cassette.read_bytes()
    stand_in(emulator)
    code, output = record("--all", "--via", "live", answer="n\n")
    assert code == 1
    assert "1 sample(s) write to api.test.datacite.org. Go on?" in output
    assert "Nothing was recorded." in output
    assert sample.cassette.read_bytes() == before


@pytest.mark.parametrize("ending", ["", "    raise SystemExit('the network went away')\n"])
def test_a_draft_is_taken_back_also_after_a_failure(
    guide: Path, emulator: Emulator, stand_in, ending: str
) -> None:  # type: ignore[no-untyped-def]
    sample = add_sample(guide, MAKE_DRAFT + ending, "doi/create/draft")
    stand_in(emulator)
    before = _drafts(emulator)
    recorded = record_live(sample)
    assert recorded.is_written == (not ending)
    assert recorded.left_behind == []
    assert _drafts(emulator) == before


INTERRUPT = "    raise KeyboardInterrupt\n"


def test_an_interrupted_sample_is_taken_back_and_what_is_left_is_told(
    guide: Path, emulator: Emulator, stand_in, monkeypatch
) -> None:  # type: ignore[no-untyped-def]
    add_sample(guide, MAKE_DRAFT + INTERRUPT, "doi/create/draft")
    add_sample(guide, READ_TWICE, "doi/create/never_reached")
    stand_in(emulator)
    before = _drafts(emulator)
    code, output = record("--all", "--via", "live", "--yes")
    assert (code, _drafts(emulator)) == (1, before)
    assert output == (
        "doi/create/draft: interrupted\n"
        "0 of 2 samples recorded via live.\n"
        "Interrupted. Go on with: pidguide record --all --via live --resume\n"
    )

    def fail(*arguments: object, **options: object) -> None:
        raise requests.ConnectionError("gone")

    monkeypatch.setattr(requests, "delete", fail)
    told = record("doi/create/draft", "--via", "live", "--yes")[1]
    assert "doi/create/draft: could not delete https://api.test.datacite.org/dois/10." in told
    assert " (ConnectionError); delete it by hand\n" in told


@pytest.mark.parametrize("cassette", [None, "interactions: ["])
def test_live_asks_before_it_writes_without_a_readable_recording(
    guide: Path, emulator: Emulator, stand_in, cassette: str | None
) -> None:  # type: ignore[no-untyped-def]
    sample = add_sample(guide, MAKE_DRAFT, "doi/create/draft")
    if cassette:
        sample.cassette.parent.mkdir(parents=True)
        sample.cassette.write_text(cassette)
    stand_in(emulator)
    code, output = record("--all", "--via", "live", answer="n\n")
    assert code == 1
    assert "1 sample(s) write to api.test.datacite.org. Go on?" in output


def _drafts(emulator: Emulator) -> str:
    import base64

    account = emulator.environment()
    pair = f"{account['DATACITE_REPOSITORY_ID']}:{account['DATACITE_PASSWORD']}"
    headers = {"Authorization": "Basic " + base64.b64encode(pair.encode()).decode()}
    answer = emulator.request("GET", "https://api.test.datacite.org/dois?state=draft&page[size]=0", headers)
    return str(json.loads(answer.text)["meta"]["total"])


def test_a_busy_service_is_given_the_time_it_asks_for(guide: Path, toy: Toy, stand_in) -> None:  # type: ignore[no-untyped-def]
    sample = add_sample(guide)
    registries = stand_in(toy())
    registries.faults.set(["429:1"])
    waited: list[float] = []
    recorded = record_live(sample, wait=waited.append)
    assert recorded.is_written, recorded.outcome.failure
    assert waited == [1.0]
    assert [exchange.status for exchange in read_recording(sample.cassette).exchanges] == [302, 200, 302, 200]


def test_resume_leaves_out_what_is_done(guide: Path, toy: Toy, stand_in) -> None:  # type: ignore[no-untyped-def]
    done, left = add_sample(guide, name="doi/access/done"), add_sample(guide, name="doi/access/left")
    stand_in(toy())
    paths.CACHE.mkdir()
    (paths.CACHE / "unfinished-recording.json").write_text('{"--all --via live": ["doi/access/done"]}')
    code, output = record("--all", "--via", "live", "--resume")
    assert (code, done.cassette.exists(), left.cassette.exists()) == (0, False, True)
    assert "1 of 1 samples recorded via live." in output
    assert record("--all", "--via", "live", "--resume")[0] == 2


def test_killed_at_random_moments_every_cassette_is_old_or_new(guide: Path, toy: Toy) -> None:
    samples = [add_sample(guide, READ_TWICE, f"doi/access/toy_{number}") for number in range(3)]
    registries = toy()
    for sample in samples:
        assert record_via_emulator(sample, registries).is_written
    fork = multiprocessing.get_context("fork")
    for _ in range(50):
        child = fork.Process(target=_record_for_ever, args=(samples,))
        child.start()
        assert child.pid
        child.join(random.uniform(0.0, 0.15))
        os.kill(child.pid, signal.SIGKILL)
        child.join()
        for sample in samples:
            assert replay(sample).failure == ""
            assert read_recording(sample.cassette).sample_sha256 == sample.sha256


def _record_for_ever(samples: list[Sample]) -> None:
    from tests.tools.toy import toy_registry

    registries = Emulator(built_in_records=False)
    application = toy_registry()
    for host in ("doi.org", "api.crossref.org"):
        registries._applications[host] = application
    registries.start()
    while True:
        for sample in samples:
            record_via_emulator(sample, registries)


def test_a_variable_with_a_default_is_read_but_not_missing(guide: Path) -> None:
    source = '"""Read."""\nimport os\n\nprint(os.environ["NEEDED"], os.environ.get("SPARE", ""))\n'
    sample = add_sample(guide, source)
    assert (sorted(variables_of(sample)), missing_variables(sample)) == (["NEEDED", "SPARE"], ["NEEDED"])
