"""What is the same for every registry: server and its control, clock, faults, record files, accounts."""
