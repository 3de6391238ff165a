"""`pidguide emulator`: the command `pid-emulator`, which refuses in the guide's form."""

from typing import Any

import click

from pid_emulator.cli import CannotServe, main
from pidguide.basics.errors import UserError


class _Refusing(click.Command):
    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except CannotServe as error:
            raise UserError(error.message, error.exit_code) from None


emulator_command = _Refusing(
    "emulator",
    params=[parameter for parameter in main.params if parameter.name != "version"],
    callback=main.callback,
    help=(main.help or "").replace("pid-emulator", "pidguide emulator"),
)
