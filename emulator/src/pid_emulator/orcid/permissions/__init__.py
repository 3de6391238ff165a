"""What is permitted to whom: registered clients, the scopes there are, and what was handed out for them."""
