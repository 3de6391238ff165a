"""`pidguide emulator`: serves the registries on loopback and says how to use them."""

import errno
import json
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from pidguide.cassettes import replace_file
from pidguide.emulator import Emulator, crossref, datacite, doi_org, orcid
from pidguide.emulator.records import refuse_other_layout
from pidguide.errors import UserError

KINDS = {
    "crossref": crossref.store.KINDS,
    "datacite": datacite.store.KINDS,
    "doi_org": doi_org.store.KINDS,
    "orcid": orcid.store.KINDS,
}
ANNOUNCED = ("port", "ca_file", "hosts")  # what tells an announcement from another file


def serve(port: int, record_folders: list[Path], announce: Path | None, faults: str | None) -> None:
    """Serve until interrupted. `announce` receives port, plain_port, ca_file, hosts and environment as JSON.

    Raises UserError when the port is taken, a record file is not usable, or `announce` is another file.
    """
    for wanted in (port, port and port + 1):
        _refuse_taken(wanted)
    if announce:
        _refuse_other_file(announce)
    with _ended_by_sigterm():
        registries = _prepare(record_folders, faults or "")
        try:
            registries.start(port)
            with _announced(registries, announce):
                click.echo(_how_to_use(registries))
                threading.Event().wait()
        except KeyboardInterrupt:
            click.echo("\nStopped.")
        finally:
            registries.stop()


def _prepare(record_folders: list[Path], faults: str) -> Emulator:
    try:
        for folder in record_folders:
            refuse_other_layout(folder, KINDS)
        registries = Emulator(record_folders)
    except ValueError as error:
        raise UserError(str(error)) from None
    try:
        registries.faults.set(faults.split(","))
    except ValueError as error:
        raise UserError(str(error), exit_code=2) from None
    return registries


def _refuse_taken(port: int) -> None:
    """Werkzeug ends the process in its own words when a port is taken, so look first."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            reason = "is taken" if error.errno == errno.EADDRINUSE else f"cannot be used ({error.strerror})"
            raise UserError(f"Port {port} {reason}. Choose another with --port.") from None


def _refuse_other_file(file: Path) -> None:
    """Refuse to write over what is no announcement: it is deleted at the end."""
    if not file.exists():
        return
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        content = None
    if not isinstance(content, dict) or any(name not in content for name in ANNOUNCED):
        raise UserError(f"{file} exists and is no announcement of an emulator. Name another with --announce.")


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
        replace_file(file, announcement)
    except OSError as error:
        raise UserError(
            f"{file} cannot be written: {error.strerror}. Name another with --announce."
        ) from None
    try:
        yield
    finally:
        if file.is_file() and file.read_text(encoding="utf-8") == announcement:
            file.unlink()


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
