"""Where real recordings and response schemas come from."""
