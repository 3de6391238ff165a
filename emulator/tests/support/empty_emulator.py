"""An emulator that knows nothing but the registries' vocabularies, in process.

To build one costs a hundred times what a reset costs, so the tests of a worker share it.
"""

from functools import cache

from pid_emulator import Emulator


def empty_emulator() -> Emulator:
    """Return the shared emulator in its start state. A test that needs two at once builds its own."""
    emulator = _shared()
    emulator.reset()
    return emulator


@cache
def _shared() -> Emulator:
    return Emulator(built_in_records=False)
