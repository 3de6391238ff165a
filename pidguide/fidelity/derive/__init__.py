"""Records, in each registry's own form, derived from what a real answer shows."""
