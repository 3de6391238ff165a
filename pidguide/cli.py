"""The `pidguide` command. Each subcommand imports what it needs, so that --help and replay start quickly."""

import json
import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from pidguide import __version__
from pidguide.errors import UserError

if TYPE_CHECKING:
    from pidguide.catalogue import Sample

# Subcommands that live beside their subject: name -> (module, command, one-line help).
COMMANDS_ELSEWHERE = {
    "fidelity": ("pidguide.fidelity.command", "fidelity_command"),
    "drift": ("pidguide.drift.command", "drift_command"),
    "schemas": ("pidguide.schemas", "schemas_command"),
    "record": ("pidguide.record_command", "record_command"),
    "new": ("pidguide.new", "new_command"),
    "agree": ("pidguide.fidelity.agree_command", "agree_command"),
    "age": ("pidguide.age", "age_command"),
    "secrets": ("pidguide.secret_gate", "secrets_command"),
}


class _Commands(click.Group):
    """Loads a subcommand from its module when it is asked for, and turns what went wrong into one line."""

    def list_commands(self, context: click.Context) -> list[str]:
        return sorted([*super().list_commands(context), *COMMANDS_ELSEWHERE])

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS_ELSEWHERE:
            return super().get_command(context, name)
        module, command = COMMANDS_ELSEWHERE[name]
        found: click.Command = getattr(import_module(module), command)
        return found

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except UserError as error:
            _fail(str(error), error.exit_code)
        except BrokenPipeError:
            raise  # who read our output has gone, as `head` does: click ends without a word
        except (OSError, UnicodeError, SyntaxError) as error:
            _fail(_in_one_line(error))


def _fail(message: str, exit_code: int = 1) -> NoReturn:
    click.echo(f"pidguide: {message}", err=True)
    sys.exit(exit_code)


def _in_one_line(error: OSError | UnicodeError | SyntaxError) -> str:
    from pidguide.reading import reason, shown

    file = _file_of(error)
    return f"{shown(file)}: {reason(error)}" if file else reason(error)


def _file_of(error: OSError | UnicodeError | SyntaxError) -> Path | None:
    """Return the file an error is about, None where it is about none."""
    if isinstance(error, UnicodeError):
        # It does not say: the file is the one whose text was being read or written when it was raised.
        frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
        owners = [frame.f_locals.get("self") for frame in frames]
        return next((owner for owner in reversed(owners) if isinstance(owner, Path)), None)
    return Path(os.fsdecode(error.filename)) if isinstance(error.filename, str | bytes) else None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="pidguide")
def main() -> None:
    """Run, record and check the samples of the PID guide.

    \b
    Example: pidguide run doi/access/csl_json
    """


@main.command("list")
@click.option("--json", "as_json", is_flag=True, help="A JSON list of objects, one a sample.")
def list_samples(as_json: bool) -> None:
    """Name every sample, with what it does.

    With --json a sample whose recording cannot be read is left out and named on stderr; the exit code is 1.

    \b
    Example: pidguide list --json
    """
    from pidguide.catalogue import find_samples

    samples = find_samples()
    if as_json:
        _list_as_json(samples)
        return
    width = max((len(sample.name) for sample in samples), default=0)
    for sample in samples:
        click.echo(f"{sample.name:<{width}}  {sample.title}")


def _list_as_json(samples: list["Sample"]) -> None:
    from pidguide.describe import describe

    described, unreadable = [], []
    for sample in samples:
        try:
            described.append(describe(sample))
        except UserError as error:
            unreadable.append(str(error))
    click.echo(json.dumps(described, indent=2, ensure_ascii=False))
    for line in unreadable:
        click.echo(f"pidguide: {line}", err=True)
    if unreadable:
        sys.exit(1)


@main.command("run")
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
def run_samples(names: tuple[str, ...], everything: bool, via: str, folders: tuple[Path, ...]) -> None:
    """Run samples and show what they print.

    One sample prints its own lines; several are summed up, and what failed says why.

    \b
    Example: pidguide run doi/access/csl_json --via emulator
    """
    from pidguide.catalogue import choose_samples
    from pidguide.run_command import run_all, run_one

    if (via == "recordings") != bool(folders):
        raise UserError("--via recordings and --recordings FOLDER go together.", exit_code=2)
    samples = choose_samples(names, everything)
    ended_well = run_one(samples[0], via, folders) if len(samples) == 1 else run_all(samples, via, folders)
    sys.exit(0 if ended_well else 1)


@main.command("check")
@click.argument("names", nargs=-1, metavar="NAME…")
def check_samples(names: tuple[str, ...]) -> None:
    """Check every gate a sample must pass: cassette, output, page, replay, size, no secret.

    Without names it checks all samples, and that no cassette or output is left over.

    \b
    Example: pidguide check doi/access/csl_json
    """
    from pidguide.catalogue import choose_samples
    from pidguide.check import find_leftovers, find_problems
    from pidguide.needs import WITHOUT_SCHEMAS, lacks_schemas
    from pidguide.progress import track

    samples = choose_samples(names, everything=not names)
    problems = [] if names else find_leftovers()
    for sample in track(samples, "Checking"):
        problems += find_problems(sample)
        if not sample.flaw and lacks_schemas(sample):
            click.echo(f"{sample.name}: not run, it {WITHOUT_SCHEMAS}", err=True)
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        raise UserError(f"{len(problems)} problem(s) in {len(samples)} sample(s).")
    click.echo(f"{len(samples)} sample(s) pass every check.")


@main.command("emulator")
@click.option(
    "--port",
    type=click.IntRange(0, 65534),
    default=0,
    help="The TLS port on 127.0.0.1, the next one is for plain HTTP; without it, free ones.",
)
@click.option(
    "--records",
    "folders",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of your own records, laid out as pidguide/emulator/records is.",
)
@click.option(
    "--announce", type=click.Path(dir_okay=False, path_type=Path), help="Write port, CA file, hosts as JSON."
)
@click.option(
    "--faults",
    help="Faults to inject: busy, quota, 429, 503, slow, drop, truncate, invalid-json;"
    " 429:2 hits two requests.",
)
def run_emulator(port: int, folders: Sequence[Path], announce: Path | None, faults: str | None) -> None:
    """Run the registries on loopback until you press Ctrl+C.

    \b
    Example: pidguide emulator --port 8443 --announce emulator.json
    """
    from pidguide.emulator_command import serve

    serve(port, list(folders), announce, faults)
