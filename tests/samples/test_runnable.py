"""A sample that this computer cannot run is known before, with the reason."""

from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from pidguide.running.run import execute
from pidguide.samples import runnable
from pidguide.samples.runnable import WITHOUT_SPARK, why_not_run
from tests.support.commands import invoke
from tests.support.toy_guide import READ_TWICE, add_sample

COUNT = '"""Count."""\nfrom pyspark.sql import SparkSession\nprint(SparkSession)\n'


def test_a_sample_is_not_run_for_want_of_spark(guide: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sample = add_sample(guide, COUNT)
    monkeypatch.setattr(runnable, "find_spec", lambda name: None)
    assert why_not_run(sample) == WITHOUT_SPARK
    outcome = execute(sample)
    assert not outcome.was_run and outcome.failure == WITHOUT_SPARK
    monkeypatch.setattr(runnable, "find_spec", lambda name: ModuleSpec(name, None))
    assert why_not_run(sample) == ""


def test_other_samples_need_nothing(guide: Path) -> None:
    assert why_not_run(add_sample(guide, READ_TWICE)) == ""


def test_the_check_names_it(guide: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sample = add_sample(guide, COUNT)
    monkeypatch.setattr(runnable, "find_spec", lambda name: None)
    assert f"{sample.name}: not run, it {WITHOUT_SPARK}" in invoke("check", sample.name)[1]
