"""The workflows: actionlint finds no fault, and their shell steps do what they say, run for real.

An emulator plays the live services, a folder plays GitHub's repository, and a script plays `gh`.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from pid_emulator import Emulator
from pidguide.basics import paths
from pidguide.cassettes.format import read_recording
from tests.support import altered_answers as altered

WORKFLOWS = paths.ROOT / ".github" / "workflows"
ACTIONLINT = Path(sys.executable).parent / "actionlint"
SAMPLES = ("doi/access/csl_json", "doi/create/datacite_draft")

# What Python loads at its start: the services' names lead to the emulator.
STAND_IN = """
import os, socket
from pidguide.running.transports import _leads_to
socket.getaddrinfo = _leads_to(os.environ["HOSTS"].split(), *map(int, os.environ["PORTS"].split()))
"""
# Logs each call; knows of a pull request or an issue once it has been made.
GH = """#!/bin/sh
made="$GH_STATE/$1-made"
echo "$1 $2: $*" >> "$GH_STATE/log"
case "$2" in
  list) if [ -e "$made" ]; then echo 7; fi ;;
  create) touch "$made" ;;
esac
while [ $# -gt 1 ]; do
  if [ "$1" = --body-file ]; then cp "$2" "$GH_STATE/body"; fi
  shift
done
"""


def steps(workflow: str) -> dict[str, str]:
    """Return the shell steps of a workflow, by name (by what they run where they have none)."""
    jobs = yaml.safe_load((WORKFLOWS / f"{workflow}.yml").read_text())["jobs"].values()
    return {
        step.get("name", step["run"]): step["run"] for job in jobs for step in job["steps"] if "run" in step
    }


@dataclass
class Repository:
    """A guide of two samples under git, whose origin is a bare repository, and what its scripts see."""

    root: Path
    origin: Path
    state: Path
    environment: dict[str, str]

    def run(self, command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a shell step as GitHub does."""
        return subprocess.run(
            ["bash", "-eo", "pipefail", "-c", command],
            cwd=self.root,
            env={**self.environment, **environment},
            capture_output=True,
            text=True,
            timeout=120,
        )

    def calls(self) -> list[str]:
        """Return what `gh` was asked for since the last time, as `pr create`."""
        log = self.state / "log"
        called = [line.partition(":")[0] for line in log.read_text().splitlines()] if log.exists() else []
        log.unlink(missing_ok=True)
        return called


def lead_to(emulator: Emulator) -> dict[str, str]:
    return {
        **emulator.environment(),
        "REQUESTS_CA_BUNDLE": str(emulator.ca_file),
        "HOSTS": " ".join(emulator.hosts),
        "PORTS": f"{emulator.port} {emulator.plain_port}",
    }


@pytest.fixture
def repository(tmp_path: Path, emulator: Emulator) -> Iterator[Repository]:
    root, origin, state = tmp_path / "guide", tmp_path / "origin.git", tmp_path / "state"
    shutil.copytree(paths.ROOT / "pidguide", root / "pidguide", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(paths.ROOT / "scripts", root / "scripts")
    for name in SAMPLES:
        for file in (f"samples/{name}.py", f"samples/{name}.out", f"cassettes/{name}.yaml"):
            (root / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(paths.ROOT / file, root / file)
    state.mkdir()
    for file, content in {
        root / ".venv/bin/pidguide": f'#!/bin/sh\nexec "{sys.executable}" -m pidguide "$@"\n',
        root / ".gitignore": ".venv\n.cache\n__pycache__\n",
        tmp_path / "bin/gh": GH,
        tmp_path / "python/sitecustomize.py": STAND_IN,
    }.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)
        file.chmod(0o755)
    environment = {
        "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}",
        "PYTHONPATH": f"{root}:{tmp_path / 'python'}",
        "HOME": str(tmp_path),
        "GH_STATE": str(state),
        "GITHUB_STEP_SUMMARY": str(state / "summary.md"),
        **lead_to(emulator),
    }
    made = Repository(root, origin, state, environment)
    commit = "git -c user.name=Guide -c user.email=guide@example.org commit -qm 'The guide'"
    done = made.run(f"git init -qb main && git add -A && {commit} && git init -q --bare {origin}"
                    f" && git remote add origin {origin} && git push -q origin main")  # fmt: skip
    assert done.returncode == 0, done.stderr
    yield made


def test_actionlint_finds_no_fault_in_the_workflows() -> None:
    run = subprocess.run([ACTIONLINT, *WORKFLOWS.glob("*.yml")], capture_output=True, text=True, timeout=60)
    assert (run.returncode, run.stdout) == (0, "")


def test_actionlint_finds_a_fault(tmp_path: Path) -> None:
    broken = tmp_path / "ci.yml"
    broken.write_text((WORKFLOWS / "ci.yml").read_text().replace("matrix.python", "matrix.pyhton"))
    run = subprocess.run([ACTIONLINT, broken], capture_output=True, text=True, timeout=60)
    assert run.returncode == 1 and "pyhton" in run.stdout


def test_every_script_a_workflow_runs_exists() -> None:
    makefile = (paths.ROOT / "Makefile").read_text()
    for workflow in WORKFLOWS.glob("*.yml"):
        for command in steps(workflow.stem).values():
            for word in command.split():
                if word.startswith("scripts/"):
                    assert (paths.ROOT / word).is_file(), command
            if command.startswith("make "):
                assert f"\n{command.split()[1]}:" in makefile, command


def test_recording_anew_proposes_one_pull_request_and_keeps_it_up_to_date(
    repository: Repository, emulator: Emulator
) -> None:
    record, propose = (
        steps("re-record")[name]
        for name in ("Record live and report what changed", "Open or update the pull request")
    )
    assert repository.run(propose).stdout == "The recordings are as they were.\n"
    assert repository.calls() == []

    ran = repository.run(record, DATACITE_PASSWORD="")
    assert ran.returncode == 0, ran.stderr
    assert "::warning::Some samples could not be recorded" in ran.stdout
    assert "DATACITE_PASSWORD is not set" in ran.stderr
    assert (repository.state / "summary.md").read_text() == "Nothing changed.\n\n"
    via = [read_recording(repository.root / f"cassettes/{name}.yaml").via for name in SAMPLES]
    assert via == ["live", "emulator"]
    proposed = repository.run(propose)
    assert proposed.returncode == 0, proposed.stderr
    assert repository.calls() == ["pr list", "pr create"]

    services = altered.AlteredServices(altered.add_field)
    with services.emulator:
        ran = repository.run(record, **lead_to(services.emulator))
    assert ran.returncode == 0, ran.stderr
    proposed = repository.run(propose)
    assert proposed.returncode == 0, proposed.stderr
    assert repository.calls() == ["pr list", "pr edit"]
    body = (repository.state / "body").read_text()
    assert "### `doi/access/csl_json`" in body and "| harmless | field new" in body
    pushed = repository.run(f"git --git-dir {repository.origin} log --oneline main..re-record")
    assert pushed.stdout.endswith("Record the samples anew\n")


def test_old_recordings_fail_the_scheduled_job(repository: Repository) -> None:
    command = steps("re-record")["Fail where a recording is too old or a figure overdue"]
    old, young = (repository.root / f"cassettes/{name}.yaml" for name in SAMPLES)
    for cassette in (old, young):
        today = f"recorded_at: '{datetime.now(UTC).date()}"
        cassette.write_text(re.sub(r"recorded_at: '\d{4}-\d\d-\d\d", today, cassette.read_text()))
    assert repository.run(command).returncode == 0
    old.write_text(old.read_text().replace("recorded_at: '20", "recorded_at: '19"))
    ran = repository.run(command, GITHUB_ACTIONS="true")
    assert ran.returncode == 1
    assert ran.stdout.startswith("::warning::doi/access/csl_json: recorded ")
    warned = repository.run(steps("ci")["Warn of old recordings and overdue figures"], GITHUB_ACTIONS="true")
    assert warned.returncode == 0 and warned.stdout == ran.stdout


def test_broken_links_open_one_issue_and_keep_it_up_to_date(repository: Repository) -> None:
    (repository.root / "broken-links.md").write_text("1 broken\n")
    command = steps("links")["Open or update the issue"]
    assert repository.run(command).returncode == 0
    assert repository.calls() == ["issue list", "issue create"]
    (repository.root / "broken-links.md").write_text("2 broken\n")
    assert repository.run(command).returncode == 0
    assert repository.calls() == ["issue list", "issue edit"]
    assert (repository.state / "body").read_text() == "2 broken\n"


def test_issue_forms_are_what_github_expects() -> None:
    forms = [file for file in (paths.ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml") if file.stem != "config"]
    assert len(forms) >= 2
    for file in forms:
        form = yaml.safe_load(file.read_text())
        assert {"name", "description", "body"} <= form.keys()
        assert all(part["type"] in ("input", "textarea", "dropdown", "markdown") for part in form["body"])
        ids = [part["id"] for part in form["body"] if part["type"] != "markdown"]
        assert len(ids) == len(set(ids))
        assert all(part["attributes"].get("label") for part in form["body"] if part["type"] != "markdown")
