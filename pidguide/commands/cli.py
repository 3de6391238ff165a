"""The `pidguide` command. Each subcommand imports what it needs, so that --help and replay start quickly."""

import os
import sys
import traceback
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import click

from pidguide import __version__
from pidguide.basics.errors import UserError

# name -> the module below `pidguide.commands` and the command in it
COMMANDS = {
    name: (f"pidguide.commands.{module}", f"{module}_command")
    for name, module in {
        "age": "age",
        "agree": "agree",
        "check": "check",
        "data": "data",
        "drift": "drift",
        "emulator": "emulator",
        "fidelity": "fidelity",
        "list": "list_samples",
        "new": "new",
        "record": "record",
        "run": "run",
        "schemas": "schemas",
        "secrets": "secrets",
    }.items()
}
WITHOUT_EMULATOR = "The emulator is not installed; install it: pip install 'pidguide[emulator]'"


class _Commands(click.Group):
    """Loads a subcommand from its module when it is asked for, and turns what went wrong into one line."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module, command = COMMANDS[name]
        try:
            found: click.Command = getattr(import_module(module), command)
        except ModuleNotFoundError as error:
            if not _is_emulator(error):
                raise
            return _without_emulator(name)
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
        except ModuleNotFoundError as error:
            if not _is_emulator(error):
                raise
            _fail(WITHOUT_EMULATOR)


def _is_emulator(error: ModuleNotFoundError) -> bool:
    return (error.name or "").partition(".")[0] == "pid_emulator"


def _without_emulator(name: str) -> click.Command:
    """Return what stands for a subcommand that is of no use without the emulator, where that is missing."""

    def refuse(**_: Any) -> NoReturn:
        raise UserError(WITHOUT_EMULATOR)

    return click.Command(
        name,
        callback=refuse,
        help=WITHOUT_EMULATOR,
        context_settings={"ignore_unknown_options": True},
        params=[click.Argument(["words"], nargs=-1)],
    )


def _fail(message: str, exit_code: int = 1) -> NoReturn:
    click.echo(f"pidguide: {message}", err=True)
    sys.exit(exit_code)


def _in_one_line(error: OSError | UnicodeError | SyntaxError) -> str:
    from pidguide.basics.reading import reason, shown

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
