"""The machinery behind the PID guide: it runs, records, replays and shows the samples.

Nothing in here is needed to run a pasted sample.
"""

__version__ = "0.1.0"
