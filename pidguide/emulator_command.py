"""`pidguide emulator`: serves the registries on loopback and says how to use them."""

import json
import socket
import threading
from pathlib import Path

import click

from pidguide.emulator import Emulator
from pidguide.errors import UserError


def serve(port: int, record_folders: list[Path], announce: Path | None, faults: str | None) -> None:
    """Serve until interrupted. `announce` receives port, plain_port, ca_file, hosts and environment as JSON.

    Raises UserError when the port is taken or a record file is not usable.
    """
    for wanted in (port, port and port + 1):
        _refuse_taken(wanted)
    try:
        registries = Emulator(record_folders)
        registries.faults.set(faults.split(",") if faults else [])
    except ValueError as error:
        raise UserError(str(error)) from None
    registries.start(port)
    try:
        if announce:
            announce.write_text(json.dumps(_announcement(registries), indent=2) + "\n", encoding="utf-8")
        click.echo(_how_to_use(registries))
        threading.Event().wait()
    except KeyboardInterrupt:
        click.echo("\nStopped.")
    finally:
        registries.stop()
        if announce:
            announce.unlink(missing_ok=True)


def _refuse_taken(port: int) -> None:
    """Werkzeug ends the process in its own words when a port is taken, so look first."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise UserError(f"Port {port} is taken. Choose another with --port.") from None


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
  curl --connect-to ::127.0.0.1:{port} --cacert {ca_file} \\
    https://doi.org/api/handles/10.7554/elife.01567

With any program started in this shell (it uses the plain port as its proxy):
  . <(curl -s http://127.0.0.1:{registries.plain_port}/environment.sh)

In a browser, with a profile of its own, to sign in at ORCID:
  chromium --user-data-dir=emulator-browser --ignore-certificate-errors \\
    --proxy-server=http://127.0.0.1:{registries.plain_port} https://sandbox.orcid.org/

Credentials for samples:  curl --cacert {ca_file} https://127.0.0.1:{port}/environment
Back to the start state:  curl --cacert {ca_file} -X POST https://127.0.0.1:{port}/reset
Press Ctrl+C to stop."""
