"""`pid-emulator`: serves the registries on loopback and says how to use them."""

import errno
import json
import os
import signal
import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import click

from pid_emulator import Emulator, __version__, crossref, datacite, doi_org, orcid
from pid_emulator.core.records import refuse_other_layout

KINDS = {
    "crossref": crossref.store.KINDS,
    "datacite": datacite.store.KINDS,
    "doi_org": doi_org.store.KINDS,
    "orcid": orcid.store.KINDS,
}
ANNOUNCED = ("port", "ca_file", "hosts")  # what tells an announcement from another file


class CannotServe(click.ClickException):
    """Something the user can put right. Exit code 1: it failed; 2: it was asked for in the wrong way."""

    def __init__(self, message: str, exit_code: int = 1) -> None:
        super().__init__(message)
        self.exit_code = exit_code  # type: ignore[misc]  # click reads it from the instance as well

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(f"pid-emulator: {self.message}", err=True)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="pid-emulator")
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
    help="A folder of your own records, laid out as pid_emulator/records is.",
)
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    help="A folder where what is registered lasts: the next start with it goes on from there.",
)
@click.option(
    "--announce", type=click.Path(dir_okay=False, path_type=Path), help="Write port, CA file, hosts as JSON."
)
@click.option(
    "--faults",
    help="Faults to inject: busy, quota, 429, 503, slow, drop, truncate, invalid-json;"
    " 429:2 hits two requests.",
)
def main(
    port: int, folders: Sequence[Path], data: Path | None, announce: Path | None, faults: str | None
) -> None:
    """Run the registries on loopback until you press Ctrl+C.

    \b
    Example: pid-emulator --port 8443 --announce emulator.json
    """
    serve(port, list(folders), data, announce, faults)


def serve(
    port: int, record_folders: list[Path], data: Path | None, announce: Path | None, faults: str | None
) -> None:
    """Serve until interrupted. `announce` receives port, plain_port, ca_file, hosts and environment as JSON.

    Raises CannotServe when the port is taken, a record file or `data` is not usable, or `announce` is
    another file.
    """
    for wanted in (port, port and port + 1):
        _refuse_taken(wanted)
    if announce:
        _refuse_other_file(announce)
    with _ended_by_sigterm():
        registries = _prepare(record_folders, data, faults or "")
        try:
            registries.start(port)
            with _announced(registries, announce):
                click.echo(_how_to_use(registries))
                threading.Event().wait()
        except KeyboardInterrupt:
            click.echo("\nStopped.")
        finally:
            registries.stop()


def _prepare(record_folders: list[Path], data: Path | None, faults: str) -> Emulator:
    try:
        for folder in record_folders:
            refuse_other_layout(folder, KINDS)
        registries = Emulator(record_folders, data=data)
    except ValueError as error:
        raise CannotServe(str(error)) from None
    try:
        registries.faults.set(faults.split(","))
    except ValueError as error:
        raise CannotServe(str(error), exit_code=2) from None
    return registries


def _refuse_taken(port: int) -> None:
    """Werkzeug ends the process in its own words when a port is taken, so look first."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            reason = "is taken" if error.errno == errno.EADDRINUSE else f"cannot be used ({error.strerror})"
            raise CannotServe(f"Port {port} {reason}. Choose another with --port.") from None


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
        _write_whole(file, announcement)
    except OSError as error:
        raise CannotServe(
            f"{file} cannot be written: {error.strerror}. Name another with --announce."
        ) from None
    try:
        yield
    finally:
        if file.is_file() and file.read_text(encoding="utf-8") == announcement:
            file.unlink()


def _write_whole(file: Path, content: str) -> None:
    """Write a text file so that who waits for it never reads half of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f".{file.name}.{os.getpid()}.new")
    try:
        new.write_text(content, encoding="utf-8")
        new.replace(file)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def _announcement(registries: Emulator) -> dict[str, object]:
    return {
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

In a browser, with a profile of its own, to sign in at ORCID:
  chromium --user-data-dir=emulator-browser --ignore-certificate-errors \\
    --proxy-server=http://127.0.0.1:{registries.plain_port} https://sandbox.orcid.org/

Credentials for samples:  curl -sSf --cacert {ca_file} https://127.0.0.1:{port}/environment
Back to the start state:  curl -sSf --cacert {ca_file} -X POST https://127.0.0.1:{port}/reset
Press Ctrl+C to stop."""
