"""What a sample made on a live service is taken back."""

from pathlib import Path

import pytest
import requests

from pid_emulator import Emulator
from pidguide.running.record import record_live
from tests.support.live_services import MAKE_DRAFT, drafts, record
from tests.support.toy_guide import READ_TWICE, add_sample


@pytest.mark.parametrize("ending", ["", "    raise SystemExit('the network went away')\n"])
def test_a_draft_is_taken_back_also_after_a_failure(
    guide: Path, emulator: Emulator, stand_in, ending: str
) -> None:  # type: ignore[no-untyped-def]
    sample = add_sample(guide, MAKE_DRAFT + ending, "doi/create/draft")
    stand_in(emulator)
    before = drafts(emulator)
    recorded = record_live(sample)
    assert recorded.is_written == (not ending)
    assert recorded.left_behind == []
    assert drafts(emulator) == before


INTERRUPT = "    raise KeyboardInterrupt\n"


def test_an_interrupted_sample_is_taken_back_and_what_is_left_is_told(
    guide: Path, emulator: Emulator, stand_in, monkeypatch
) -> None:  # type: ignore[no-untyped-def]
    add_sample(guide, MAKE_DRAFT + INTERRUPT, "doi/create/draft")
    add_sample(guide, READ_TWICE, "doi/create/never_reached")
    stand_in(emulator)
    before = drafts(emulator)
    code, output = record("--all", "--via", "live", "--yes")
    assert (code, drafts(emulator)) == (1, before)
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
