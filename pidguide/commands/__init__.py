"""The `pidguide` command: one file a subcommand."""
