"""`pidguide check`: every gate, for all samples or those named."""

import click

from pidguide.basics.errors import UserError
from pidguide.basics.progress import track
from pidguide.running.check import find_leftovers, find_problems
from pidguide.running.replay_again import SecondReplays
from pidguide.samples.catalogue import choose_samples
from pidguide.samples.runnable import why_not_run


@click.command("check")
@click.argument("names", nargs=-1, metavar="NAME…")
def check_command(names: tuple[str, ...]) -> None:
    """Check every gate a sample must pass: rules, cassette, output, page, replays, size, no secret.

    Without names it checks all samples, and that no cassette or output is left over.

    \b
    Example: pidguide check doi/access/csl_json
    """
    samples = choose_samples(names, everything=not names)
    again = SecondReplays(samples)
    problems = [] if names else find_leftovers()
    sound = []
    for sample in track(samples, "Checking"):
        if found := find_problems(sample):
            problems += found
        else:
            sound.append(sample.name)
        if not sample.flaw and (reason := why_not_run(sample)):
            click.echo(f"{sample.name}: not run, it {reason}", err=True)
    problems += [f"{name}: {problem}" for name, problem in again.find_problems().items() if name in sound]
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        raise UserError(f"{len(problems)} problem(s) in {len(samples)} sample(s).")
    click.echo(f"{len(samples)} sample(s) pass every check.")
