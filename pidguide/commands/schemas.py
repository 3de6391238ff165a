"""`pidguide schemas`: brings the official XML schemas to this computer."""

import os
from pathlib import Path

import click

from pid_emulator.core.schema_files import cache_folder
from pidguide.basics.errors import UserError
from pidguide.samples.official_schemas import SCHEMA_SETS, CannotGet, fetch, find


@click.command("schemas")
def schemas_command() -> None:
    """Put the official XML schemas of Crossref, DataCite and ORCID into a cache folder.

    A folder of your own, named by PIDGUIDE_SCHEMAS, is used first. Exit code 1 when one could not be got.

    \b
    Example: pidguide schemas
    """
    named = os.environ.get("PIDGUIDE_SCHEMAS")
    if named and not Path(named).is_dir():
        raise UserError(
            f"PIDGUIDE_SCHEMAS names {named}, and there is no such folder. Correct or unset it.", exit_code=2
        )
    if named:
        click.echo(f"PIDGUIDE_SCHEMAS is {named}")
    missing = False
    for schemas in SCHEMA_SETS:
        if schemas.is_here:
            click.echo(f"{schemas.name}: in {find(f'{schemas.folder}/{schemas.roots[0]}')}")
            continue
        try:
            origin = fetch(schemas, cache_folder())
        except CannotGet as error:
            missing = True
            click.echo(f"{schemas.name}: could not get it: {error}", err=True)
        else:
            click.echo(f"{schemas.name}: fetched from {origin} into {cache_folder() / schemas.folder}")
    if missing:
        raise SystemExit(1)
