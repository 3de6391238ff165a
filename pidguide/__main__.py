"""`python -m pidguide` is `pidguide`."""

from pidguide.cli import main

main()
