"""Runs, records, replays and checks samples."""
