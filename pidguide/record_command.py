"""`pidguide record`: records samples and says what came of it."""

import json
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import click

from pidguide import paths
from pidguide.cassettes import replace_file
from pidguide.catalogue import Sample, choose_samples
from pidguide.describe import describe
from pidguide.errors import UserError
from pidguide.needs import WHERE_TO_GET, hosts_written_to, missing_variables
from pidguide.progress import track
from pidguide.record import Recorded, record_live, record_via_emulator

UNFINISHED = "unfinished-recording.json"


@click.command("record")
@click.argument("names", nargs=-1, metavar="NAME…")
@click.option("--all", "everything", is_flag=True, help="Every sample there is.")
@click.option("--via", type=click.Choice(["emulator", "live"]), required=True, help="What to record against.")
@click.option("--dry-run", is_flag=True, help="Say what would be recorded, and stop.")
@click.option("--resume", is_flag=True, help="Leave out what an interrupted run has recorded already.")
@click.option("--yes", is_flag=True, help="With --via live: write to the services without asking.")
def record_command(
    names: tuple[str, ...], everything: bool, via: str, dry_run: bool, resume: bool, yes: bool
) -> None:
    """Record samples anew. A cassette is replaced only when its sample ran to the end.

    \b
    Example: pidguide record --all --via live --dry-run
    """
    samples = choose_samples(names, everything)
    done_before = _recorded_before(via) if resume else set()
    samples = [sample for sample in samples if sample.name not in done_before]
    lacking = {sample: missing_variables(sample) for sample in samples} if via == "live" else {}
    ready = [sample for sample in samples if not lacking.get(sample)]
    _say_what_lacks(lacking)
    if dry_run:
        _say_what_would_be_done(ready, via)
        return
    if via == "live" and not yes:
        _ask_before_writing(ready)
    with tempfile.TemporaryDirectory() as folder:
        before = Path(folder)
        _keep_recordings(ready, before)
        recorded = _record_all(ready, via, done_before)
        _say_what_changed(before)
    failed = [one for one in recorded if not one.is_written]
    for one in failed:
        click.echo(f"{one.sample.name}: {one.outcome.failure}", err=True)
    for one in recorded:
        for address in one.left_behind:
            click.echo(f"{one.sample.name}: could not delete {address}; delete it by hand", err=True)
    click.echo(f"{len(recorded) - len(failed)} of {len(samples)} samples recorded via {via}.")
    if failed or len(ready) < len(samples):
        sys.exit(1)


def _record_all(samples: list[Sample], via: str, done_before: set[str]) -> list[Recorded]:
    """Record one after the other, noting what is done, so that an interrupted run can be resumed."""
    if via == "live":
        return _one_by_one(samples, record_live, via, done_before)
    from pidguide.emulator import Emulator

    with Emulator() as registries:
        return _one_by_one(samples, lambda sample: record_via_emulator(sample, registries), via, done_before)


def _one_by_one(
    samples: list[Sample], record: Callable[[Sample], Recorded], via: str, done_before: set[str]
) -> list[Recorded]:
    done, note = set(done_before), paths.CACHE / UNFINISHED
    recorded = []
    for sample in track(samples, "Recording"):
        recorded.append(record(sample))
        if recorded[-1].is_written:
            done.add(sample.name)
            replace_file(note, json.dumps({"via": via, "done": sorted(done)}))
    note.unlink(missing_ok=True)
    return recorded


def _recorded_before(via: str) -> set[str]:
    note = paths.CACHE / UNFINISHED
    if not note.is_file():
        raise UserError("There is no interrupted recording to resume. Leave out --resume.", exit_code=2)
    unfinished = json.loads(note.read_text(encoding="utf-8"))
    if unfinished["via"] != via:
        raise UserError(f"The interrupted recording was --via {unfinished['via']}, not {via}.", exit_code=2)
    return set(unfinished["done"])


def _say_what_lacks(lacking: dict[Sample, list[str]]) -> None:
    variables = sorted({name for names in lacking.values() for name in names})
    for name in variables:
        count = sum(name in names for names in lacking.values())
        click.echo(
            f"{name} is not set; {count} sample(s) need it. {WHERE_TO_GET} tells how to get it.", err=True
        )


def _say_what_would_be_done(samples: list[Sample], via: str) -> None:
    for sample in samples:
        services = ", ".join(describe(sample)["services"]) or "not recorded before"
        written = hosts_written_to(sample)
        click.echo(f"{sample.name}  {services}" + (f"; writes to {', '.join(written)}" if written else ""))
    click.echo(f"{len(samples)} sample(s) would be recorded via {via}.")


def _keep_recordings(samples: list[Sample], folder: Path) -> None:
    for sample in samples:
        if sample.cassette.is_file():
            kept = folder / f"{sample.name}.yaml"
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(sample.cassette, kept)


def _ask_before_writing(samples: list[Sample]) -> None:
    writing = {sample.name: hosts_written_to(sample) for sample in samples}
    hosts = sorted({host for written in writing.values() for host in written})
    if not hosts:
        return
    count = sum(bool(written) for written in writing.values())
    if not click.confirm(f"{count} sample(s) write to {', '.join(hosts)}. Go on?"):
        raise UserError("Nothing was recorded.")


def _say_what_changed(before: Path) -> None:
    """Sum up, by severity, how the new recordings differ from those kept in `before`."""
    from rich.console import Console

    from pidguide.drift.changes import compare_folders
    from pidguide.drift.report import print_table

    changes = [
        change for change in compare_folders(before, paths.CASSETTES) if "recording" not in change.kind
    ]
    if changes:
        print_table(changes, Console())
