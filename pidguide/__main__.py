"""`python -m pidguide` is `pidguide`."""

from pidguide.commands.cli import main

main()
