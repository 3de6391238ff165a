"""`pidguide record`: records samples and says what came of it."""

import shutil
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import click

from pidguide.basics.errors import UserError
from pidguide.basics.progress import track
from pidguide.running.interrupted import Unfinished
from pidguide.running.record import INTERRUPTED, Recorded, record_live, record_via_emulator
from pidguide.running.run import Outcome
from pidguide.samples.catalogue import Sample, choose_samples
from pidguide.samples.credentials_needed import WHERE_TO_GET, hosts_written_to, missing_variables
from pidguide.samples.describe import describe


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
    selection = "--all" if everything else " ".join(sample.name for sample in samples)
    unfinished = Unfinished(f"{selection} --via {via}")
    done_before = unfinished.done() if resume else set()
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
        recorded = _record_all(ready, via, unfinished, done_before)
        _say_what_came_of_it(recorded)
        written = [one.sample for one in recorded if one.is_written]
        click.echo(f"{len(written)} of {len(samples)} samples recorded via {via}.")
        _say_what_changed(written, before)
    if any(one.was_interrupted for one in recorded):
        click.echo(f"Interrupted. Go on with: pidguide record {unfinished.call} --resume", err=True)
    if len(written) < len(samples):
        sys.exit(1)


def _record_all(
    samples: list[Sample], via: str, unfinished: Unfinished, done_before: set[str]
) -> list[Recorded]:
    """Record one after the other, noting what is done, so that an interrupted run can be resumed."""
    if via == "live":
        return _one_by_one(samples, record_live, unfinished, done_before)
    from pid_emulator import Emulator

    with Emulator() as registries:
        return _one_by_one(
            samples, lambda sample: record_via_emulator(sample, registries), unfinished, done_before
        )


def _one_by_one(
    samples: list[Sample], record: Callable[[Sample], Recorded], unfinished: Unfinished, done_before: set[str]
) -> list[Recorded]:
    done = set(done_before)
    unfinished.note(done)
    recorded: list[Recorded] = []
    for sample in track(samples, "Recording"):
        recorded.append(_record_or_fail(sample, record))
        if recorded[-1].was_interrupted:
            return recorded
        if recorded[-1].is_written:
            done.add(sample.name)
            with suppress(UserError):  # it could be written at first; what is recorded must be told
                unfinished.note(done)
    with suppress(UserError):
        unfinished.finish()
    return recorded


def _record_or_fail(sample: Sample, record: Callable[[Sample], Recorded]) -> Recorded:
    """Record one sample. Whatever goes wrong with it, what came of the others must still be told."""
    try:
        return record(sample)
    except KeyboardInterrupt:
        failure = INTERRUPTED
    except UserError as error:
        failure = str(error)
    except Exception as error:
        failure = f"{type(error).__name__}: {error}"
    return Recorded(sample, Outcome(sample, failure=failure), is_written=False)


def _say_what_came_of_it(recorded: list[Recorded]) -> None:
    for one in recorded:
        if not one.is_written:
            click.echo(f"{one.sample.name}: {one.outcome.failure}", err=True)
    for one in recorded:
        for address in one.left_behind:
            click.echo(f"{one.sample.name}: could not delete {address}; delete it by hand", err=True)


def _say_what_lacks(lacking: dict[Sample, list[str]]) -> None:
    variables = sorted({name for names in lacking.values() for name in names})
    for name in variables:
        count = sum(name in names for names in lacking.values())
        click.echo(
            f"{name} is not set; {count} sample(s) need it. {WHERE_TO_GET} tells how to get it.", err=True
        )


def _say_what_would_be_done(samples: list[Sample], via: str) -> None:
    for sample in samples:
        written = hosts_written_to(sample)
        writes = f"; writes to {', '.join(written)}" if written else ""
        click.echo(f"{sample.name}  {_recorded_with(sample)}{writes}")
    click.echo(f"{len(samples)} sample(s) would be recorded via {via}.")


def _recorded_with(sample: Sample) -> str:
    """Return the services of the last recording, or say why none are known."""
    try:
        known = describe(sample)
    except UserError:
        return "has a recording that cannot be read"
    if known["provenance"] is None:
        return "not recorded before"
    return ", ".join(known["services"]) or "sends no request"


def _keep_recordings(samples: list[Sample], folder: Path) -> None:
    for sample in samples:
        kept = folder / f"{sample.name}.yaml"
        kept.parent.mkdir(parents=True, exist_ok=True)
        with suppress(OSError):  # there is none, or none that can be read: then there is nothing to compare
            shutil.copy(sample.cassette, kept)


def _ask_before_writing(samples: list[Sample]) -> None:
    writing = {sample.name: hosts_written_to(sample) for sample in samples}
    hosts = sorted({host for written in writing.values() for host in written})
    if not hosts:
        return
    count = sum(bool(written) for written in writing.values())
    if not click.confirm(f"{count} sample(s) write to {', '.join(hosts)}. Go on?"):
        raise UserError("Nothing was recorded.")


def _say_what_changed(samples: list[Sample], before: Path) -> None:
    """Sum up, by severity, how the new recordings differ from those kept in `before`."""
    from rich.console import Console

    from pidguide.drift.changes import Change, compare_cassettes
    from pidguide.drift.report import print_table

    changes: list[Change] = []
    for sample in samples:
        kept = before / f"{sample.name}.yaml"
        if not kept.is_file():
            continue
        try:
            changes += compare_cassettes(kept, sample.cassette, sample.name)
        except Exception:  # whatever the former one held, it has been replaced
            click.echo(f"{sample.name}: its former cassette cannot be read, nothing is compared", err=True)
    if changes:
        print_table(changes, Console())
