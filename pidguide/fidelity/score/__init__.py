"""Replays recorded requests on the emulator and scores its answers."""
