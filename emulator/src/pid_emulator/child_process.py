"""Runs one command beside the emulator: variables of its own are set for it, signals reach it."""

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from types import FrameType
from typing import Self

NOT_FOUND, NOT_EXECUTABLE = 127, 126  # as shells have it
FORWARDED = [
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGWINCH")
    if hasattr(signal, name)  # Windows has few of them
]
FROM_THE_KEYBOARD = ("SIGINT", "SIGQUIT")


class CannotRun(Exception):
    """The command cannot be started. `status` is what a shell would return."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


def run(command: Sequence[str], variables: Mapping[str, str]) -> int:
    """Run a command with more variables in its environment, and return its status.

    A command that a signal ended has 128 and the signal's number, as in a shell. Raises CannotRun.
    """
    with _Signals() as signals:
        try:
            child = subprocess.Popen(command, env={**os.environ, **variables})
        except FileNotFoundError:
            raise CannotRun(f"{command[0]}: command not found", NOT_FOUND) from None
        except OSError as error:
            raise CannotRun(f"{command[0]} cannot be run: {error.strerror}", NOT_EXECUTABLE) from None
        signals.go_to(child)
        status = child.wait()
    return status if status >= 0 else 128 - status


class _Signals:
    """Passes signals on to a child, those too that came before there was one."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._early: list[int] = []

    def go_to(self, child: subprocess.Popen[bytes]) -> None:
        self._child = child
        for number in self._early:
            child.send_signal(number)

    def _forward(self, number: int, _: FrameType | None) -> None:
        if signal.Signals(number).name in FROM_THE_KEYBOARD and _keyboard_reaches_children():
            return
        if self._child is None:
            self._early.append(number)
        else:
            self._child.send_signal(number)

    def __enter__(self) -> Self:
        self._before = {number: signal.signal(number, self._forward) for number in FORWARDED}
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)


def _keyboard_reaches_children() -> bool:
    """Tell whether the terminal sends what is typed to this process and its children."""
    try:
        with open("/dev/tty", "rb") as terminal:  # noqa: PTH123  (no content is read)
            return os.tcgetpgrp(terminal.fileno()) == os.getpgrp()
    except OSError:
        return False
