"""What two HTTP answers have in common: parsed bodies as paths, types and values.

Shared by `pidguide fidelity` (the emulator against real answers) and `pidguide drift` (an old recording
against a new one).
"""
