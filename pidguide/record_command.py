"""`pidguide record`: records samples and says what came of it."""

import sys
from collections.abc import Callable

import click

from pidguide.catalogue import Sample, choose_samples
from pidguide.progress import track
from pidguide.record import Recorded, record_live, record_via_emulator


@click.command("record")
@click.argument("names", nargs=-1, metavar="NAME…")
@click.option("--all", "everything", is_flag=True, help="Every sample there is.")
@click.option("--via", type=click.Choice(["emulator", "live"]), required=True, help="What to record against.")
def record_command(names: tuple[str, ...], everything: bool, via: str) -> None:
    """Record samples anew. A cassette is replaced only when its sample ran to the end.

    \b
    Example: pidguide record doi/access/csl_json --via emulator
    """
    samples = choose_samples(names, everything)
    if via == "emulator":
        from pidguide.emulator import Emulator

        with Emulator() as registries:
            done = _record(samples, lambda sample: record_via_emulator(sample, registries))
    else:
        done = _record(samples, record_live)
    failed = [recorded for recorded in done if not recorded.is_written]
    for recorded in failed:
        click.echo(f"{recorded.sample.name}: {recorded.outcome.failure}", err=True)
    click.echo(f"{len(done) - len(failed)} of {len(done)} samples recorded via {via}.")
    if failed:
        sys.exit(1)


def _record(samples: list[Sample], record: Callable[[Sample], Recorded]) -> list[Recorded]:
    return [record(sample) for sample in track(samples, "Recording")]
