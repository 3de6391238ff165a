"""`python -m pid_emulator` is `pid-emulator`."""

from pid_emulator.cli import main

main()
