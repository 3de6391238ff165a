"""What everything else stands on: paths, errors, reading and writing files, progress."""
