"""`pid-emulator`: serves the registries on loopback and says how to use them."""

import json
import signal
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import click

from pid_emulator import Emulator, __version__, child_process
from pid_emulator.core.authority import write_whole
from pid_emulator.core.records import refuse_other_layout
from pid_emulator.core.server import LOOPBACK
from pid_emulator.core.variables import UNDO
from pid_emulator.emulator import KINDS

ANNOUNCED = ("port", "ca_file", "hosts")  # what tells an announcement from another file


class CannotServe(click.ClickException):
    """Something the user can put right. Exit code 1: it failed; 2: it was asked for in the wrong way."""

    def __init__(self, message: str, exit_code: int = 1) -> None:
        super().__init__(message)
        self.exit_code = exit_code  # type: ignore[misc]  # click reads it from the instance as well

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(f"pid-emulator: {self.message}", err=True)


@click.command(context_settings={"help_option_names": ["-h", "--help"], "allow_interspersed_args": False})
@click.version_option(__version__, prog_name="pid-emulator")
@click.option("--host", default=LOOPBACK, show_default=True, help="The address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="The port for TLS; without it, a free one."
)
@click.option(
    "--plain-port",
    type=click.IntRange(0, 65535),
    help="The port for plain HTTP and for proxying; without it, the one after --port.",
)
@click.option("--standard-ports", is_flag=True, help="Ports 443 and 80, for names in a hosts file.")
@click.option(
    "--control-host",
    "control_hosts",
    multiple=True,
    envvar="PID_EMULATOR_CONTROL_HOST",
    help="One more name that the emulator itself is asked by, e.g. host.docker.internal.",
)
@click.option(
    "--ca-dir",
    type=click.Path(file_okay=False, path_type=Path),
    help="Keep the certificate authority in this folder; without it there is a new one at each start.",
)
@click.option(
    "--java",
    is_flag=True,
    help="Lead COMMAND's Java here too, which reads JAVA_TOOL_OPTIONS and a trust store.",
)
@click.option(
    "--records",
    "folders",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of your own records, laid out as pid_emulator/records is.",
)
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    help="A folder where what is registered lasts: the next start with it goes on from there.",
)
@click.option(
    "--seed",
    type=int,
    help="The same requests get the same identifiers, tokens and times in each run with this number.",
)
@click.option(
    "--announce", type=click.Path(dir_okay=False, path_type=Path), help="Write port, CA file, hosts as JSON."
)
@click.option(
    "--faults",
    help="Faults to inject: busy, quota, 429, 503, slow, drop, truncate, invalid-json;"
    " 429:2 hits two requests.",
)
@click.argument("command", nargs=-1, type=click.UNPROCESSED)
def main(
    host: str,
    port: int,
    plain_port: int | None,
    standard_ports: bool,
    control_hosts: Sequence[str],
    ca_dir: Path | None,
    java: bool,
    folders: Sequence[Path],
    data: Path | None,
    seed: int | None,
    announce: Path | None,
    faults: str | None,
    command: Sequence[str],
) -> None:
    """Run the registries on this computer until you press Ctrl+C.

    With a COMMAND, run them for it only: its environment leads it to them, and its status is returned.

    \b
    Example: pid-emulator --port 8443 --announce emulator.json
             pid-emulator -- pytest
    """
    if standard_ports:
        port, plain_port = 443, 80
    if port == 65535 and plain_port is None:
        raise click.BadParameter(
            "no port comes after 65535; name one with --plain-port.", param_hint="'--port'"
        )
    if announce:
        _refuse_other_file(announce)
    with _ended_by_sigterm():
        registries = _prepare(folders, data, seed, faults or "")
        try:
            with _said_in_one_line():
                registries.start(port, plain_port, host=host, control_hosts=control_hosts, ca_folder=ca_dir)
            with _announced(registries, announce):
                if command:
                    sys.exit(_run(command, registries.variables(java=java)))
                click.echo(_how_to_use(registries))
                threading.Event().wait()
        except KeyboardInterrupt:
            if not command:
                click.echo("\nStopped.")
        finally:
            registries.stop()


def _run(command: Sequence[str], variables: Mapping[str, str]) -> int:
    try:
        return child_process.run(command, variables)
    except child_process.CannotRun as error:
        raise CannotServe(str(error), error.status) from None


def _prepare(record_folders: Sequence[Path], data: Path | None, seed: int | None, faults: str) -> Emulator:
    try:
        for folder in record_folders:
            refuse_other_layout(folder, KINDS)
        registries = Emulator(record_folders, data=data, seed=seed)
    except ValueError as error:
        raise CannotServe(str(error)) from None
    try:
        registries.faults.set(faults.split(","))
    except ValueError as error:
        raise CannotServe(str(error), exit_code=2) from None
    return registries


@contextmanager
def _said_in_one_line() -> Iterator[None]:
    """Say what stands in the way of listening, and what to do."""
    try:
        yield
    except ValueError as error:
        hints = {
            "Port": " Choose another with --port or --plain-port.",
            "This computer": " Choose another with --host.",
        }
        hint = next((hint for start, hint in hints.items() if str(error).startswith(start)), "")
        raise CannotServe(f"{error}{hint}") from None


def _refuse_other_file(file: Path) -> None:
    """Refuse to write over what is no announcement: it is deleted at the end."""
    if not file.exists():
        return
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        content = None
    if not isinstance(content, dict) or any(name not in content for name in ANNOUNCED):
        raise CannotServe(
            f"{file} exists and is no announcement of an emulator. Name another with --announce."
        )


@contextmanager
def _ended_by_sigterm() -> Iterator[None]:
    """Let SIGTERM, which test runners and service managers send, end the work as Ctrl+C does."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _announced(registries: Emulator, file: Path | None) -> Iterator[None]:
    """Keep the announcement in its file meanwhile. Afterwards delete it, unless another took its place."""
    if file is None:
        yield
        return
    announcement = json.dumps(_announcement(registries), indent=2) + "\n"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, announcement.encode())
    except OSError as error:
        raise CannotServe(
            f"{file} cannot be written: {error.strerror}. Name another with --announce."
        ) from None
    try:
        yield
    finally:
        if file.is_file() and file.read_text(encoding="utf-8") == announcement:
            file.unlink()


def _announcement(registries: Emulator) -> dict[str, object]:
    return {
        "version": __version__,
        "port": registries.port,
        "plain_port": registries.plain_port,
        "ca_file": str(registries.ca_file),
        "hosts": registries.hosts,
        "environment": registries.environment(),
    }


def _how_to_use(registries: Emulator) -> str:
    port, ca_file = registries.port, registries.ca_file
    return f"""\
The registries answer on https://127.0.0.1:{port} for these hosts:
  {", ".join(registries.hosts)}

With curl:
  curl -sSf --connect-to ::127.0.0.1:{port} --cacert {ca_file} \\
    https://doi.org/api/handles/10.7554/elife.01567

With any program started in this shell (it uses the plain port as its proxy):
  eval "$(curl -sSf http://127.0.0.1:{registries.plain_port}/environment.sh)"
and to undo that:
  {UNDO}

In a browser, with a profile of its own, to sign in at ORCID:
  chromium --user-data-dir=emulator-browser --ignore-certificate-errors \\
    --proxy-server=http://127.0.0.1:{registries.plain_port} https://sandbox.orcid.org/

Credentials for samples:  curl -sSf --cacert {ca_file} https://127.0.0.1:{port}/environment
Back to the start state:  curl -sSf --cacert {ca_file} -X POST https://127.0.0.1:{port}/reset
Press Ctrl+C to stop."""
