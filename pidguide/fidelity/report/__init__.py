"""What is told of the scores: in the terminal, as JSON, on the pages."""
