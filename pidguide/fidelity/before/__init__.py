"""The state a real service must have been in before a recorded request, loaded into the emulator."""
