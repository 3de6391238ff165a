"""Recorded exchanges, and what two answers have in common: parsed bodies as paths, types and values.

Shared by all that reads cassettes: `pidguide fidelity` (the emulator against real answers), `pidguide drift`
(an old recording against a new one), and the site, which shows them.
"""
