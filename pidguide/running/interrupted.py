"""What an interrupted `pidguide record` has recorded already, so that `--resume` leaves it out.

One file keeps a note of each selection that was interrupted: `{"--all --via live": ["doi/access/csl_json"]}`.
"""

import json
from pathlib import Path

from pidguide.basics import paths
from pidguide.basics.errors import UserError
from pidguide.basics.files import replace_file

NAME = "unfinished-recording.json"


class Unfinished:
    """The note of one selection, `call`: what stands behind `pidguide record`, e.g. `--all --via live`.

    Raises UserError where the note is damaged or its file cannot be written.
    """

    def __init__(self, call: str) -> None:
        self.call = call

    def done(self) -> set[str]:
        """Return the names of the samples that are recorded. Raises UserError where none was interrupted."""
        notes = _read()
        if self.call in notes:
            return set(notes[self.call])
        others = " or ".join(f"`pidguide record {call} --resume`" for call in notes)
        hint = f"go on with {others}" if others else "leave out --resume"
        raise UserError(f"No recording of {self.call} was interrupted: {hint}.", exit_code=2)

    def note(self, done: set[str]) -> None:
        """Write down which samples are recorded."""
        _write({**_read_what_is_left(), self.call: sorted(done)})

    def finish(self) -> None:
        """Forget this selection, and no other."""
        _write({call: done for call, done in _read_what_is_left().items() if call != self.call})


def _file() -> Path:
    return paths.CACHE / NAME


def _read() -> dict[str, list[str]]:
    try:
        notes = json.loads(_file().read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        notes = None
    if not isinstance(notes, dict) or not all(isinstance(done, list) for done in notes.values()):
        raise UserError(f"The note {_file()} is damaged. Delete it and leave out --resume.")
    return notes


def _read_what_is_left() -> dict[str, list[str]]:
    """Return the notes; none where they are damaged: nobody can resume by them."""
    try:
        return _read()
    except UserError:
        return {}


def _write(notes: dict[str, list[str]]) -> None:
    try:
        if notes:
            replace_file(_file(), json.dumps(notes, indent=1))
        else:
            _file().unlink(missing_ok=True)
    except OSError as error:
        raise UserError(f"{_file()} cannot be written: {error.strerror}. --resume needs it.") from None
