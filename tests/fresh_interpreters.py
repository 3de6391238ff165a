"""Runs `pidguide run NAME`, each time in a fork of an interpreter that has imported that command, no sample.

The start, a third of a second, is the same for all samples; so are the forms of secrets, which the first
request of a replay collects. Reads lines `["NAME", "FOLDER"]`, runs there with its output in the files
`stdout` and `stderr`, and answers each line with the exit code.
"""

import gc
import json
import os
import signal
import sys

from vcr.request import Request

from pidguide.cassettes.scrub import scrub_for_matching
from pidguide.commands import run
from pidguide.commands.cli import main

assert run  # the subcommand, imported before any fork
SECONDS = 60
scrub_for_matching(Request("GET", "https://doi.org/", None, {}))
gc.freeze()  # or each fork would copy what it only looks through for garbage


def run_alone(name: str, folder: str) -> None:
    """Become `pidguide run NAME` in a folder. Does not return."""
    signal.alarm(SECONDS)
    os.chdir(folder)
    for descriptor, file in enumerate((os.devnull, "stdout", "stderr")):
        opened = os.open(file, os.O_RDWR | os.O_CREAT)
        os.dup2(opened, descriptor)
    sys.argv = ["pidguide", "run", name]
    sys.exit(main())


for line in sys.stdin:
    child = os.fork()
    if not child:
        run_alone(*json.loads(line))
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
