"""Failures that a user can cause: one clear line, never a traceback."""


class UserError(Exception):
    """Something the user can put right. The message says what to do; the command exits with `exit_code`.

    1: what was asked for failed. 2: it was asked for in the wrong way.
    """

    def __init__(self, message: str, exit_code: int = 1) -> None:
        super().__init__(message)
        self.exit_code = exit_code
