"""What runs in a reader's own tab: plain Python, loaded there as it is. It imports nothing of the guide."""
