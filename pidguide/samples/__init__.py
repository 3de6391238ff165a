"""The samples there are, and what is known of each without running it."""
