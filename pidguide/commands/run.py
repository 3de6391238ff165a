"""`pidguide run`: one sample prints its own lines, several are summed up."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from pidguide.basics.errors import UserError
from pidguide.basics.progress import track
from pidguide.running.run import Outcome, replay, via_emulator, via_live, via_recordings
from pidguide.samples.catalogue import Sample, choose_samples

Run = Callable[[Sample], Outcome]


@click.command("run")
@click.argument("names", nargs=-1, metavar="NAME…")
@click.option("--all", "everything", is_flag=True, help="Every sample there is.")
@click.option(
    "--via",
    type=click.Choice(["replay", "emulator", "live", "recordings"]),
    default="replay",
    show_default=True,
    help="From cassettes, against our emulator, against the real services, or over real recordings.",
)
@click.option(
    "--recordings",
    "folders",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="With --via recordings: a folder of real recorded traffic.",
)
def run_command(names: tuple[str, ...], everything: bool, via: str, folders: tuple[Path, ...]) -> None:
    """Run samples and show what they print.

    One sample prints its own lines; several are summed up, and what failed says why.

    \b
    Example: pidguide run doi/access/csl_json --via emulator
    """
    if (via == "recordings") != bool(folders):
        raise UserError("--via recordings and --recordings FOLDER go together.", exit_code=2)
    samples = choose_samples(names, everything)
    ended_well = _run_one(samples[0], via, folders) if len(samples) == 1 else _run_all(samples, via, folders)
    sys.exit(0 if ended_well else 1)


def _run_one(sample: Sample, via: str, folders: tuple[Path, ...]) -> bool:
    """Run one sample, print what it prints, and on stderr why it failed if it did."""
    with _runner(via, folders) as run:
        outcome = run(sample)
    sys.stdout.write(outcome.output)
    if outcome.failure:
        click.echo(f"pidguide: {sample.name}: {outcome.failure}", err=True)
    return outcome.is_success


def _run_all(samples: list[Sample], via: str, folders: tuple[Path, ...]) -> bool:
    """Run several samples, print a line for each that failed or could not be run, and the sum."""
    with _runner(via, folders) as run:
        outcomes = [_run_or_fail(sample, run) for sample in track(samples, "Running")]
    failed = [outcome for outcome in outcomes if outcome.was_run and not outcome.is_success]
    not_run = [outcome for outcome in outcomes if not outcome.was_run]
    for outcome in failed:
        click.echo(f"{outcome.sample.name}: {outcome.failure}", err=True)
    for outcome in not_run:
        click.echo(f"{outcome.sample.name}: not run, it {outcome.failure}", err=True)
    seconds = f"{sum(outcome.seconds for outcome in outcomes):.1f} s"
    exchanges = f"{sum(outcome.exchanges for outcome in outcomes)} exchanges"
    sums = seconds if via == "live" else f"{exchanges}, {seconds}"  # live, nobody but the services counts
    ran_well = len(outcomes) - len(failed) - len(not_run)
    click.echo(f"{ran_well} of {len(outcomes)} samples ran well ({sums}).")
    return not failed


def _run_or_fail(sample: Sample, run: Run) -> Outcome:
    """Run one of several samples: a file of its own that is missing or broken must not end the others."""
    try:
        return run(sample)
    except (UserError, OSError, ValueError, SyntaxError) as error:
        return Outcome(sample, failure=str(error))


@contextmanager
def _runner(via: str, folders: tuple[Path, ...]) -> Iterator[Run]:
    """Yield the function that runs one sample over the chosen transport."""
    if via == "emulator":
        from pid_emulator import Emulator

        with Emulator() as registries:
            yield lambda sample: via_emulator(sample, registries)
    elif via == "recordings":
        from pidguide.cassettes.traffic import RecordedTraffic

        try:
            traffic = RecordedTraffic(list(folders))
        except ValueError as error:
            raise UserError(str(error)) from None
        yield lambda sample: via_recordings(sample, traffic)
    else:
        yield replay if via == "replay" else via_live
