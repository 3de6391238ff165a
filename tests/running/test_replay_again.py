"""What a sample prints depends neither on the clock nor on the order of sets."""

from pathlib import Path

import pytest

from pidguide.basics.errors import UserError
from pidguide.running import replay_again
from pidguide.running.record import record_via_emulator
from pidguide.running.replay_again import SecondReplays
from pidguide.samples.catalogue import Sample
from tests.support.toy_guide import NAME, READ_TWICE, Toy, add_sample

START = replay_again._start  # the toy guide has another
WHY = "prints other lines at another time or with sets in another order (PYTHONHASHSEED)"


def recorded(guide: Path, toy: Toy, line: str) -> Sample:
    """Return a recorded sample whose example ends with this line."""
    sample = add_sample(guide, f"{READ_TWICE.rstrip()}\n    {line}\n")
    assert record_via_emulator(sample, toy()).is_written
    return sample


@pytest.mark.parametrize(
    "line",
    [
        "import datetime; print(datetime.date.today().year)",
        "import datetime; print(datetime.datetime.now().minute)",
        "import time; print(time.time() < 1e9 or time.ctime(0))",
        "print(hash('doi'))",
        "print({'doi', 'orcid'})",
        "print(*frozenset(('doi', 'orcid')))",
        "print(*({'doi': 1, 'orcid': 2}.keys() & {'orcid': 1, 'doi': 2}.keys()))",
        "import os; os.environ.get('PYTHONHASHSEED') == '1' and exit('only here')",
    ],
)
def test_what_depends_on_either_is_found(guide: Path, toy: Toy, line: str) -> None:
    assert SecondReplays([recorded(guide, toy, line)]).find_problems() == {NAME: f"samples/{NAME}.py {WHY}"}


@pytest.mark.parametrize(
    "line",
    [
        "print(*sorted({'doi', 'orcid'}))",
        "import datetime; print(datetime.datetime.fromtimestamp(0, datetime.UTC))",
        # Times that are sent, not printed, may be others.
        "import time; requests.get(f'https://doi.org/thing/3?at={time.time()}', timeout=9)",
    ],
)
def test_what_depends_on_neither_is_none(guide: Path, toy: Toy, line: str) -> None:
    assert SecondReplays([recorded(guide, toy, line)]).find_problems() == {}


def test_what_the_first_replay_reports_is_not_said_twice(sample: Sample) -> None:
    sample.output.unlink()
    assert SecondReplays([sample]).find_problems() == {}
    sample.script.write_text("def (")
    assert SecondReplays([sample]).find_problems() == {}


def test_an_interpreter_that_ends_early_is_no_success(sample: Sample) -> None:
    sample.script.write_text("import os; os._exit(7)\n")
    with pytest.raises(UserError, match="The second replay of the samples ended early"):
        SecondReplays([sample]).find_problems()


def test_the_interpreters_themselves_are_started(
    guide: Path, toy: Toy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ones above are forked from interpreters that have started already."""
    monkeypatch.setattr(replay_again, "_start", START)
    sample = recorded(guide, toy, "print({'doi', 'orcid'})")
    assert SecondReplays([sample]).find_problems() == {NAME: f"samples/{NAME}.py {WHY}"}
