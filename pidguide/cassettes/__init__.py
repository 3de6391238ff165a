"""Cassettes: their format, the scrubbing of secrets, the gate that looks again, real recorded traffic."""
