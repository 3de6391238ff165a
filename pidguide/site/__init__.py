"""What pages call, and what is built beside them: the only part of the package that knows HTML."""
