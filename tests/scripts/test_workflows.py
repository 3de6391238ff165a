"""The workflows: actionlint and zizmor find no fault, and their shell steps do what they say, run for real.

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
from typing import Any

import pytest
import yaml

from pid_emulator import Emulator
from pidguide.basics import paths
from pidguide.cassettes.format import read_recording
from tests.support import altered_answers as altered

WORKFLOWS = paths.ROOT / ".github" / "workflows"
ACTIONLINT = Path(sys.executable).parent / "actionlint"
ZIZMOR = Path(sys.executable).parent / "zizmor"
SAMPLES = ("doi/access/csl_json", "doi/create/datacite-metadata/update")

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


def read(file: Path) -> dict[str, Any]:
    """Return a workflow. YAML takes its key `on` for true; here it is `on` again."""
    workflow = yaml.safe_load(file.read_text())
    return {"on" if key is True else key: value for key, value in workflow.items()}


def steps(workflow: str) -> dict[str, str]:
    """Return the shell steps of a workflow, by name (by what they run where they have none)."""
    jobs = read(WORKFLOWS / f"{workflow}.yml")["jobs"].values()
    return {
        step.get("name", step["run"]): step["run"] for job in jobs for step in job["steps"] if "run" in step
    }


JOBS = [
    pytest.param(read(file), job, id=f"{file.stem}-{name}")
    for file in sorted(WORKFLOWS.glob("*.yml"))
    for name, job in read(file)["jobs"].items()
]


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

    def check_out(self) -> None:
        """Be at the state of main, as each job begins."""
        done = self.run("git switch --quiet --discard-changes main && git clean -qfd && rm -rf build")
        assert done.returncode == 0, done.stderr

    def hand_over(self) -> None:
        """Upload what the recording job uploads, begin the proposing one, and download it there."""
        upload = read(WORKFLOWS / "re-record.yml")["jobs"]["record"]["steps"]
        (wanted,) = (step["with"]["path"].split() for step in upload if step.get("id") == "recordings")
        shutil.rmtree(self.artifact, ignore_errors=True)
        for file in (
            file for pattern in wanted for found in self.root.glob(pattern) for file in below(found)
        ):
            target = self.artifact / file.relative_to(self.root)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, target)
        self.check_out()

    @property
    def artifact(self) -> Path:
        """Where the proposing job finds what the recording job has uploaded."""
        return Path(self.environment["RUNNER_TEMP"]) / "recordings"

    def calls(self) -> list[str]:
        """Return what `gh` was asked for since the last time, as `pr create`."""
        log = self.state / "log"
        called = [line.partition(":")[0] for line in log.read_text().splitlines()] if log.exists() else []
        log.unlink(missing_ok=True)
        return called


def below(path: Path) -> list[Path]:
    return [file for file in path.rglob("*") if file.is_file()] if path.is_dir() else [path]


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
    (root / "docs").mkdir()
    shutil.copy(paths.DOCS / "_changes.yml", root / "docs")
    state.mkdir()
    for file, content in {
        root / ".venv/bin/pidguide": f'#!/bin/sh\nexec "{sys.executable}" -m pidguide "$@"\n',
        root / ".gitignore": ".venv\n.cache\nbuild\n__pycache__\n",
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
        "RUNNER_TEMP": str(tmp_path / "temp"),
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


def zizmor(*files: Path) -> subprocess.CompletedProcess[str]:
    """Run zizmor, without the network, with all that it looks at."""
    command = [ZIZMOR, "--offline", "--no-config", "--persona=auditor", "--no-progress", "--color=never"]
    return subprocess.run([*command, *files], capture_output=True, text=True, timeout=60)


def test_zizmor_finds_nothing_to_attack_in_the_workflows() -> None:
    run = zizmor(paths.ROOT / ".github")
    assert (run.returncode, run.stdout) == (0, "No findings to report. Good job!\n"), run.stdout + run.stderr


@pytest.mark.parametrize(
    ("before", "after", "finding"),
    [
        ("    persist-credentials: false", "    fetch-depth: 1", "artipacked"),
        ("@fbc6f3992d24b796d5a048ff273f7fcc4a7b6c09", "@v5", "unpinned-uses"),
        ("  contents: read", "  contents: write", "excessive-permissions"),
        ("  pull_request:", "  pull_request_target:", "dangerous-triggers"),
    ],
)
def test_zizmor_finds_what_can_be_attacked(tmp_path: Path, before: str, after: str, finding: str) -> None:
    broken = tmp_path / "ci.yml"
    text = (WORKFLOWS / "ci.yml").read_text()
    assert before in text
    broken.write_text(text.replace(before, after))
    run = zizmor(broken)
    assert run.returncode >= 13 and f"[{finding}]" in run.stdout  # 13 and 14: medium and high


@pytest.mark.parametrize("file", sorted(WORKFLOWS.glob("*.yml")), ids=lambda file: file.stem)
def test_every_action_is_a_commit_with_its_version_beside_it(file: Path) -> None:
    used = re.findall(r"^ *(?:- )?uses: (.*)$", file.read_text(), re.MULTILINE)
    assert used
    for action in used:
        assert re.fullmatch(r"(?:actions|pypa)/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action), action


def test_dependabot_keeps_the_actions() -> None:
    (update,) = yaml.safe_load((paths.ROOT / ".github/dependabot.yml").read_text())["updates"]
    assert (update["package-ecosystem"], update["directory"]) == ("github-actions", "/")


@pytest.mark.parametrize(("workflow", "job"), JOBS)
def test_a_pull_request_reaches_no_credential(workflow: dict[str, Any], job: dict[str, Any]) -> None:
    """What a fork's pull request starts has no secret and may write nothing; the rest it cannot start."""
    assert workflow["on"].keys() <= {"push", "pull_request", "schedule", "workflow_dispatch"}
    assert workflow["permissions"] == {"contents": "read"}
    if "pull_request" in workflow["on"]:
        assert "secrets." not in str(job) and "permissions" not in job and "environment" not in job


@pytest.mark.parametrize(("workflow", "job"), JOBS)
def test_no_job_has_both_credentials_and_a_token_that_may_write(
    workflow: dict[str, Any], job: dict[str, Any]
) -> None:
    has_credentials = "secrets." in str(job)
    may_write = "write" in str(job.get("permissions")) or "github.token" in str(job)
    assert not (has_credentials and may_write)
    for step in job["steps"]:
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


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
    record, gate, take, propose = (
        steps("re-record")[name]
        for name in (
            "Record live and report what changed",
            "Let no secret out",
            "Take the recordings over",
            "Open or update the pull request",
        )
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
    looked = repository.run(gate)
    assert looked.returncode == 0, looked.stderr
    repository.hand_over()
    for step in (take, propose):
        done = repository.run(step)
        assert done.returncode == 0, done.stderr
    assert repository.calls() == ["pr list", "pr create"]

    repository.check_out()
    services = altered.AlteredServices(altered.add_field)
    with services.emulator:
        ran = repository.run(record, **lead_to(services.emulator))
    assert ran.returncode == 0, ran.stderr
    repository.hand_over()
    for step in (take, propose):
        done = repository.run(step)
        assert done.returncode == 0, done.stderr
    assert repository.calls() == ["pr list", "pr edit"]
    body = (repository.state / "body").read_text()
    assert "### `doi/access/csl_json`" in body and "| harmless | field new" in body
    pushed = repository.run(f"git --git-dir {repository.origin} log --oneline main..re-record")
    assert pushed.stdout.endswith("Record the samples anew\n")
    changed = repository.run(
        f"git --git-dir {repository.origin} diff --name-only main re-record"
    ).stdout.split()
    assert changed == [
        "cassettes/doi/access/csl_json.yaml",
        "cassettes/doi/create/datacite-metadata/update.yaml",
    ]


def test_a_secret_is_not_handed_over(repository: Repository) -> None:
    (repository.root / "build").mkdir()
    (repository.root / "build/drift.md").write_text("Authorization: Bearer " + "0123456789abcdef\n")
    looked = repository.run(steps("re-record")["Let no secret out"])
    assert looked.returncode == 1 and "build/drift.md" in looked.stderr


def test_only_recordings_are_taken(repository: Repository) -> None:
    for file, told in [
        (".github/workflows/ci.yml", "is no recording"),
        (".git/hooks/pre-push", "is no recording"),
        ("samples/doi/access/csl_json.py", "is no recording"),
        ("scripts/propose-recordings", "is no recording"),
        ("cassettes/doi/access/$(id).yaml", "is no recording"),
        ("cassettes/doi/access/a\nb.yaml", "is no recording"),
        ("cassettes/doi/access/unheard_of.yaml", "belongs to no sample"),
        ("samples/doi/access/unheard_of.out", "belongs to no sample"),
    ]:
        planted = repository.artifact / file
        planted.parent.mkdir(parents=True, exist_ok=True)
        planted.write_text("planted")
        assert_refused(repository, told)
        planted.unlink()


def test_a_recording_is_a_file_and_not_too_large(repository: Repository) -> None:
    cassette = repository.artifact / "cassettes/doi/access/csl_json.yaml"
    cassette.parent.mkdir(parents=True)
    cassette.symlink_to("/etc/hostname")
    assert_refused(repository, "is no file")
    cassette.unlink()
    cassette.write_bytes(b"x" * 100_001)
    assert_refused(repository, "is larger than 100000 bytes")
    cassette.write_bytes(b"x" * 100_000)
    assert repository.run(steps("re-record")["Take the recordings over"]).returncode == 0
    assert (repository.root / "cassettes/doi/access/csl_json.yaml").stat().st_size == 100_000


def assert_refused(repository: Repository, told: str) -> None:
    """Expect one line, and that nothing is taken, not even what could be."""
    good = repository.artifact / "samples/doi/access/csl_json.out"
    good.parent.mkdir(parents=True, exist_ok=True)
    good.write_text("other\n")
    done = repository.run(steps("re-record")["Take the recordings over"])
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert told in done.stderr and done.stderr.endswith("Nothing is taken.\n")
    assert repository.run("git status --porcelain").stdout == ""


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
