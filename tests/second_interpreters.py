"""Replays toy samples again, each time in a fork of an interpreter that has imported what does so.

Hash seed and time zone are those it was started with. Reads lines `["ROOT", ENVIRONMENT, NAMES, "FOLDER"]`,
replays the samples of these names with the result in the file `stdout` of the folder, and answers each with
the exit code.
"""

import contextlib
import gc
import io
import json
import os
import sys
from pathlib import Path

from vcr.request import Request

from pidguide.cassettes.scrub import scrub_for_matching
from pidguide.running import replay_again

scrub_for_matching(Request("GET", "https://doi.org/", None, {}))
gc.freeze()  # or each fork would copy what it only looks through for garbage


def replay_apart(root: str, environment: dict[str, str], names: str, folder: str) -> None:
    """Become `python -m pidguide.running.replay_again ROOT`. Does not return."""
    os.environ.clear()
    os.environ.update(environment)
    sys.stdin = io.StringIO(names)
    with Path(folder, "stdout").open("w") as printed, contextlib.redirect_stdout(printed):
        replay_again.main(Path(root))
    sys.exit()


for line in sys.stdin:
    child = os.fork()
    if not child:
        replay_apart(*json.loads(line))
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
