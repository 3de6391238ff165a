"""What is the same for every registry: server, state, clock, faults, record files."""
