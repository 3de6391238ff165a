"""Spark counts what DuckDB counts, on this machine and on a cluster: `make test-spark`.

Without pyspark, which is no part of `make test`, each of these tests is reported as not run.
"""

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

from pidguide.basics import paths
from pidguide.datafiles import crossref
from pidguide.samples.catalogue import get_sample
from pidguide.samples.runnable import WITHOUT_SPARK

pytestmark = [
    pytest.mark.spark,
    pytest.mark.skipif(find_spec("pyspark") is None, reason=f"it {WITHOUT_SPARK}"),
]

SPARK = get_sample("bulk/count_works_spark")
COUNT_BOTH = """
import json, os, runpy, sys
from pathlib import Path
spark, duckdb = (runpy.run_path(script) for script in sys.argv[1:])
session = spark["SparkSession"].builder.master(os.environ["SPARK_MASTER"]).getOrCreate()
rows = spark["count_works"](session, os.environ["PID_DATA"]).collect()
by_spark = [[row.type, row.year, row.works] for row in rows]
executors = session.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1
session.stop()
print(json.dumps([by_spark, duckdb["count_works"](Path(os.environ["PID_DATA"])), executors]))
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three parts, so that two workers have something to share."""
    folder = tmp_path_factory.mktemp("data")
    for part in crossref.parts_of(folder, 11_000):
        part.write(part.path)
    return folder


def count_both(data: Path, master: str) -> tuple[list[list[object]], list[list[object]], int]:
    """Return what Spark and DuckDB count, and how many executors worked."""
    scripts = [str(SPARK.script), str(get_sample("bulk/count_works").script)]
    environment = {**os.environ, "PID_DATA": str(data), "SPARK_MASTER": master, "SPARK_LOCAL_IP": "127.0.0.1"}
    command = [sys.executable, "-c", COUNT_BOTH, *scripts]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600)
    assert run.returncode == 0, run.stderr[-2000:]
    by_spark, by_duckdb, executors = json.loads(run.stdout)
    return by_spark, by_duckdb, executors


def test_counts_are_duckdbs_on_one_machine(data: Path) -> None:
    by_spark, by_duckdb, _ = count_both(data, "local[2]")
    assert by_spark == by_duckdb
    assert sum(int(str(works)) for *_, works in by_spark) == 11_000


def test_counts_are_duckdbs_on_a_cluster_of_two_workers(data: Path, tmp_path: Path) -> None:
    with cluster(tmp_path, workers=2) as master:
        by_spark, by_duckdb, executors = count_both(data, master)
    assert by_spark == by_duckdb
    assert executors == 2


def test_the_sample_prints_what_its_page_shows() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "pidguide", "run", SPARK.name],
        cwd=paths.ROOT,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert (run.returncode, run.stdout) == (0, SPARK.output.read_text(encoding="utf-8"))


def test_a_part_that_is_cut_off_is_one_clear_line(data: Path, tmp_path: Path) -> None:
    part = tmp_path / "March 2026 Public Data File from Crossref" / "0.jsonl.gz"
    part.parent.mkdir()
    part.write_bytes((data / part.relative_to(tmp_path)).read_bytes()[:5000])
    environment = {**os.environ, "PID_DATA": str(tmp_path), "SPARK_LOCAL_IP": "127.0.0.1"}
    command = [sys.executable, str(SPARK.script)]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600)
    assert run.returncode == 1
    assert run.stderr.splitlines()[-1].startswith("count_works_spark: ")
    assert "Traceback" not in run.stderr
    assert run.stdout == ""


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[str]:
    """Start a standalone master and workers of one core each; yield the master's address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    master = f"spark://127.0.0.1:{port}"
    started = [_start("master.Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", "0")]
    try:
        _wait_for(started[0], r"New state: ALIVE")
        for number in range(workers):
            options = ["--cores", "1", "--memory", "1g", "--webui-port", "0", "--host", "127.0.0.1"]
            options += ["--work-dir", str(folder / f"worker-{number}")]
            started.append(_start("worker.Worker", *options, master))
        for worker in started[1:]:
            _wait_for(worker, r"Successfully registered with master")
        yield master
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.communicate(timeout=60)


def _start(name: str, *options: str) -> "subprocess.Popen[str]":
    import pyspark

    home = Path(pyspark.__file__).parent
    command = [str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{name}", *options]
    environment = {**os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1"}
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )


def _wait_for(process: "subprocess.Popen[str]", line: str) -> None:
    """Read a process's log up to a line."""
    assert process.stderr
    said = []
    for each in process.stderr:
        said.append(each)
        if re.search(line, each):
            return
    raise AssertionError("".join(said[-20:]))
