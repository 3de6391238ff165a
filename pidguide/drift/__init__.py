"""What a service has changed since a sample was recorded: two recordings of it, compared."""
